"""Which result was chosen: told by the page's script, and believed only for results that we showed."""

from django.core import signing
from django.utils import timezone

SIGNER = signing.Signer(salt="portal.search.clicks")
VALID_DAYS = 2  # a page left open over night still counts


def ticket(findings):
    """What a page of results says to have its clicks counted: its question, its places, the day; signed. It is the
    same for every reader of that day, so that pages stay cacheable."""
    return SIGNER.sign_object([timezone.localdate().toordinal(), findings.query, findings.first, findings.last])


def read_ticket(text, position):
    """Return the question of a ticket that is ours, of these days and covers `position`; None for any other."""
    try:
        day, query, first, last = SIGNER.unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    is_recent = 0 <= timezone.localdate().toordinal() - day < VALID_DAYS
    return query if is_recent and first <= position <= last else None
