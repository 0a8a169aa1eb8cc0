"""Finds in a text what differs by one or two characters from one of very many names.

Only the core of a name is compared: 有限公司 and 温州市 say nothing, and all companies would be alike. With n changes in
it, one of n + 1 parts of a core still stands in the text unchanged: names of which none does are left at once.
"""

import re
from dataclasses import dataclass, replace
from operator import ne

SHORTEST = 4  # of a name, and of a core that may be compared
SURE = 7  # characters: of so many one may be missing or too many
LONG = 9  # characters: two of so many may differ
FAMILY = 4  # names equally near: what stands there is of their kind, no slip of one of them
AT_MOST = 50  # places of one part of a name that are looked at
NUMERAL = re.compile(r"[\d一二三四五六七八九十百零〇两.]+")
STOPS = frozenset('，。；：！？、…\n\u241e《》“”‘’（）,.;:!?()"')
ENDING = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|协会|商会|联合会|委员会|中心|之家|研究院|学院|学校|医院|银行|市场|合作社|"
    r"工作室|管理局|局|委|办|处|站|厂|店)$"
)
BEGINNING = re.compile(r"(?:浙江省?)?(?:温州市?)?(?:鹿城区?)?")


@dataclass(frozen=True)
class Near:
    """Characters `start` to `end` of the text differ by `distance` characters from `name`, and from `others` names."""

    start: int
    end: int
    name: str
    distance: int
    others: int = 0


def near_names(text, names):
    """Return (start, end, name) for each name in `text`, and a Near for each place that nearly holds one."""
    places, stretches = _places(text), _stretches(text)
    exact, candidates = [], []
    for name in names:
        if len(name) < SHORTEST:
            continue
        spare = (
            2 if len(name) - 4 * name.endswith("有限公司") >= LONG else 1
        )  # parts that may be missing: see `_nearly`
        missing = 0
        for at in range(0, len(name) - 1, 2):
            if name[at : at + 2] not in places:
                missing += 1
                if missing > spare:
                    break
        else:
            if missing == 0 and name in text:
                exact += [(at, at + len(name), name) for at in _where(name, text)]
            else:
                candidates.append(name)
    taken = bytearray(len(text))
    for start, end, _ in exact:
        taken[start:end] = b"\1" * (end - start)
    return exact, _best(near for name in candidates for near in _nearly(text, places, stretches, name, taken))


def _where(name, text):
    """Where `name` stands in the text, from left to right, one after the end of the other."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _places(text):
    """Where each two characters of the text stand."""
    places = {}
    for at in range(len(text) - 1):
        places.setdefault(text[at : at + 2], []).append(at)
    return places


def _stretches(text):
    """Where each four characters of the text stand, with any one of them left open; and each three."""
    found = {text[at : at + 3]: [at] for at in range(len(text) - 2)}
    for at in range(len(text) - 3):
        for stretch in _left_open(text[at : at + 4]):
            found.setdefault(stretch, []).append(at)
    return found


def _left_open(four):
    return "\0" + four[1:], four[0] + "\0" + four[2:], four[:2] + "\0" + four[3:], four[:3] + "\0"


def _nearly(text, places, stretches, name, taken):
    """A Near for each place where the core of the name stands with few changes."""
    begin = BEGINNING.match(name).end()
    ending = ENDING.search(name, begin)
    core = name[begin : ending.start() if ending else len(name)]
    if len(core) < SHORTEST:
        return
    find = _changed if len(core) < SURE else _edited
    for distance, start, end in find(text, places, stretches, core, taken):
        if _is_slip(name, core, text[start:end]):
            yield Near(*_whole(text, name[:begin], start, end, name[begin + len(core) :]), name, distance)


def _changed(text, places, stretches, core, taken):
    """Where a short core stands with one character changed: one more or less makes another word of it."""
    for start in {at for stretch in _left_open(core[:4]) for at in stretches.get(stretch, ())[:AT_MOST]}:
        end = start + len(core)
        if end <= len(text) and sum(map(ne, core, text[start:end])) == 1 and not all(taken[start:end]):
            yield 1, start, end


def _edited(text, places, stretches, core, taken):
    """Where a long core stands with few edits."""
    allowed = 1 if len(core) < LONG else 2
    if allowed == 1 and core[4:7] not in stretches and stretches.keys().isdisjoint(_left_open(core[:4])):
        return  # the edit is either in its first four characters or after them
    letters = set(core)
    for offset in _offsets(text, places, core, allowed, taken):
        first = max(0, offset - allowed)
        window = text[first : offset + len(core) + allowed]
        if len(letters.difference(window)) > allowed:
            continue
        distance, start, end = closest(core, window)
        if 0 < distance <= allowed and not _ends_alike(text, core, distance, first + start, first + end):
            yield distance, first + start, first + end


def _ends_alike(text, core, distance, start, end):
    """Whether all that differs are the first characters, in the midst of a clause: other words that end alike."""
    return distance > 1 and text.endswith(core[distance:], start, end) and start > 0 and text[start - 1] not in STOPS


def _offsets(text, places, core, allowed, taken):
    """Where the core may begin, judged by the parts of it that stand in the text outside of exact names."""
    size = len(core) // (allowed + 1)
    found = set()
    for at in range(0, size * (allowed + 1), size):
        part = core[at : at + size]
        for place in places.get(part[:2], ())[:AT_MOST]:
            if not taken[place] and text.startswith(part, place):
                found.add(place - at)
    return found


def _is_slip(name, core, words):
    """Whether `words` may be meant for `name`: neither a part of it, nor another edition, nor parted by a stop."""
    if words in name or core in words or NUMERAL.sub("", core) == NUMERAL.sub("", words):
        return False
    return not STOPS & (set(words) - set(core))


def _whole(text, beginning, start, end, ending):
    """The stretch of the text with what the name has around its core, where it stands there too."""
    if beginning and text.endswith(beginning, 0, start):
        start -= len(beginning)
    if ending and text.startswith(ending, end):
        end += len(ending)
    return start, end


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
    groups, holders = [], {}  # which group holds a character: that of the near that came first
    for near in sorted(set(found), key=lambda near: (near.distance, near.start - near.end, near.start, near.name)):
        span = range(near.start, near.end)
        group = min((holders[at] for at in span if at in holders), default=len(groups))
        if group == len(groups):
            groups.append([])
            holders |= dict.fromkeys(span, group)
        groups[group].append(near)
    best = []
    for group in groups:
        nearest = {near.name for near in group if near.distance == group[0].distance}
        if len(nearest) < FAMILY:
            best.append(replace(group[0], others=len(nearest) - 1))
    return sorted(best, key=lambda near: near.start)
