"""A column for each day, as whole numbers that a template draws in SVG: no library, no script."""

from dataclasses import dataclass

WIDTH, HEIGHT = 960, 220  # of the drawing, in its own units
LEFT, BOTTOM, TOP = 44, 24, 10
FLOOR = HEIGHT - BOTTOM
MOST_LABELS = 10


@dataclass(frozen=True)
class Bar:
    x: int
    width: int
    found_y: int
    found_height: int
    missing_y: int
    missing_height: int
    said: str


@dataclass(frozen=True)
class Mark:
    place: int
    label: str


@dataclass(frozen=True)
class Chart:
    bars: list
    lines: list  # marks at heights
    labels: list  # marks at widths
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def chart(days):
    """Columns for (day, Counts): found below, without result on top."""
    top = _nice(max((counts.searches for _, counts in days), default=0))
    step = (WIDTH - LEFT) / max(len(days), 1)
    gap = 1 if step > 4 else 0
    bars = []
    for number, (day, counts) in enumerate(days):
        x = round(LEFT + number * step) + gap
        width = max(round(LEFT + (number + 1) * step) - gap - x, 1)
        found, missing = _height(counts.with_result, top), _height(counts.without_result, top)
        said = f"{day:%Y-%m-%d}：搜索 {counts.searches} 次，其中无结果 {counts.without_result} 次"
        bars.append(Bar(x, width, FLOOR - found, found, FLOOR - found - missing, missing, said))
    lines = [Mark(FLOOR - _height(value, top), str(value)) for value in sorted({0, top // 2, top})]
    every = -(-len(days) // MOST_LABELS)
    labels = [
        Mark(round(LEFT + (number + 0.5) * step), f"{day.month}-{day.day}")
        for number, (day, _) in enumerate(days)
        if number % every == 0
    ]
    return Chart(bars, lines, labels)


def _height(value, top):
    return round(value / top * (FLOOR - TOP))


def _nice(number):
    """The next number at or above that reads well at the head of an axis."""
    size = 10
    while True:
        for top in (size // 5, size // 2, size):
            if number <= top:
                return top
        size *= 10
