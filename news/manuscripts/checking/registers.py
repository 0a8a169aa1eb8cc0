"""Names in a manuscript against the names that the registers hold."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from ...mentions.folding import fold
from .near_names import near_names
from .organisations import organisations

PARTED = "\u241e"  # keeps pieces apart where folding takes white space out
QUOTED = re.compile(r'"([^"]*)"')  # as names are folded
TITLES = re.compile(r"《([^《》\n]{2,80})》")


@dataclass(frozen=True)
class Registered:
    """All names of all records, folded as `news.mentions.folding` does; `doubts` are what records note of a name."""

    names: Collection[str] = ()
    doubts: dict[str, str] = field(default_factory=dict)


def register_remarks(text, registered):
    """Names that differ a little from a registered one, organisations and titles that no register holds."""
    folded = fold(text.text.replace("\n", PARTED))
    exact, near = near_names(folded.text, registered.names)
    exact = [(folded.starts[start], folded.ends[end - 1], name) for start, end, name in exact]
    near = [replace(one, start=folded.starts[one.start], end=folded.ends[one.end - 1]) for one in near]
    known, taken = [span[:2] for span in exact], [(one.start, one.end) for one in near]
    yield from _doubtful(text, exact, registered.doubts)
    yield from _differing(text, near)
    for start, end in organisations(text.text):
        if not _overlaps(start, end, taken) and not any(first < end <= last for first, last in known):
            message = f"“{text.text[start:end]}”像机构名称，库里没有，请核对名称。"
            yield text.remark("organisation-unknown", start, end, message)
    yield from _unknown_titles(text, known, taken)


def _doubtful(text, exact, doubts):
    seen = set()
    for start, end, name in exact:
        if (note := doubts.get(name)) and name not in seen:
            seen.add(name)
            yield text.remark("name-in-doubt", start, end, f"“{text.text[start:end]}”在库里有备注：{note}")


def _differing(text, near):
    """Each doubtful name once, where it stands first."""
    places = {}
    for found in near:
        places.setdefault((text.text[found.start : found.end], found.name), []).append(found)
    for (words, name), found in places.items():
        said = QUOTED.sub(r"“\1”", name)
        others = f"等 {found[0].others + 1} 个名称" if found[0].others else ""
        times = f"文中共 {len(found)} 处，" if len(found) > 1 else ""
        message = f"“{words}”与库里的“{said}”{others}差 {found[0].distance} 个字，{times}请核对。"
        yield text.remark("name-near", found[0].start, found[0].end, message)


def _unknown_titles(text, known, taken):
    seen = set()
    for match in TITLES.finditer(text.text):
        start, end = match.span(1)
        is_known = any(first <= start + 1 and end - 1 <= last for first, last in known)
        if match[1] not in seen and not is_known and not _overlaps(*match.span(), taken):
            seen.add(match[1])
            yield text.remark("title-unknown", *match.span(), f"{match[0]}在库里没有，请核对名称。")


def _overlaps(start, end, spans):
    return any(start < last and first < end for first, last in spans)
