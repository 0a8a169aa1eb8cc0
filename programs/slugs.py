"""ASCII addresses for Chinese titles, and the order of a Chinese index."""

import re

SLUG_LENGTH = 80


def pinyin_slug(text, fallback="page"):
    """Return the pinyin of `text` as a slug of at most 80 characters: 鹿城新闻 gives lu-cheng-xin-wen.

    Letters and digits stay as they are; everything else parts words. Text with neither gives `fallback`.
    """
    from pypinyin import Style, lazy_pinyin  # 57 MB of tables: only processes that make slugs load them

    words = []
    for piece in re.findall(r"[A-Za-z0-9]+|[\u3400-\u9fff]+", text):
        words += [piece.lower()] if piece.isascii() else lazy_pinyin(piece, style=Style.NORMAL)
    slug = ""
    for word in words:
        word = re.sub(r"[^a-z0-9]", "", word.replace("ü", "v"))
        if not word:
            continue
        if len(slug) + len(word) + 1 > SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word[:SLUG_LENGTH]
    return slug or fallback


def unique_slug(text, taken, fallback="page"):
    """Return `pinyin_slug(text)`, with -2, -3, … behind it while `taken(slug)` says that it is in use."""
    base = candidate = pinyin_slug(text, fallback)
    number = 1
    while taken(candidate):
        number += 1
        suffix = f"-{number}"
        candidate = f"{base[: SLUG_LENGTH - len(suffix)].rstrip('-')}{suffix}"
    return candidate


def sort_key(text):
    """Return what puts `text` in its place in a Chinese index: its pinyin, then itself, cut to 120 characters."""
    return f"{pinyin_slug(text, '')} {text}"[:120]
