"""Fairs, and what neighbours share."""

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
    SLATE,
    VERMILION,
    mix,
)  # fmt: skip


def job_fair(sheet):
    sheet.wash([(0, "#EFE8DA"), (0.62, "#F6F2EA"), (0.621, "#DDD6C4"), (1, "#CBD3C8")])
    for number in range(7):
        x = 60 + number * 250
        sheet.polygon([(x, -10), (x + 90, -10), (x - 120, 620), (x - 330, 620)], "#FFFFFF", 0.3)
    _bunting(sheet)
    awnings = [VERMILION, DEEP, GOLD, RIVER]
    for number, tone in enumerate(awnings):
        _booth(sheet, 74 + number * 382, 330, 318, tone, number)
    coats = [DEEP, VERMILION, "#D9A441", RIVER, INK, CORAL, JADE, "#5B6F74"]
    skins = ["#E3B58C", "#D3A077", "#F0C8A2"]
    hair = ["#20262B", "#3A2D28", "#2C2F35"]
    for number in range(15):
        x = 70 + number * 106 + sheet.random.uniform(-26, 26)
        foot = 822 + (number * 37 % 5) * 34
        _visitor(
            sheet, x, foot, 270 + (foot - 820) * 0.6, coats[number % 8], skins[number % 3], hair[number % 3], number
        )


def _bunting(sheet):
    tones = [VERMILION, GOLD, DEEP, MIST]
    for top, sag, turn in [(60, 110, 0), (20, 170, 2)]:
        for half in range(2):
            curve = [(half * 800 + step * 40, top + sag * (1 - (step / 10 - 1) ** 2)) for step in range(21)]
            sheet.line(curve, SLATE, 2.2, 0.8)
            for step in range(1, 20):
                x, y = curve[step]
                sheet.polygon([(x - 14, y), (x + 14, y), (x, y + 36)], tones[(step + turn) % 4])


def _booth(sheet, x, y, width, tone, number):
    sheet.box(x + 14, y + 60, width - 28, 330, mix(tone, PAPER, 0.82))
    for row in range(3):
        length = width - 120 - row * 34
        sheet.box(x + 60, y + 122 + row * 36, length, 13, mix(tone, PAPER, 0.45), radius=6)
    sheet.disc(x + width - 70, y + 214, 34, mix(tone, PAPER, 0.5))
    for side in (10, width - 18):
        sheet.box(x + side, y + 40, 8, 400, "#7E6A50")
    stripes = 8
    for part in range(stripes):
        left = x - 14 + (width + 28) * part / stripes
        right = left + (width + 28) / stripes
        shade = tone if part % 2 == 0 else PAPER
        inner = x + 26 + (width - 52) * part / stripes
        sheet.polygon(
            [(inner, y - 26), (inner + (width - 52) / stripes, y - 26), (right, y + 58), (left, y + 58)], shade
        )
        sheet.oval((left + right) / 2, y + 58, (right - left) / 2, 17, shade)
    sheet.box(x - 6, y + 340, width + 12, 20, "#8C7352", radius=4)
    sheet.shaded(
        [(x, y + 358), (x + width, y + 358), (x + width, y + 470), (x, y + 470)],
        [(0, mix(tone, INK, 0.1)), (1, mix(tone, INK, 0.45))],
    )
    for sheaf in range(3):
        sheet.box(
            x + 40 + sheaf * 84, y + 324 - sheaf % 2 * 6, 52, 17 + sheaf % 2 * 6, FOG if sheaf != number % 3 else CREAM
        )
    for seat in (0.36, 0.66):
        _bust(sheet, x + width * seat, y + 342, tone)


def _bust(sheet, x, y, tone):
    sheet.polygon([(x - 34, y), (x - 28, y - 50), (x + 28, y - 50), (x + 34, y)], mix(tone, INK, 0.3))
    sheet.oval(x, y - 50, 28, 16, mix(tone, INK, 0.3))
    sheet.box(x - 9, y - 76, 18, 22, "#D3A077")
    sheet.disc(x, y - 92, 25, "#E3B58C")
    sheet.arch(x, y - 94, 26, 26, 180, 360, "#23282C", 15)


def _visitor(sheet, x, foot, tall, coat, skin, hair, number):
    sheet.oval(x + 8, foot, tall * 0.2, tall * 0.035, INK, 0.2)
    for side in (-1, 1):
        sheet.line(
            [(x + side * tall * 0.05, foot - tall * 0.45), (x + side * tall * 0.075, foot - 4)], "#25393D", tall * 0.085
        )
    shoulder = foot - tall * 0.76
    body = [
        (x - tall * 0.15, foot - tall * 0.38),
        (x - tall * 0.13, shoulder + tall * 0.03),
        (x - tall * 0.08, shoulder),
    ]
    body += [
        (x + tall * 0.08, shoulder),
        (x + tall * 0.13, shoulder + tall * 0.03),
        (x + tall * 0.15, foot - tall * 0.38),
    ]
    sheet.polygon(body, coat)
    if number is not None:
        _folded_arm(sheet, x, shoulder, tall, coat, number)
    sheet.box(x - tall * 0.03, shoulder - tall * 0.06, tall * 0.06, tall * 0.08, mix(skin, INK, 0.12))
    sheet.disc(x, shoulder - tall * 0.11, tall * 0.075, skin)
    if number and number % 4 == 1:
        sheet.oval(x, shoulder - tall * 0.125, tall * 0.088, tall * 0.085, hair)
        sheet.box(x - tall * 0.085, shoulder - tall * 0.13, tall * 0.17, tall * 0.13, hair, radius=tall * 0.05)
    else:
        sheet.oval(x, shoulder - tall * 0.14, tall * 0.08, tall * 0.058, hair)


def _folded_arm(sheet, x, shoulder, tall, coat, number):
    reach = 1 if number % 2 else -1
    arm = [(x + reach * tall * 0.1, shoulder + tall * 0.06), (x + reach * tall * 0.18, shoulder + tall * 0.2)]
    sheet.line([*arm, (x + reach * tall * 0.1, shoulder + tall * 0.27)], mix(coat, INK, 0.28), tall * 0.06)
    if number % 3 == 0:
        sheet.box(x + reach * tall * 0.06 - 20, shoulder + tall * 0.2, 40, 50, PAPER)
        for row in range(3):
            sheet.box(x + reach * tall * 0.06 - 13, shoulder + tall * 0.2 + 10 + row * 12, 26, 3.5, SLATE)


def medicine_booth(sheet):
    sheet.wash([(0, "#DDE7E0"), (0.68, "#F3EEE1"), (0.681, "#D5CDB8"), (1, "#BFB79F")])
    sheet.disc(800, 420, 420, "#EAD9B4", 0.65)
    for x, tall in [(90, 420), (190, 300), (1420, 330), (1530, 440)]:
        sheet.oval(x, 700 - tall * 0.62, tall * 0.27, tall * 0.46, mix(JADE, FOG, 0.35))
        sheet.line([(x, 690), (x, 700 - tall * 0.6)], "#4A6E68", 9)
    _stall(sheet)
    for x, coat, hair in [(330, RIVER, "#2C2F35"), (1270, VERMILION, "#3A2D28")]:
        _visitor(sheet, x, 880, 520, coat, "#E3B58C", hair, None)
    sheet.line([(386, 510), (442, 580), (520, 560)], mix(RIVER, INK, 0.25), 32)
    sheet.disc(528, 556, 19, "#E3B58C")
    sheet.line([(1214, 510), (1158, 580), (1080, 560)], mix(VERMILION, INK, 0.25), 32)
    sheet.disc(1072, 556, 19, "#E3B58C")
    _pack(sheet, 1018, 506, 74, 52, DEEP)
    _heart(sheet, 800, 470, 50, VERMILION)


def _stall(sheet):
    for x in (448, 1134):
        sheet.box(x, 250, 18, 600, "#8A6A48")
    sheet.box(466, 300, 668, 30, "#A58154")
    for row, y in enumerate((386,)):
        sheet.box(480, y, 640, 14, "#8A6A48")
        x = 500
        for number in range(11):
            tone = [DEEP, CORAL, PAPER, GOLD, JADE, VERMILION][(number * 5 + row) % 6]
            if number % 3 == 2:
                _jar(sheet, x + 22, y, tone)
            else:
                _pack(sheet, x, y - 44 - number % 2 * 12, 46, 44 + number % 2 * 12, tone)
            x += 56
    sheet.box(420, 610, 760, 30, "#A58154", radius=6)
    sheet.shaded([(440, 638), (1160, 638), (1160, 850), (440, 850)], [(0, "#1B5B59"), (1, DEEP)])
    for number in range(5):
        sheet.box(470 + number * 136, 668, 108, 152, "#2A6F6B", radius=8)
        sheet.disc(524 + number * 136, 744, 9, GOLD)
    for x, tone in [(590, GOLD), (650, PAPER), (716, CORAL), (880, JADE), (942, PAPER)]:
        _pack(sheet, x, 562, 50, 48, tone)
    for part in range(12):
        left = 400 + part * 800 / 12
        inner = 450 + part * 700 / 12
        tone = DEEP if part % 2 == 0 else PAPER
        sheet.polygon([(inner, 170), (inner + 700 / 12, 170), (left + 800 / 12, 290), (left, 290)], tone)
        sheet.oval(left + 400 / 12, 290, 400 / 12, 24, tone)
    sheet.box(440, 154, 720, 20, "#8A6A48", radius=6)


def _pack(sheet, x, y, width, height, tone):
    sheet.box(x, y, width, height, tone, radius=3)
    sheet.box(x, y, width, height * 0.26, mix(tone, INK, 0.25), radius=3)
    light = PAPER if tone != PAPER else JADE
    sheet.box(x + width * 0.2, y + height * 0.46, width * 0.6, height * 0.1, light, 0.9)
    sheet.box(x + width * 0.2, y + height * 0.66, width * 0.4, height * 0.1, light, 0.7)


def _jar(sheet, x, foot, tone):
    sheet.box(x - 19, foot - 50, 38, 50, mix(tone, FOG, 0.4), radius=9)
    sheet.box(x - 14, foot - 62, 28, 16, mix(tone, INK, 0.35), radius=3)
    sheet.box(x - 19, foot - 34, 38, 18, PAPER)


def _heart(sheet, x, y, size, tone):
    curve = []
    for step in range(60):
        turn = step / 60 * 2 * math.pi
        across = 16 * math.sin(turn) ** 3
        up = 13 * math.cos(turn) - 5 * math.cos(2 * turn) - 2 * math.cos(3 * turn) - math.cos(4 * turn)
        curve.append((x + across * size / 16, y - up * size / 16))
    sheet.polygon(curve, tone)
    sheet.oval(x - size * 0.45, y - size * 0.42, size * 0.2, size * 0.13, "#E8A08A", 0.8)
