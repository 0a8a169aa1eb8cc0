"""How the API hands out a list in pages: by position, not by number, so that the thousandth costs what the first does."""

from django.conf import settings
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
MAX_PLACE_LENGTH = 300  # characters
BROKEN = "{}：无法识别，请使用返回结果里 next 或 previous 的完整地址。"


def page_size_of(request):
    text = request.query_params.get("page_size", "")
    if not text:
        return PAGE_SIZE
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= MAX_PAGE_SIZE):
        raise ValidationError({"page_size": f"请填 1 到 {MAX_PAGE_SIZE} 之间的整数。"})
    return int(text)


class PositionPagination(BasePagination):
    """What every list answers: `next`, `previous` and `results`."""

    next = previous = None

    def get_paginated_response(self, data):
        return Response({"next": self.next, "previous": self.previous, "results": data})

    def get_paginated_response_schema(self, schema):
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**address, "description": "后一页的地址；没有了就是 null。"},
                "previous": {**address, "description": "前一页的地址；没有就是 null。"},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view):
        place = {"type": "string", "maxLength": MAX_PLACE_LENGTH}
        size = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE}
        return [
            _parameter("page_size", size, "一页多少条。"),
            _parameter("after", place, "从哪一条之后接着读：取自上一次返回的 next，不要自己拼写。"),
            _parameter("before", place, "读到哪一条之前：取自上一次返回的 previous，不要自己拼写。"),
        ]


def _parameter(name, schema, description):
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


def absolute(path):
    """Never at the address that a Host header says."""
    return f"{settings.BASE_URL}{path}" if path else None
