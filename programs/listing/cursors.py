"""A place in an order that stays the same place while rows come and go: the key and the id of a row beside it."""

import base64
import binascii

LONGEST = 200  # characters of a cursor


def cursor_text(key, pk):
    """The place of a row, as an address writes it."""
    if isinstance(key, int):
        return f"{pk}.{key}"
    return f"{pk}.~{base64.urlsafe_b64encode(key).decode().rstrip('=')}"


def read_cursor(text, is_number):
    """Return (key, id), or None for what is no place in an order whose keys are numbers (or bytes)."""
    pk, _, key = text.partition(".")
    if len(text) > LONGEST or not (pk.isascii() and pk.isdecimal() and len(pk) < 19 and key):
        return None
    try:
        found = int(key) if is_number else base64.urlsafe_b64decode(key.removeprefix("~") + "=" * (-len(key[1:]) % 4))
    except (ValueError, binascii.Error):
        return None
    return None if is_number and abs(found) >= 2**63 else (found, int(pk))
