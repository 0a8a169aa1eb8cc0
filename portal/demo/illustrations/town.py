"""Streets and towers after dark."""

import math

from .canvas import (
    CORAL,
    CREAM,
    GOLD,
    HEIGHT,
    INK,
    VERMILION,
    WIDTH,
    mix,
)  # fmt: skip


def lantern_street(sheet):
    sheet.wash([(0, "#123E49"), (0.45, "#3E7C7C"), (0.75, "#D9AE79"), (1, "#EFC58C")], 0, 640)
    sheet.glow(800, 560, 520, "#FFE3A8", 0.9, 0.8)
    sheet.polygon(sheet.ridge(560, 120, 12), "#6E9A8C", 0.75)
    sheet.polygon([(800, 560), (800, 560), (1660, HEIGHT), (-60, HEIGHT)], "#3F5653")
    sheet.shaded(
        [(770, 562), (830, 562), (1360, 1010), (240, 1010)], [(0, "#F4CE8F"), (0.35, "#A98F68"), (1, "#2E4A4A")]
    )
    for side in (-1, 1):
        for depth in range(7):
            _shop(sheet, side, 0.16 * 1.47**depth, min(depth, 5))
    _paving(sheet)
    _walkers(sheet)
    for near, sag in [(0.2, 20), (0.33, 36), (0.53, 60), (0.88, 86)]:
        _lantern_row(sheet, near, sag)


def _shop(sheet, side, near, depth):
    """One house of the row; `near` 0…1 is how close it stands."""
    far = near / 1.47
    vanish = 560

    def place(across, up, share):
        return 800 + side * across * share, vanish - up * share

    wall = [place(560, 330, far), place(560, 330, near), place(560, -470, near), place(560, -470, far)]
    tone = mix("#7A5A45", "#16292D", depth / 5)
    sheet.polygon(wall, tone)
    for low, high, light in [(-400, -90, True), (40, 250, False)]:
        for part in range(3):
            left, right = far + (near - far) * (part + 0.14) / 3, far + (near - far) * (part + 0.86) / 3
            pane = [place(560, high, left), place(560, high, right), place(560, low, right), place(560, low, left)]
            warm = mix("#F9D48D", "#C9853F", depth / 6 + 0.1 * part)
            sheet.polygon(pane, warm if light or (part + depth) % 3 else "#2C4A4B", 0.95)
            middle = (left + right) / 2
            sheet.line([place(560, high, middle), place(560, low, middle)], tone, 9 * near)
            sheet.line([place(560, (high + low) / 2, left), place(560, (high + low) / 2, right)], tone, 6 * near)
    for height, reach in [(-30, 95), (330, 120)]:
        eave = [place(560 - reach, height, far), place(560 - reach - 12, height + 34, near * 1.03)]
        eave += [place(560 - reach + 8, height + 4, near), place(590, height + 84, near), place(590, height + 84, far)]
        sheet.polygon(eave, mix("#2E5356", "#0B2429", depth / 5))
        sheet.line([eave[0], eave[1]], mix("#7FA69B", "#1B4044", depth / 5), 8 * near)
    lamp = place(500, -10 - 60, near * 0.9)
    sheet.glow(*lamp, 130 * near, "#FFB45C", 0.8)
    _lantern(sheet, *lamp, 40 * near)


def _lantern(sheet, x, y, size):
    sheet.line([(x, y - size * 1.5), (x, y - size * 0.7)], INK, size / 14)
    sheet.oval(x, y, size, size * 0.82, "#B9382A")
    sheet.oval(x, y, size * 0.66, size * 0.82, "#D2512F")
    sheet.oval(x, y, size * 0.3, size * 0.8, "#F08A4B")
    sheet.box(x - size * 0.42, y - size * 0.92, size * 0.84, size * 0.18, GOLD, radius=size * 0.05)
    sheet.box(x - size * 0.42, y + size * 0.74, size * 0.84, size * 0.18, GOLD, radius=size * 0.05)
    for part in (-0.24, 0, 0.24):
        sheet.line([(x + size * part, y + size * 0.9), (x + size * part, y + size * 1.5)], GOLD, size / 16)


def _lantern_row(sheet, near, sag):
    half, top = 470 * near, 560 - 400 * near
    rope = [(800 + half * (step / 20 - 1), top + sag * (1 - (step / 20 - 1) ** 2)) for step in range(41)]
    sheet.line(rope, INK, 4 * near, 0.9)
    for step in range(4, 40, 8):
        x, y = rope[step]
        sheet.glow(x, y + 62 * near, 150 * near, "#FFB765", 0.75)
        _lantern(sheet, x, y + 62 * near, 38 * near)


def _paving(sheet):
    for step in range(1, 15):
        near = (step / 14) ** 2
        y = 568 + 440 * near
        half = 24 + 545 * near
        sheet.line([(800 - half, y), (800 + half, y)], "#1F3A3B", 1 + 3 * near, 0.35)
    for number in range(-4, 5):
        sheet.line([(800 + number * 6, 566), (800 + number * 132, 1010)], "#1F3A3B", 2, 0.25)
    for _ in range(60):
        near = sheet.random.random() ** 0.7
        spot = 800 + sheet.random.uniform(-1, 1) * (30 + 330 * near)
        sheet.oval(spot, 585 + 400 * near, 14 + 60 * near, 1 + 3 * near, "#FFDFA0", 0.22)


def _walkers(sheet):
    people = [
        (742, 0.2, INK),
        (766, 0.2, VERMILION),
        (838, 0.25, INK),
        (700, 0.36, "#24504F"),
        (905, 0.42, INK),
        (948, 0.42, "#8E3B2C"),
    ]
    for x, near, tone in people:
        _person(sheet, x, 575 + 430 * near, 330 * near, tone, "#1B2B2C")


def _person(sheet, x, foot, tall, coat, skin):
    sheet.oval(x, foot, tall * 0.22, tall * 0.03, INK, 0.3)
    for side in (-1, 1):
        sheet.line(
            [(x + side * tall * 0.04, foot - tall * 0.45), (x + side * tall * 0.08, foot)], "#12282B", tall * 0.075
        )
    body = [
        (x - tall * 0.1, foot - tall * 0.8),
        (x + tall * 0.1, foot - tall * 0.8),
        (x + tall * 0.16, foot - tall * 0.36),
    ]
    sheet.polygon([*body, (x - tall * 0.16, foot - tall * 0.36)], coat)
    sheet.oval(x, foot - tall * 0.79, tall * 0.1, tall * 0.05, coat)
    sheet.disc(x, foot - tall * 0.91, tall * 0.085, skin)


def skyline_night(sheet):
    horizon = 700
    sheet.wash([(0, "#0A2530"), (0.5, "#15505A"), (0.85, "#5F9A8E"), (1, "#D8B981")], 0, horizon)
    sheet.glow(1180, 250, 330, "#F7E4B8", 0.5)
    sheet.disc(1180, 250, 84, "#F8E8C2")
    sheet.oval(1150, 232, 22, 16, "#E9D3A2", 0.6)
    sheet.oval(1206, 282, 15, 11, "#E9D3A2", 0.6)
    for x, y, wide in [(1040, 300, 250), (1240, 200, 190), (420, 180, 300), (560, 230, 170)]:
        sheet.box(x, y, wide, 9, "#CFE0D3", 0.16, radius=4)
    sheet.polygon(sheet.ridge(680, 190, 42, 1.3), "#2F6E6D", 0.9)
    _towers(sheet, horizon, 26, (90, 250), "#1F5C60", 0.35)
    _towers(sheet, horizon, 17, (130, 400), "#123F47", 0.6)
    _landmark(sheet, 520, horizon)
    _towers(sheet, horizon, 15, (50, 210), "#082831", 0.9)
    sheet.box(-10, horizon - 10, WIDTH + 20, 12, "#06202A")
    for x in range(10, WIDTH, 36):
        sheet.disc(x, horizon - 14, 2.6, "#FFDD9A")
    sheet.mirror(horizon, "#0A2C35", 0.66, 3.4, 0.75)
    for x in range(20, WIDTH, 60):
        for step in range(8):
            sheet.oval(
                x + sheet.random.uniform(-4, 4),
                horizon + 14 + step * step * 2.4,
                12 - step,
                1.5,
                CREAM,
                0.5 - step * 0.05,
            )
    sheet.ripples(horizon + 20, 990, "#CBE3D5", 110, 0.14)


def _towers(sheet, horizon, count, heights, tone, light):
    for number in range(count):
        wide = sheet.random.uniform(46, 94)
        x = number * WIDTH / count + sheet.random.uniform(-24, 24)
        tall = sheet.random.uniform(*heights) * (0.62 + 0.38 * math.sin(number / count * math.pi))
        top = horizon - tall
        sheet.shaded(
            [(x, top), (x + wide, top), (x + wide, horizon), (x, horizon)], [(0, tone), (1, mix(tone, GOLD, 0.16))]
        )
        if number % 3 == 0:
            sheet.polygon([(x, top), (x + wide, top - wide * 0.34), (x + wide, top)], tone)
        elif number % 3 == 1:
            sheet.box(x + wide * 0.28, top - 22, wide * 0.44, 24, tone)
            sheet.line([(x + wide / 2, top - 22), (x + wide / 2, top - 62)], tone, 3)
        for row in range(int((tall - 24) / 17)):
            for column in range(int((wide - 12) / 13)):
                if sheet.random.random() < light * 0.52:
                    lamp = sheet.random.choice([CREAM, GOLD, GOLD, "#E9F0DC", CORAL])
                    sheet.box(x + 9 + column * 13, top + 14 + row * 17, 6, 8, lamp, 0.35 + 0.6 * light)


def _landmark(sheet, x, horizon):
    outline = [
        (x - 62, horizon),
        (x - 50, 330),
        (x - 22, 200),
        (x, 120),
        (x + 22, 200),
        (x + 50, 330),
        (x + 62, horizon),
    ]
    sheet.shaded(outline, [(0, "#2D7476"), (1, "#0C343D")])
    sheet.polygon([(x, 120), (x + 22, 200), (x + 50, 330), (x + 62, horizon), (x + 6, horizon)], INK, 0.35)
    for row in range(30):
        y = 232 + row * 15
        half = 18 + (y - 232) * 0.085
        sheet.line([(x - half, y), (x + half, y)], "#F3D49A", 2.4, 0.75 if row % 4 else 0.25)
    sheet.line([(x, 122), (x, 66)], "#2D7476", 3)
    sheet.glow(x, 66, 46, VERMILION, 0.9)
    sheet.disc(x, 66, 4, "#FFB39A")
