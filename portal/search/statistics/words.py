"""The form in which a question is counted, and which questions are never kept."""

import re
import unicodedata

LONGEST = 50  # characters; whoever types more has pasted something

_DIGIT = "0-9零〇一二三四五六七八九幺"
# Telephone, identity, bank card, account: seven digits and more, however they are parted. Document numbers have fewer.
_NUMBER = re.compile(rf"[{_DIGIT}](?:[\s\-–—_.,·/()+]{{0,2}}[{_DIGIT}]){{6}}")
_ADDRESS = re.compile(r"\S@\S|\b(?:qq|微信|wechat|vx)\W{0,3}[a-z0-9_-]{5,}")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][\s·]?[a-z0-9]{5,6}(?![a-z0-9])"
)
_PRIVATE = (_NUMBER, _ADDRESS, _PLATE)


def counted_words(text):
    """`text` in one spelling: width, case and spaces do not matter. "" for what is not to be kept."""
    words = " ".join(unicodedata.normalize("NFKC", text[: 4 * LONGEST]).lower().split())
    words = "".join(character for character in words if character.isprintable())
    if not 0 < len(words) <= LONGEST or not any(character.isalnum() for character in words):
        return ""
    return "" if is_private(words) else words


def is_private(words):
    """Does it look like somebody's telephone, identity or bank number, address or number plate?"""
    return any(pattern.search(words) for pattern in _PRIVATE)
