"""The ledger of an import with an address for every place: where a line stands on the page, for whoever checks."""

import re

from django.urls import reverse

from ...models import ManuscriptImport
from ..ledger import Fate
from .access import imports_seen_by, readable_import

BLOCK = re.compile(r"[0-9a-f]{8}(?=-)")


def ledger_context(user, pk):
    """What the ledger page shows of import `pk`; PermissionDenied for who may not see it."""
    record = readable_import(user, pk)
    page_url = _page_url(record.page)
    lines = [
        (number, [entry | {"url": _url(page_url, entry["place"])} for entry in entries])
        for number, entries in record.lines()
    ]
    ledger = record.ledger
    return {
        "record": record,
        "lines": lines,
        "page_url": page_url,
        "fates": [(str(fate), ledger.get("characters", {}).get(fate.name.lower(), 0)) for fate in Fate],
        "left_out": ledger.get("left_out", []),
        "history": record.pieces.get("history", []) if isinstance(record.pieces, dict) else [],
        "is_done": record.state == ManuscriptImport.State.DONE,
        "may_take_back": record.state != ManuscriptImport.State.UNDONE and imports_seen_by(user).filter(pk=pk).exists(),
    }


def _page_url(page):
    """Where the page can be read: by the public once it is out, by staff before."""
    if page is None:
        return ""
    return page.url if page.live else reverse("wagtailadmin_pages:view_draft", args=[page.pk])


def _url(page_url, place):
    """The address of a place of the ledger: its block on the page, or the page for a field; '' for what is on none."""
    if not page_url or not place:
        return ""
    block = BLOCK.match(place)
    return f"{page_url}#b-{block[0]}" if block else page_url
