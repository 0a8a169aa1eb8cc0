"""A client that gets pages as people read them."""

import re

from django.test import Client

MARKS_OF_LINES = re.compile(rb'<wbr>|<span class="words">([^<]*(?:<wbr>[^<]*)*)</span>')


class ReadingClient(Client):
    """Gets pages as people read them: where a headline's line may break is no part of its words."""

    def request(self, **request):
        response = super().request(**request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = MARKS_OF_LINES.sub(
                lambda mark: (mark[1] or b"").replace(b"<wbr>", b""), response.content
            )
        return response
