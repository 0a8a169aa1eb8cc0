"""Finds in a text what differs by one or two characters from one of very many names.

Whatever differs from a name by n characters still holds all but n of its two-character parts. A name is therefore cut
into such parts, and left as soon as more of them are missing from the text than may differ: most names after a few.
"""

import re
from dataclasses import dataclass

SHORTEST = 4
AT_MOST = 50  # places of one part of a name that are looked at
NUMERAL = re.compile(r"[\d一二三四五六七八九十百零〇两.]+")
ENDING = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|协会|商会|联合会|委员会|中心|之家|研究院|学院|学校|医院|银行|市场|合作社|"
    r"工作室|管理局|局|委|办|处|站|厂|店)$"
)
BEGINNING = re.compile(r"^(?:浙江省?|温州市?|鹿城区?)+")


@dataclass(frozen=True)
class Near:
    """Characters `start` to `end` of the text differ by `distance` characters from `name`, and from `others` names."""

    start: int
    end: int
    name: str
    distance: int
    others: int = 0


def near_names(text, names):
    """Return (start, end, name) for each name in `text` and a Near for each place that nearly holds one."""
    places = _places(text)
    exact, candidates = [], []
    for name in names:
        if len(name) < SHORTEST:
            continue
        allowed = _allowed(name)
        missing = 0
        for at in range(0, len(name) - 1, 2):
            if name[at : at + 2] not in places:
                missing += 1
                if missing > allowed:
                    break
        else:
            if missing == 0 and name in text:
                exact += [(found.start(), found.end(), name) for found in re.finditer(re.escape(name), text)]
            elif allowed:
                candidates.append((name, allowed))
    taken = [(start, end) for start, end, _ in exact]
    return exact, _best(near for name, allowed in candidates for near in _nearly(text, places, name, allowed, taken))


def _places(text):
    """Where each two characters of the text stand."""
    places = {}
    for at in range(len(text) - 1):
        places.setdefault(text[at : at + 2], []).append(at)
    return places


def _allowed(name):
    """By how many characters something may differ and still be meant for `name`."""
    size = len(name)
    if size < 5 and not ENDING.search(name):
        return 0
    return 1 if size < 9 else 2


def _nearly(text, places, name, allowed, taken):
    """A Near for each place where the name stands with `allowed` changes at most."""
    letters = set(name)
    for offset in _offsets(text, places, name, allowed):
        first, last = max(0, offset - allowed), min(len(text), offset + len(name) + allowed)
        window = text[first:last]
        if len(letters.difference(window)) > allowed or _overlaps(offset, offset + len(name), taken):
            continue
        distance, start, end = closest(name, window)
        if 0 < distance <= allowed and not _overlaps(first + start, first + end, taken):
            if _is_slip(name, window[start:end]):
                yield Near(first + start, first + end, name, distance)


def _offsets(text, places, name, allowed):
    """Where the name may begin: with n changes in it, one of n + 1 parts of it still stands there unchanged."""
    size = len(name) // (allowed + 1)
    found = set()
    for number in range(allowed + 1):
        at = number * size
        part = name[at : at + size]
        found.update(place - at for place in places.get(part[:2], ())[:AT_MOST] if text.startswith(part, place))
    return found


def _overlaps(start, end, spans):
    return any(start < last and first < end for first, last in spans)


def _is_slip(name, words):
    """Whether `words` may be meant for `name`: neither a part of it, nor another edition, nor another of its family."""
    if words in name or name in words or NUMERAL.sub("", name) == NUMERAL.sub("", words):
        return False
    if any(character in '，。；：！？、\n《》“”"' for character in set(words) ^ set(name) if character in words):
        return False
    own, other = _core(name), _core(words)
    if not own or not other:
        return False
    distance = closest(own, other)[0]
    return distance <= max(len(own) // 3, 1 if len(own) == 2 and own[0] == other[0] and len(name) > 6 else 0)


def _core(name):
    return ENDING.sub("", BEGINNING.sub("", name))


def closest(name, window):
    """The least number of edits that make some stretch of `window` of `name`, and where that stretch begins and ends."""
    before = [(0, at) for at in range(len(window) + 1)]
    for number, wanted in enumerate(name, 1):
        row = [(number, 0)]
        for at, found in enumerate(window, 1):
            same, start = before[at - 1]
            change = (same + (wanted != found), start)
            left_out = (before[at][0] + 1, before[at][1])
            put_in = (row[at - 1][0] + 1, row[at - 1][1])
            row.append(min(change, left_out, put_in, key=_edits))
        before = row
    end = min(range(len(window) + 1), key=lambda at: (before[at][0], abs(at - before[at][1] - len(name))))
    return before[end][0], before[end][1], end


def _edits(cell):
    return cell[0]


def _best(found):
    """Of several names for one place the nearest, with the number of the others."""
    groups = []
    for near in sorted(set(found), key=lambda near: (near.distance, near.name != near.name.strip(), near.start)):
        for group in groups:
            if near.start < group[0].end and group[0].start < near.end:
                group.append(near)
                break
        else:
            groups.append([near])
    best = [
        Near(group[0].start, group[0].end, group[0].name, group[0].distance, len({one.name for one in group}) - 1)
        for group in groups
    ]
    return sorted(best, key=lambda near: near.start)
