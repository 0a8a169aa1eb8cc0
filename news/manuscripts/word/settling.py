"""What can be said of a paragraph only beside its neighbours: which heading is the title, what a caption belongs to."""

import re
from dataclasses import replace

from ..pieces import Kind
from ..source import squeeze

HEADING, TITLE = Kind.HEADING.name, Kind.TITLE.name
CAPTION, TABLE_CAPTION = Kind.CAPTION.name, Kind.TABLE_CAPTION.name
TABLE_TITLE = re.compile(r"\s*附?表\s*[\d一二三四五六七八九十]*[-—\d]*[\s:：、.．]")
LONGEST = 60


def settled(lines):
    """The lines with hints and heading levels as the rest of the program knows them."""
    lines = _with_levels(lines)
    inked = [at for at, line in enumerate(lines) if squeeze(line.text) or line.picture]
    for n, at in enumerate(inked):
        before = lines[inked[n - 1]] if n else None
        after = lines[inked[n + 1]] if n + 1 < len(inked) else None
        if kind := _by_neighbours(lines[at], before, after):
            lines[at] = replace(lines[at], hint=kind)
    return lines


def _with_levels(lines):
    """Heading 1 alone at the top, where the file has no title, is the title; the highest level that is left is 2."""
    depths = [(at, int(line.level)) for at, line in enumerate(lines) if line.hint == HEADING and not line.goes_on]
    text = [at for at, line in enumerate(lines) if squeeze(line.text) and line.part == ""]
    top = min((depth for _, depth in depths), default=0)
    title = None
    if depths and not any(line.hint == TITLE for line in lines):
        highest = [at for at, depth in depths if depth == top]
        if len(highest) == 1 and highest[0] in text[:2] and len(depths) > 1:
            title = highest[0]
            top = min(depth for at, depth in depths if at != title)
    made, is_title = [], False
    for at, line in enumerate(lines):
        is_title = at == title or (is_title and line.goes_on)
        if is_title:
            line = replace(line, hint=TITLE, level="")
        elif line.hint == HEADING:
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
