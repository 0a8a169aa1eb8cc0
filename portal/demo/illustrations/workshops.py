"""Shoes, and the workshops that make them."""

import math

from .canvas import (
    CORAL,
    CREAM,
    DEEP,
    FOG,
    GOLD,
    INK,
    JADE,
    MIST,
    PAPER,
    RIVER,
    VERMILION,
    WIDTH,
    mix,
)  # fmt: skip


def shoe_line(sheet):
    sheet.wash([(0, "#123F42"), (0.5, "#1D5E5C"), (1, "#0C3437")])
    for number in range(9):
        sheet.box(number * 200 - 20, 0, 5, 330, "#0C3336", 0.55)
    sheet.box(0, 96, WIDTH, 8, "#0A2B2F")
    for x in (210, 605, 1000, 1395):
        _lamp(sheet, x)
    colours = [VERMILION, CREAM, GOLD, PAPER, JADE, CORAL]
    for row, (y, size, offset) in enumerate([(420, 0.72, 60), (640, 1.0, -60), (905, 1.34, 30)]):
        _belt(sheet, y, size)
        gap = 270 * size
        for number in range(-1, int(WIDTH / gap) + 2):
            tone = colours[(number + row * 2) % 6]
            draw = _sneaker if (number + row) % 2 else _leather_shoe
            draw(sheet, offset + number * gap, y, size, tone)


def _lamp(sheet, x):
    cone = [(x - 46, 176), (x + 46, 176), (x + 330, 1000), (x - 330, 1000)]
    sheet.shaded(cone, [(0, "#F7DFA9"), (1, "#1D5E5C")], 0.16)
    sheet.line([(x, 100), (x, 140)], INK, 5)
    sheet.polygon([(x - 22, 136), (x + 22, 136), (x + 62, 178), (x - 62, 178)], GOLD)
    sheet.glow(x, 182, 120, "#FFEFC2", 0.85, 0.45)
    sheet.oval(x, 178, 48, 8, "#FFF6DC")


def _belt(sheet, y, size):
    sheet.box(-10, y, WIDTH + 20, 24 * size, "#DCE5DF")
    sheet.box(-10, y + 24 * size, WIDTH + 20, 40 * size, "#3A6C6B")
    for x in range(-20, WIDTH + 60, round(66 * size)):
        sheet.disc(x, y + 44 * size, 14 * size, "#0C3337")
        sheet.disc(x, y + 44 * size, 6 * size, MIST)
    sheet.box(-10, y + 64 * size, WIDTH + 20, 12 * size, INK, 0.5)


def _outline(x, y, size, points):
    return [(x + dx * size, y - dy * size) for dx, dy in points]


def _smooth(points, rounds=3):
    """Cut the corners of a closed outline until it is a curve."""
    for _ in range(rounds):
        cut = []
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            cut += [(x1 * 0.75 + x2 * 0.25, y1 * 0.75 + y2 * 0.25), (x1 * 0.25 + x2 * 0.75, y1 * 0.25 + y2 * 0.75)]
        points = cut
    return points


def _sneaker(sheet, x, y, size, tone):
    sheet.oval(x + 105 * size, y + 4 * size, 118 * size, 9 * size, INK, 0.35)
    body = [
        (6, 14),
        (2, 60),
        (10, 106),
        (34, 112),
        (52, 92),
        (84, 96),
        (104, 84),
        (136, 58),
        (184, 48),
        (208, 34),
        (206, 12),
    ]
    sheet.polygon(_smooth(_outline(x, y, size, body)), tone)
    toe = [(150, 16), (152, 50), (184, 48), (208, 34), (206, 14)]
    sheet.polygon(_smooth(_outline(x, y, size, toe)), mix(tone, INK, 0.2))
    sheet.polygon(
        _smooth(_outline(x, y, size, [(4, 18), (2, 60), (12, 100), (40, 70), (44, 18)])), mix(tone, INK, 0.28)
    )
    stripe = FOG if tone not in (PAPER, CREAM) else DEEP
    sheet.line(_outline(x, y, size, [(56, 30), (92, 34), (118, 56)]), stripe, 9 * size)
    for number in range(4):
        start = (78 + number * 17, 96 - number * 11)
        sheet.line(_outline(x, y, size, [start, (start[0] + 17, start[1] - 2)]), stripe, 5 * size)
    sole = [(-2, 0), (-4, 20), (60, 22), (120, 17), (180, 21), (214, 20), (210, 0)]
    sheet.polygon(_outline(x, y, size, sole), PAPER)
    sheet.line(_outline(x, y, size, [(-3, 10), (212, 10)]), mix(tone, INK, 0.1), 4 * size)


def _leather_shoe(sheet, x, y, size, tone):
    tone = mix(tone, "#5A3220", 0.62)
    sheet.oval(x + 105 * size, y + 4 * size, 118 * size, 9 * size, INK, 0.35)
    body = [
        (8, 14),
        (4, 54),
        (8, 84),
        (30, 86),
        (60, 74),
        (92, 78),
        (116, 62),
        (158, 44),
        (204, 36),
        (220, 22),
        (214, 12),
    ]
    sheet.polygon(_smooth(_outline(x, y, size, body)), tone)
    sheet.polygon(
        _smooth(_outline(x, y, size, [(64, 14), (58, 70), (96, 80), (128, 58), (134, 14)])), mix(tone, INK, 0.3)
    )
    sheet.line(_outline(x, y, size, [(156, 18), (160, 45)]), mix(tone, INK, 0.45), 4 * size)
    shine = _smooth(_outline(x, y, size, [(170, 34), (186, 37), (204, 31), (200, 29), (184, 32)]))
    sheet.polygon(shine, mix(tone, PAPER, 0.5), 0.85)
    for number in range(3):
        sheet.disc(x + (84 + number * 15) * size, y - (68 - number * 7) * size, 3.6 * size, GOLD)
    sheet.polygon(_outline(x, y, size, [(0, 0), (4, 16), (214, 16), (222, 8), (216, 5), (64, 6), (60, 0)]), "#20150F")


def factory_park(sheet):
    sheet.wash([(0, "#DCE5D6"), (1, "#B9CAB0")])
    roofs = [DEEP, VERMILION, JADE, RIVER, GOLD, JADE, DEEP, CORAL]
    lots = [(column, row) for row in range(-5, 8) for column in range(-5, 8)]
    for column, row in sorted(lots, key=sum):
        x, y = 800 + (column - row) * 232, 330 + (column + row) * 112
        if not (-260 < x < 1860 and -140 < y < 1140):
            continue
        if (column * 3 + row * 5) % 7 == 0:
            _green(sheet, x, y)
        else:
            _workshop(sheet, x, y, roofs[(column * 2 + row * 3) % 8], (column + row * 2) % 3)


def _green(sheet, x, y):
    sheet.polygon([(x, y - 100), (x + 200, y), (x, y + 100), (x - 200, y)], "#9DBB9A")
    sheet.oval(x, y, 84, 36, "#7FB3AC")
    sheet.oval(x - 8, y - 3, 62, 24, "#A9CFC7")
    for number in range(11):
        turn = number / 11 * 2 * math.pi
        _tree(sheet, x + 128 * math.cos(turn), y + 62 * math.sin(turn), sheet.random.uniform(24, 38))


def _workshop(sheet, x, y, tone, kind):
    """A workshop on its lot; a lot's diamond is 464 wide and 224 high, seen from the south."""
    tall = (74, 104, 56)[kind]

    def at(east, south, up=0):
        return x + (east - south) * 105, y + (east + south) * 50 - up

    sheet.polygon([at(-0.9, -0.9), at(1.15, -0.9), at(1.15, 1.05), at(-0.9, 1.05)], INK, 0.12)
    sheet.polygon([at(-0.9, 0.9), at(0.9, 0.9), at(0.9, 0.9, tall), at(-0.9, 0.9, tall)], "#EFE7D6")
    sheet.polygon([at(0.9, 0.9), at(0.9, -0.9), at(0.9, -0.9, tall), at(0.9, 0.9, tall)], "#C9C3B1")
    sill, lintel = tall * 0.34, tall * 0.74
    for part in range(5):
        left, back = -0.75 + part * 0.33, 0.62 - part * 0.33
        front = [(left, 0.9, sill), (left + 0.2, 0.9, sill), (left + 0.2, 0.9, lintel), (left, 0.9, lintel)]
        sheet.polygon([at(*corner) for corner in front], "#5F948D")
        side = [(0.9, back, sill), (0.9, back + 0.2, sill), (0.9, back + 0.2, lintel), (0.9, back, lintel)]
        sheet.polygon([at(*corner) for corner in side], "#3E716E")
    if kind == 2:
        _solar_roof(sheet, at, tall, tone)
    else:
        _saw_roof(sheet, at, tall, tone)


def _solar_roof(sheet, at, tall, tone):
    corners = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]
    sheet.polygon([at(*corner, tall) for corner in corners], mix(tone, PAPER, 0.25))
    for near in (-0.45, 0.1):
        panel = [(-0.7, near), (0.7, near), (0.7, near + 0.42), (-0.7, near + 0.42)]
        sheet.polygon([at(*corner, tall + 3) for corner in panel], "#24585C")
        for cell in range(1, 7):
            east = -0.7 + cell * 0.2
            sheet.line([at(east, near, tall + 3), at(east, near + 0.42, tall + 3)], MIST, 1.6, 0.8)


def _saw_roof(sheet, at, tall, tone):
    ridge = tall + 40
    for tooth in range(4):
        west = -0.9 + tooth * 0.45
        sheet.polygon([at(west, 0.9, tall), at(west, 0.9, ridge), at(west + 0.45, 0.9, tall)], "#EFE7D6")
        slope = [(west, -0.9, ridge), (west + 0.45, -0.9, tall), (west + 0.45, 0.9, tall), (west, 0.9, ridge)]
        sheet.polygon([at(*corner) for corner in slope], tone)
        sheet.line([at(west, -0.9, ridge), at(west, 0.9, ridge)], mix(tone, PAPER, 0.5), 4)
    for south in (-1.12, 0.0, 1.12):
        _tree(sheet, *at(1.14, south), 26 + 8 * (south == 0))


def _tree(sheet, x, y, size):
    sheet.oval(x + 5, y, size * 0.9, size * 0.3, INK, 0.16)
    sheet.line([(x, y), (x, y - size)], "#5B4634", 5)
    sheet.oval(x, y - size * 1.5, size * 0.72, size, "#3F7D6C")
    sheet.oval(x - size * 0.2, y - size * 1.75, size * 0.4, size * 0.6, "#6FA48D", 0.8)
