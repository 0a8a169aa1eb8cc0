"""How names sound: by it staff find 浙江笑果鞋业 with xiaoguo or xgxy."""

import re

from programs.texts.radicals import with_ideographs

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
FULL, INITIALS = 12, 6  # letters kept from each character on: who types more means the same
LONGEST_RUN = 60  # characters


def sounds(names):
    """From each Han character of `names` on, the full pinyin and the initials of what follows, as words of one text."""
    found = {}
    for name in names:
        for run in HAN.findall(with_ideographs(name)):
            syllables = _syllables(run[:LONGEST_RUN])
            for start in range(len(syllables)):
                found["".join(syllables[start : start + FULL])[:FULL]] = None
                found["".join(syllable[0] for syllable in syllables[start : start + INITIALS])] = None
    return " ".join(found)


def heard(word):
    """What `word` is looked for as among the sounds; empty for what is no pinyin."""
    letters = word.lower().replace("'", "").replace("-", "").replace("ü", "v")
    is_pinyin = letters.isascii() and letters.isalpha()
    return letters[:FULL] if is_pinyin else ""


def _syllables(run):
    from pypinyin import Style, lazy_pinyin  # 57 MB of tables: only processes that need them load them

    return lazy_pinyin(run, style=Style.NORMAL, errors="ignore")
