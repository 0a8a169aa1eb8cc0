"""How names sound, in tokens that no other text has: by them 笑果 is found as xiaoguo and as xg.

Of each run of Han characters: every syllable and every pair of neighbours (`zzpxiao`, `zzpxiaoguo`), every pair of
initials (`zzixg`). What is typed longer has all its pairs.
"""

import re
from functools import lru_cache
from itertools import pairwise

from programs.texts.radicals import with_ideographs

SOUND, INITIALS = "zzp", "zzi"
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
LONGEST = 60  # characters of a run that are worth it


@lru_cache(maxsize=20_000)
def syllables(run):
    """The reading of a run of Han characters in the context of its words: ("wen", "zhou")."""
    from pypinyin import Style, lazy_pinyin  # 57 MB of tables: only processes that need them load them

    return tuple(lazy_pinyin(run, style=Style.NORMAL, errors="ignore"))


def sounds_of(names):
    """The tokens of all `names`, each once, as one text."""
    found = {}
    for name in names:
        for run in HAN.findall(with_ideographs(name)):
            found.update(dict.fromkeys(_tokens(syllables(run[:LONGEST]))))
    return " ".join(found)


def _tokens(parts):
    for part in parts:
        yield SOUND + part
    for one, other in pairwise(parts):
        yield SOUND + one + other
        yield INITIALS + one[0] + other[0]
