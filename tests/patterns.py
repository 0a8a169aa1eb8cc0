"""Finds every regular expression of ours, and cooks for each the food that it digests worst."""

import ast
import importlib
import pkgutil
import re
import signal
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as sre
from re import _parser as parser
from types import ModuleType

ROOMS = ("portal", "news", "programs", "media")
CALLS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split"}
NAMED = {"RegexField", "RegexValidator", "re_path"}
ANCHORED = {"match", "fullmatch"}
CANDIDATES = " 1一a.,<(（“\"'-/\n\tA我0年月"  # of a set of signs, these are tasted first
STAPLES = [
    *" 1a一<(（“\"'-\n\t.,、《&=",
    "1,",
    "1.",
    "a1",
    "一1",
    "a ",
    "一 ",
    "1 ",
    "<a ",
    "“”",
    "（一",
    "一，",
    "a-",
    "第一",
    "\r\n",
]


@dataclass(frozen=True)
class Found:
    where: str  # module and line, or name
    pattern: re.Pattern
    methods: frozenset = frozenset()  # how it is asked; empty where it is handed on, and may be asked anything


class Unknown(Exception):
    """A pattern that is made of what only its function knows."""


def modules():
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            parts = found.name.split(".")
            if not {"tests", "migrations", "settings", "wsgi", "asgi"} & set(parts):
                yield importlib.import_module(found.name)


def find_all(foods):
    """Yield a Found for each pattern, or an Unknown with its place where no pattern can be had and `foods` has none."""
    seen = set()
    usage = Usage()
    for module in modules():
        for name, value in vars(module).items():
            for pattern in _patterns_in(value):
                if (pattern.pattern, pattern.flags) not in seen:
                    seen.add((pattern.pattern, pattern.flags))
                    yield Found(f"{module.__name__}.{name}", pattern, usage.methods(value))

        yield from _in_calls(module, seen, foods)


def _patterns_in(value, depth=0):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        value = [*value, *value.values()]
    elif isinstance(value, type) and value.__module__.startswith(ROOMS):
        value = list(vars(value).values())
    if isinstance(value, (list, tuple, set, frozenset)) and depth < 3:
        for each in value:
            yield from _patterns_in(each, depth + 1)


class Usage:
    """Which methods are called on the values that modules give names to."""

    def __init__(self):
        self.names, self.called, self.handed_on = {}, {}, set()
        for module in modules():
            for name, value in vars(module).items():
                self.names.setdefault(id(value), set()).add((module.__name__, name))
            self._read(module)

    def _read(self, module):
        asked = set()
        for node in ast.walk(_tree(module)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                asked.add(id(node.value))
                owner = vars(module).get(node.value.id)
                if isinstance(owner, ModuleType):  # marks.PATTERN.search: read no further
                    self.handed_on.add((owner.__name__, node.attr))
                self.called.setdefault((module.__name__, node.value.id), set()).add(node.attr)
        self.handed_on |= {
            (module.__name__, node.id)
            for node in ast.walk(_tree(module))
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in asked
        }

    def methods(self, value):
        """The methods that anybody calls on `value`, under whichever name; none if it is handed on."""
        names = self.names[id(value)]
        called = frozenset().union(*(self.called.get(name, ()) for name in names))
        return frozenset() if names & self.handed_on else called


@cache
def _tree(module):
    file = getattr(module, "__file__", None)
    return ast.parse(Path(file).read_text() if file else "")


def _in_calls(module, seen, foods):
    for node in ast.walk(_tree(module)):
        name = _called(node)
        if name is None:
            continue
        source = node.args[0] if node.args else next((k.value for k in node.keywords if k.arg == "regex"), None)
        where = f"{module.__name__}: {ast.unparse(source)[:80]}" if source is not None else module.__name__
        try:
            value = _value(source, module)
        except Exception:
            if where not in foods:
                yield Unknown(where)
            continue
        pattern = value if isinstance(value, re.Pattern) else re.compile(value, _flags(node, module))
        if (pattern.pattern, pattern.flags) not in seen:
            seen.add((pattern.pattern, pattern.flags))
            yield Found(where, pattern, frozenset({"match"} if name in NAMED else {name}) - {"compile"})


def _called(node):
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Attribute):
        is_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in CALLS
        return node.func.attr if is_re or node.func.attr in NAMED else None
    return node.func.id if isinstance(node.func, ast.Name) and node.func.id in NAMED else None


def _flags(node, module):
    flags = 0
    for value in [*node.args[1:], *(k.value for k in node.keywords if k.arg == "flags")]:
        if ast.unparse(value).startswith("re."):
            flags |= _value(value, module)
    return flags


def _value(node, module):
    return eval(compile(ast.Expression(node), "", "eval"), vars(module).copy())  # noqa: S307 - our own source


def foods_for(pattern):
    """Short texts (before, again and again, after) of which a long one keeps `pattern` busiest."""
    text = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    tree = parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    whole = _sample(tree)
    foods = {("", staple, "") for staple in STAPLES} | {("", whole, "\1"), ("", whole[:-1] or "x", "\1")}
    for before, body in _pumps(list(tree), ""):
        for taste in {body, *_tastes(body)}:
            foods |= {(before, taste, "\1"), ("", before + taste, "\1"), ("", before, taste)}
    return {food for food in foods if food[1]}


def _tastes(body):
    return {sign for sign in body if sign.strip()} | {" "} if len(body) < 4 else set()


def _pumps(nodes, before):
    """Yield (what leads there, one round) of every repeated part of the pattern that may go on for long."""
    for at, (op, value) in enumerate(nodes):
        lead = before + _sample(nodes[:at])
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most >= 8:
                yield from ((lead, each) for each in _samples(inner))
            yield from _pumps(list(inner), lead)
        elif op is sre.SUBPATTERN:
            yield from _pumps(list(value[3]), lead)
        elif op is sre.ATOMIC_GROUP:
            yield from _pumps(list(value), lead)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _pumps(list(branch), lead)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _pumps(list(value[1]), lead)


def _samples(nodes):
    """One round of `nodes`, once for each kind of sign that it may begin with."""
    first = next(iter(nodes), None)
    if first and first[0] is sre.IN and len(nodes) == 1:
        return {sign for sign in CANDIDATES if _is_in(first[1], sign)} or {_sample(nodes)}
    if first and first[0] is sre.BRANCH and len(nodes) == 1:
        return {_sample(branch) for branch in first[1][1]}
    return {_sample(nodes)}


def _sample(nodes):
    return "".join(map(_sample_of, nodes))


def _sample_of(node):
    op, value = node
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.NOT_LITERAL:
        return next(sign for sign in CANDIDATES if ord(sign) != value)
    if op is sre.ANY:
        return "一"
    if op is sre.IN:
        return next((sign for sign in CANDIDATES if _is_in(value, sign)), _first(value))
    if op is sre.BRANCH:
        return _sample(value[1][0])
    if op is sre.SUBPATTERN:
        return _sample(value[3])
    if op is sre.ATOMIC_GROUP:
        return _sample(value)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, inner = value
        return _sample(inner) * max(least, min(most, 1))
    return ""


def _is_in(items, sign):
    pattern = "".join(map(_as_text, items))
    return re.match(f"[{pattern}]", sign) is not None


def _as_text(item):
    op, value = item
    if op is sre.NEGATE:
        return "^"
    if op is sre.LITERAL:
        return re.escape(chr(value))
    if op is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    names = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
    name = str(value).rpartition("CATEGORY_")[2].removeprefix("UNI_")
    negated = name.startswith("NOT_")
    letter = names[name.removeprefix("NOT_")]
    return letter.upper() if negated else letter


def _first(items):
    for op, value in items:
        if op is sre.LITERAL:
            return chr(value)
        if op is sre.RANGE:
            return chr(value[0])
    return "x"


def seconds(found, food, size, patience, clock=time.process_time):
    """CPU time that `found` takes for `size` signs of `food`; not much longer than `patience` is waited.

    That clock may tick in hundredths of a second: what is short is told by another `clock`, which others disturb.
    """
    before, again, after = food
    text = before + again * ((size - len(before) - len(after)) // len(again)) + after
    if isinstance(found.pattern.pattern, bytes):
        text = text.encode()

    def choke(*args):
        raise TimeoutError

    former = signal.signal(signal.SIGVTALRM, choke)
    begun = clock()
    signal.setitimer(signal.ITIMER_VIRTUAL, patience)
    try:
        for method in found.methods & ANCHORED:
            getattr(found.pattern, method)(text)
        if not found.methods or found.methods - ANCHORED:
            for _ in found.pattern.finditer(text):
                pass
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)
    return clock() - begun
