"""Containers, and the lines between ports."""

import math

from .canvas import (
    CORAL,
    CREAM,
    DEEP,
    FOG,
    GOLD,
    HEIGHT,
    INK,
    JADE,
    MIST,
    PAPER,
    RIVER,
    VERMILION,
    WIDTH,
    mix,
)  # fmt: skip


def port(sheet):
    sheet.wash([(0, "#2F7274"), (0.32, "#9CBFB2"), (0.6, "#F3DDB0"), (0.8, "#F0B88A"), (1, "#E8A77C")], 0, 660)
    sheet.glow(420, 520, 480, "#FFEBC0", 0.9, 0.8)
    sheet.disc(420, 500, 92, mix(VERMILION, CORAL, 0.35))
    sheet.polygon(sheet.ridge(640, 150, 77, 1.2), "#8FAFA2", 0.75)
    sheet.polygon(sheet.ridge(655, 80, 15, 1.1), "#5D8B84", 0.85)
    sheet.wash([(0, "#F0C595"), (0.3, "#6FA199"), (1, "#134A4C")], 656, HEIGHT)
    sheet.glow(420, 690, 330, "#FFE9BE", 0.85, 0.25)
    _ship(sheet)
    sheet.ripples(670, 880, "#FBEFD6", 90, 0.3, 150)
    sheet.ripples(690, 890, "#0D3F42", 60, 0.2)
    for x, tall, tone in [(1020, 1.0, "#1A4C50"), (1310, 1.16, "#0C363B")]:
        _crane(sheet, x, tall, tone)
    _yard(sheet)


def _ship(sheet):
    hull = [(150, 640), (820, 640), (872, 618), (846, 716), (206, 716)]
    sheet.shaded(hull, [(0, "#12393E"), (0.72, "#0B2A2F"), (0.73, "#A23B2A"), (1, "#7E2C20")])
    tones = [VERMILION, GOLD, RIVER, FOG, CORAL, DEEP, CREAM]
    for column in range(12):
        for level in range(2 + (column * 7 % 3)):
            tone = tones[(column * 3 + level * 5) % 7]
            sheet.box(262 + column * 46, 606 - level * 34, 44, 32, tone)
            sheet.box(262 + column * 46, 632 - level * 34, 44, 6, INK, 0.22)
    sheet.box(176, 520, 66, 120, PAPER)
    for row in range(3):
        sheet.box(184, 532 + row * 30, 50, 10, "#2B5B5F")
    sheet.box(196, 480, 26, 42, "#A23B2A")


def _crane(sheet, x, tall, tone):
    def at(dx, dy):
        return x + dx * tall, 850 - dy * tall

    for dx in (0, 150):
        sheet.line([at(dx, 0), at(dx, 470)], tone, 15 * tall)
    for low, high in [(130, 300), (300, 470)]:
        sheet.line([at(0, low), at(150, high)], tone, 6 * tall)
        sheet.line([at(0, high), at(150, low)], tone, 6 * tall)
        sheet.line([at(0, high), at(150, high)], tone, 9 * tall)
    sheet.line([at(-430, 400), at(280, 400)], tone, 17 * tall)
    sheet.line([at(-430, 376), at(280, 376)], tone, 6 * tall)
    for step in range(-430, 280, 48):
        sheet.line([at(step, 376), at(step + 24, 400), at(step + 48, 376)], tone, 4 * tall)
    sheet.line([at(75, 590), at(0, 470)], tone, 11 * tall)
    sheet.line([at(75, 590), at(150, 470)], tone, 11 * tall)
    sheet.line([at(-400, 404), at(75, 590), at(270, 404)], tone, 5 * tall)
    sheet.box(*at(170, 450), 86 * tall, 48 * tall, tone)
    for dx in (-292, -228):
        sheet.line([at(dx, 376), at(dx, 262)], tone, 2.5)
    sheet.box(*at(-312, 264), 104 * tall, 46 * tall, VERMILION)
    for part in range(1, 6):
        sheet.line([at(-312 + part * 17, 262), at(-312 + part * 17, 220)], INK, 2, 0.35)
    sheet.glow(*at(75, 594), 40, "#FF8A5C", 0.8)


def _yard(sheet):
    sheet.wash([(0, "#0F3B3F"), (1, "#08272C")], 850, HEIGHT)
    sheet.box(-10, 846, WIDTH + 20, 8, GOLD, 0.85)
    tones = [DEEP, VERMILION, JADE, GOLD, RIVER, CORAL, FOG, "#8E3224"]
    for row, (foot, wide, tall, levels) in enumerate([(905, 118, 52, 3), (1010, 170, 76, 2)]):
        for column in range(-1, WIDTH // wide + 1):
            high = 1 + (column * 5 + row * 3) % levels if column % 6 != 4 else 0
            for level in range(high):
                tone = tones[(column * 3 + level * 5 + row) % 8]
                x, y = column * (wide + 8) + row * 40, foot - (level + 1) * (tall + 2)
                sheet.shaded(
                    [(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)], [(0, tone), (1, mix(tone, INK, 0.3))]
                )
                for rib in range(1, 9):
                    sheet.line([(x + rib * wide / 9, y + 5), (x + rib * wide / 9, y + tall - 5)], INK, 2, 0.25)


def trade_arcs(sheet):
    sheet.wash([(0, "#0A2C33"), (0.7, "#0F4C4A"), (1, "#1D6763")])
    x, y, radius = 800, 1120, 760
    sheet.glow(x, y, 1150, "#6FB0A2", 0.55)
    sheet.disc(x, y, radius, "#155A58")
    sheet.disc(x, y + 26, radius - 14, "#114F4F")
    for part in (0.2, 0.42, 0.62, 0.79, 0.92):
        sheet.arch(x, y, radius * part, radius, 0, 360, MIST, 1.6, 0.28)
    for step in range(1, 9):
        level = y - radius + step * step * 12
        half = math.sqrt(max(0, radius**2 - (y - level) ** 2))
        sheet.arch(x, level, half, half * 0.16, 0, 180, MIST, 1.6, 0.28)
    _sea_lanes(sheet)


def _sea_lanes(sheet):
    home = (800, 640)
    ends = [
        (150, 690),
        (330, 560),
        (520, 480),
        (690, 410),
        (930, 402),
        (1110, 470),
        (1290, 560),
        (1462, 700),
        (560, 800),
        (1080, 810),
    ]
    tones = [GOLD, CORAL, CREAM, GOLD, VERMILION]
    for number, (x, y) in enumerate(ends):
        lift = 120 + abs(x - home[0]) * 0.62
        curve = []
        for step in range(61):
            share = step / 60
            rise = 4 * share * (1 - share) * lift
            curve.append((home[0] + (x - home[0]) * share, home[1] + (y - home[1]) * share - rise))
        tone = mix(tones[number % 5], CREAM, 0.25)
        sheet.line(curve, tone, 3.2, 0.9)
        for share in (0.34, 0.58, 0.8):
            spot = curve[round((share + number * 0.037) % 0.9 * 60)]
            sheet.glow(*spot, 26, tone, 0.6)
            sheet.disc(*spot, 5.4, PAPER)
        sheet.glow(x, y, 60, tone, 0.55)
        sheet.arch(x, y, 21, 9, 0, 360, tone, 2.4, 0.9)
        sheet.oval(x, y, 10, 4.6, PAPER)
    sheet.glow(*home, 190, "#FFDFA0", 0.9)
    for ring in (30, 58, 92):
        sheet.arch(*home, ring, ring * 0.42, 0, 360, CREAM, 3, 0.9 - ring / 160)
    sheet.oval(*home, 17, 8, "#FFF6E0")
