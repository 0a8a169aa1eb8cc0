"""What can be said of a paragraph only beside its neighbours: which one is the title, what a caption belongs to."""

import re
from dataclasses import replace
from itertools import groupby

from ..pieces import Kind
from ..source.lines import squeeze
from .contents import NUMBER, WORD
from .titles import title_places

HEADING, TITLE = Kind.HEADING.name, Kind.TITLE.name
CAPTION, TABLE_CAPTION = Kind.CAPTION.name, Kind.TABLE_CAPTION.name
TABLE_TITLE = re.compile(r"\s*附?表\s*[\d一二三四五六七八九十]*+[-—\d]*+[\s:：、.．]")
LONGEST = 60


def settled(lines):
    """The lines with hints and heading levels as the rest of the program knows them."""
    lines = _with_levels(_with_title(_with_contents(lines)))
    inked = [at for at, line in enumerate(lines) if squeeze(line.text) or line.picture]
    for n, at in enumerate(inked):
        before = lines[inked[n - 1]] if n else None
        after = lines[inked[n + 1]] if n + 1 < len(inked) else None
        if kind := _by_neighbours(lines[at], before, after):
            lines[at] = replace(lines[at], hint=kind)
    return lines


def _with_contents(lines):
    """One line alone in the style of a contents list, that is neither 目录 nor names a page, is none."""
    made = list(lines)
    inked = [at for at, line in enumerate(lines) if squeeze(line.text)]
    for is_dropped, run in groupby(inked, lambda at: lines[at].hint == Kind.DROPPED.name):
        run = list(run)
        text = lines[run[0]].text.strip()
        if is_dropped and len(run) == 1 and not (WORD.match(text) or NUMBER.search(text)):
            made[run[0]] = replace(lines[run[0]], hint="")
    return made


def _with_title(lines):
    """The title is called so, whatever its style; what else has the style of a title is a heading."""
    title = set(title_places(lines))
    made = []
    for at, line in enumerate(lines):
        if at in title:
            line = replace(line, hint=TITLE, level="")
        elif line.hint == TITLE:
            line = replace(line, hint=HEADING, level="1")
        made.append(line)
    return made


def _with_levels(lines):
    """The highest level that is left is 2, all deeper ones are 3."""
    top = min((int(line.level) for line in lines if line.hint == HEADING), default=0)
    made = []
    for line in lines:
        if line.hint == HEADING:
            line = replace(line, level="2" if int(line.level) <= top else "3")
        elif line.level:
            line = replace(line, level="")
        made.append(line)
    return made


def _by_neighbours(line, before, after):
    if line.picture or len(line.text) > LONGEST * 3:
        return ""
    touches_table = [near is not None and near.cell is not None for near in (before, after)]
    if line.hint == CAPTION and (touches_table[1] or (touches_table[0] and "表" in line.text[:3])):
        return TABLE_CAPTION
    if line.hint == "" and len(line.text) <= LONGEST:
        if touches_table[1] and TABLE_TITLE.match(line.text):
            return TABLE_CAPTION
        if before is not None and before.picture and line.is_centred:
            return CAPTION
    return ""
