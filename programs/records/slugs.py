"""ASCII addresses for Chinese titles, and the order of a Chinese index."""

import re
import unicodedata
from functools import lru_cache

from django.urls import resolve, reverse

from programs.texts.radicals import with_ideographs

SLUG_LENGTH = 80
REMEMBERED_WORDS = 20_000  # a register's names are made of fewer; about 5 MB
NUMBER = re.compile(r"-[0-9]+\Z")
PIECE = re.compile(r"[A-Za-z0-9]+|[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")


def pinyin_slug(text, fallback="page"):
    """Return the pinyin of `text` as a slug of at most 80 characters: 鹿城新闻 gives lu-cheng-xin-wen.

    Letters and digits stay as they are, wide ones as narrow ones; everything else parts words. Text with neither gives `fallback`.
    """
    from pypinyin.seg.simpleseg import seg  # 57 MB of tables: only processes that make slugs load them

    words = []
    for piece in PIECE.findall(unicodedata.normalize("NFKC", with_ideographs(text))):
        words += [piece.lower()] if piece.isascii() else [word for part in seg(piece) for word in _spoken(part)]
    slug = ""
    for word in words:
        if len(slug) + len(word) + 1 > SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word[:SLUG_LENGTH]
    return slug or fallback


@lru_cache(maxsize=REMEMBERED_WORDS)
def _spoken(word):
    """The syllables of one word, or of characters that make none, in letters alone."""
    from pypinyin import Style, lazy_pinyin

    syllables = (re.sub(r"[^a-z0-9]", "", each.replace("ü", "v")) for each in lazy_pinyin(word, style=Style.NORMAL))
    return tuple(filter(None, syllables))


def is_reserved(slug, name):
    """Does the address that a record of `slug` would get lead to another page, such as a calendar? `name` is that of
    the address, which takes the slug."""
    return resolve(reverse(name, args=[slug])).url_name != name


def unique_slug(text, taken, fallback="page"):
    """Return `pinyin_slug(text)`, with -2, -3, … behind it while `taken(slug)` says that it is in use."""
    base = candidate = pinyin_slug(text, fallback)
    number = 1
    while taken(candidate):
        number += 1
        ending = f"-{number}"
        candidate = base[: SLUG_LENGTH - len(ending)].rstrip("-") + ending
    return candidate


def is_made_from(slug, text, fallback="page"):
    """Is `slug` what `unique_slug` makes of `text`, with a number behind it or without?"""
    base, ending = pinyin_slug(text, fallback), NUMBER.search(slug)
    return slug == base or bool(ending and slug == base[: SLUG_LENGTH - len(ending[0])].rstrip("-") + ending[0])


def sort_key(text):
    """Return what puts `text` in its place in a Chinese index: its pinyin, then itself, cut to 120 characters."""
    return f"{pinyin_slug(text, '')} {with_ideographs(text)}"[:120]
