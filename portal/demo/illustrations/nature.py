"""River, hills, bridges and courtyards."""

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
    SAND,
    SLATE,
    VERMILION,
    WIDTH,
    mix,
)  # fmt: skip


def birds(sheet, spots, colour, alpha=0.8):
    for x, y, size in spots:
        left = [(x - size, y - size * 0.35), (x - size * 0.45, y - size * 0.5), (x, y)]
        sheet.line([*left, (x + size * 0.45, y - size * 0.5), (x + size, y - size * 0.3)], colour, size / 9, alpha)


def boat(sheet, x, y, size, colour, sail=None):
    hull = [(x - size, y - size * 0.16), (x - size * 0.75, y + size * 0.12), (x + size * 0.7, y + size * 0.12)]
    sheet.polygon([*hull, (x + size, y - size * 0.2), (x + size * 0.5, y - size * 0.05)], colour)
    if sail:
        sheet.line([(x + size * 0.05, y), (x + size * 0.05, y - size * 1.6)], colour, size / 26)
        leaf = [(x + size * 0.1, y - size * 1.55), (x + size * 0.62, y - size * 1.0), (x + size * 0.7, y - size * 0.2)]
        sheet.polygon([*leaf, (x + size * 0.1, y - size * 0.14)], sail)
        sheet.polygon(
            [(x, y - size * 1.3), (x - size * 0.45, y - size * 0.25), (x, y - size * 0.18)], mix(sail, INK, 0.25)
        )
    else:
        sheet.arch(x - size * 0.1, y - size * 0.02, size * 0.42, size * 0.34, 180, 360, colour, size / 9)
        sheet.oval(x - size * 0.1, y - size * 0.06, size * 0.4, size * 0.26, colour)


def river_dusk(sheet):
    sheet.wash([(0, "#2B6E70"), (0.26, "#7FAFA6"), (0.45, "#EBD6B0"), (0.6, "#F0B98C"), (1, "#E9C9A0")], 0, 640)
    sheet.glow(1130, 420, 560, "#FBE3B4", 0.85, 0.7)
    sheet.disc(1130, 392, 74, mix(VERMILION, CORAL, 0.25))
    tones = ["#B9CBBF", "#8FB2AA", "#5F938D", "#357470", "#175653"]
    for index, tone in enumerate(tones):
        base = 505 + index * 42
        sheet.shaded(
            sheet.ridge(base, 235 - index * 26, 31 + index * 7, 1.4),
            [(0, tone), (0.2, tone), (0.42, mix(tone, SAND, 0.5 - index * 0.08)), (1, SAND)],
        )
    sheet.wash([(0, "#E8CFA6"), (0.18, "#B7C7B4"), (0.55, "#4F8C88"), (1, "#12494A")], 660, HEIGHT)
    sheet.glow(1130, 690, 420, "#FCE3B0", 0.8, 0.28)
    for step in range(26):
        y = 676 + step * 11
        wide = 60 + step * 3.2 + 26 * math.sin(step * 1.9)
        sheet.oval(1130 + 12 * math.sin(step * 1.3), y, wide, 1.6 + step * 0.07, "#F8D8A4", 0.75 - step * 0.022)
    for tone in ("#F6F2EA", "#0A3C40"):
        sheet.ripples(690, 985, tone, 85, 0.17)
    _bank(sheet)
    boat(sheet, 660, 800, 92, "#0B3336", "#EFE3CB")
    boat(sheet, 905, 722, 42, "#24615F")
    birds(sheet, [(780, 250, 26), (850, 222, 20), (905, 262, 16), (720, 205, 14)], "#153F42")


def _bank(sheet):
    near = [(-20, 820), (120, 828), (270, 862), (420, 902), (560, 948), (640, 1010), (-20, 1010)]
    sheet.shaded(near, [(0, "#0E4345"), (1, "#072528")])
    for index in range(70):
        x = 6 + index * 7.6 + sheet.random.uniform(-5, 5)
        foot = 830 + max(0, x - 90) * 0.235
        tall = sheet.random.uniform(50, 150) * (1 - x / 900)
        lean = sheet.random.uniform(-6, 34)
        reed = [(x + lean * (step / 6) ** 2, foot + 20 - (tall + 20) * step / 6) for step in range(7)]
        sheet.line(reed, "#0A3234", 2.4)
        if index % 4 == 0:
            sheet.oval(x + lean + 1, foot - tall - 12, 4, 17, "#A8764A", 0.95)


def night_bridge(sheet):
    horizon = 640
    _night_sky(sheet, horizon)
    for index, tone in enumerate(["#1D5E60", "#124A4E"]):
        sheet.polygon(sheet.ridge(600 + index * 24, 150 - index * 50, 5 + index * 4), tone)
    _far_bank_lights(sheet, horizon)
    for x in (520, 1120):
        _pylon(sheet, x, horizon)
    deck = [
        (-10, 566),
        (520, 540),
        (820, 534),
        (1120, 540),
        (1610, 566),
        (1610, 584),
        (1120, 556),
        (520, 556),
        (-10, 584),
    ]
    sheet.polygon(deck, "#0A2A30")
    for x in range(0, WIDTH, 40):
        y = 536 + abs(x - 820) ** 2 / 22500
        sheet.glow(x, y - 4, 22, "#FFE0A0", 0.9)
        sheet.disc(x, y - 4, 2.6, "#FFF3D0")
    sheet.wash([(0, "#0F4448"), (1, "#06191F")], horizon, HEIGHT)
    sheet.mirror(horizon, "#08252C", 0.62, 3.2, 0.85)
    sheet.glow(820, horizon, 900, "#8FC0AC", 0.3, 0.06)
    for x in range(40, WIDTH, 80):
        length = sheet.random.uniform(60, 190)
        for step in range(12):
            y = 700 + length * step / 12 + sheet.random.uniform(-3, 3)
            sheet.oval(x + sheet.random.uniform(-5, 5), y, 13 - step * 0.7, 1.7, "#F2C877", 0.62 - step * 0.045)
    sheet.ripples(650, 990, "#BFE0D2", 80, 0.12)
    boat(sheet, 330, 868, 84, "#041418")
    sheet.glow(318, 842, 60, "#F6B860", 0.95)
    sheet.disc(318, 846, 8, "#FFE9BC")
    for step in range(9):
        sheet.oval(
            318 + sheet.random.uniform(-4, 4), 890 + step * 10, 20 - step * 1.6, 2.4, "#F6B860", 0.55 - step * 0.05
        )


def _night_sky(sheet, horizon):
    sheet.wash([(0, "#071E26"), (0.5, "#0E4148"), (0.85, "#2B7673"), (1, "#7FA894")], 0, horizon)
    for _ in range(90):
        sheet.disc(
            sheet.random.uniform(0, WIDTH), sheet.random.uniform(0, 330), sheet.random.uniform(0.7, 1.9), PAPER, 0.5
        )
    sheet.glow(330, 190, 240, "#CFE3D6", 0.45)
    sheet.disc(330, 190, 46, "#F4EBCF")


def _far_bank_lights(sheet, horizon):
    x = -10
    while x < WIDTH:
        wide, tall = sheet.random.uniform(18, 54), sheet.random.uniform(10, 62)
        sheet.box(x, horizon - tall, wide, tall, "#0A333A")
        for _ in range(int(wide * tall / 190)):
            spot = (sheet.random.uniform(x + 3, x + wide - 5), sheet.random.uniform(horizon - tall + 4, horizon - 5))
            sheet.box(*spot, 3, 3, sheet.random.choice([GOLD, CREAM, CORAL]), 0.85)
        x += wide + sheet.random.uniform(0, 8)


def _pylon(sheet, x, horizon):
    for side in (-1, 1):
        for number in range(12):
            end = x + side * (60 + number * 24)
            sheet.line([(x, 196 + number * 17), (end, 542)], "#E9E2C6", 1.5, 0.62)
    sheet.polygon(
        [(x - 7, 170), (x + 7, 170), (x + 22, 548), (x + 16, horizon), (x - 16, horizon), (x - 22, 548)], "#082227"
    )
    sheet.polygon([(x - 2, 214), (x + 2, 214), (x + 11, 525), (x - 11, 525)], "#1B5A5C")
    sheet.glow(x, 180, 70, VERMILION, 0.8)
    sheet.disc(x, 176, 6, "#FF9A78")


def village_courtyard(sheet):
    sheet.wash([(0, "#CFE0DA"), (0.6, "#F1E9D8"), (1, "#F6EBD3")], 0, 700)
    sheet.disc(300, 190, 70, "#F3CF95", 0.9)
    for index, tone in enumerate(["#BCD2C9", "#8FB4AB", "#5F948D"]):
        sheet.shaded(
            sheet.ridge(500 + index * 45, 230 - index * 40, 81 + index * 5, 1.3),
            [(0, tone), (0.5, mix(tone, SAND, 0.5)), (1, SAND)],
        )
    _house(sheet, 560, 380, 620, 330)
    _house(sheet, 140, 468, 420, 242)
    sheet.box(-10, 560, 170, 160, "#F2ECDF")
    sheet.box(-10, 548, 178, 16, "#35585A")
    sheet.wash([(0, "#E7D6B4"), (1, "#C9AE84")], 706, HEIGHT)
    for number in range(9):
        y = 716 + number * number * 4.2
        sheet.line([(0, y), (WIDTH, y)], "#B6976B", 1.6, 0.45)
    for number in range(-12, 26):
        sheet.line([(640 + (number - 5) * 62, 706), (640 + (number - 5) * 210, 1010)], "#B6976B", 1.6, 0.35)
    for x, y, size, fruit in [(330, 800, 96, True), (560, 880, 118, False), (820, 796, 92, True)]:
        _basket(sheet, x, y, size, fruit)
    _persimmon_tree(sheet)


def _house(sheet, x, y, width, height):
    sheet.shaded([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], [(0, "#FBF7EE"), (1, "#E6DCC8")])
    eave, rise = 46, height * 0.36
    roof = [(x - eave, y + 8), (x - eave - 20, y - 10), (x + 40, y - rise * 0.72), (x + 62, y - rise)]
    roof += [
        (x + width - 62, y - rise),
        (x + width - 40, y - rise * 0.72),
        (x + width + eave + 20, y - 10),
        (x + width + eave, y + 8),
    ]
    sheet.shaded(roof, [(0, "#27494C"), (1, "#3F6466")])
    for number in range(int(width / 22)):
        part = (number + 0.5) / int(width / 22)
        top, foot = x + 62 + (width - 124) * part, x - eave + (width + eave * 2) * part
        sheet.line([(top, y - rise + 4), (foot, y + 4)], "#1B3739", 3, 0.55)
    sheet.box(x + 50, y - rise - 12, width - 100, 14, "#1B3739", radius=5)
    sheet.box(x, y + 8, width, 14, INK, 0.16)
    count = 3 if width > 500 else 2
    for number in range(count):
        middle = x + width * (number + 0.5) / count
        if number == count // 2:
            sheet.box(middle - 56, y + height * 0.3, 112, height * 0.7, "#7C4A33")
            sheet.line([(middle, y + height * 0.3), (middle, y + height)], "#4B2A1D", 4)
            for side in (-30, 30):
                sheet.box(middle + side - 15, y + height * 0.42, 30, 46, VERMILION)
        else:
            sheet.box(middle - 52, y + height * 0.3, 104, height * 0.32, "#35585A")
            for bar in range(1, 5):
                sheet.box(middle - 52 + bar * 21 - 2, y + height * 0.3, 4, height * 0.32, "#D8CDB6")
            sheet.box(middle - 52, y + height * 0.45, 104, 4, "#D8CDB6")


def _basket(sheet, x, y, size, fruit):
    sheet.oval(x + 8, y + size * 0.12, size * 1.04, size * 0.4, INK, 0.18)
    sheet.oval(x, y, size, size * 0.36, "#9A7444")
    sheet.oval(x, y - 5, size * 0.92, size * 0.31, "#C79E62")
    for ring in (0.7, 0.5, 0.3):
        sheet.arch(x, y - 5, size * ring, size * ring * 0.33, 0, 360, "#9A7444", 1.6, 0.7)
    for _ in range(int(size * 0.34)):
        turn, away = sheet.random.uniform(0, 6.3), sheet.random.random() ** 0.5 * 0.78
        spot = (x + size * away * math.cos(turn), y - 9 + size * 0.3 * away * math.sin(turn))
        if fruit:
            sheet.oval(*spot, 10, 8, mix(VERMILION, "#E58A3C", sheet.random.random()))
        else:
            sheet.oval(*spot, 9, 5, mix(GOLD, CREAM, sheet.random.random()))


def _persimmon_tree(sheet):
    bark = "#3A2A25"
    sheet.polygon(
        [(1330, 1010), (1352, 760), (1340, 560), (1372, 420), (1392, 424), (1384, 560), (1408, 760), (1440, 1010)], bark
    )
    ends = []

    def grow(x, y, turn, length, thick):
        far = (x + length * math.cos(turn), y + length * math.sin(turn))
        bend = ((x + far[0]) / 2 + length * 0.1 * math.sin(turn), (y + far[1]) / 2 - length * 0.08)
        sheet.line([(x, y), bend, far], bark, thick)
        sheet.disc(x, y, thick / 2, bark)
        ends.append(far)
        if thick > 3:
            for side in (-1, 1):
                grow(
                    *far,
                    turn + side * sheet.random.uniform(0.25, 0.75),
                    length * sheet.random.uniform(0.6, 0.82),
                    thick * 0.62,
                )

    grow(1374, 470, -2.5, 210, 17)
    grow(1380, 440, -1.75, 190, 17)
    grow(1382, 480, -0.75, 190, 15)
    grow(1360, 620, -2.9, 190, 11)
    for x, y in ends:
        for _ in range(2):
            spot = (x + sheet.random.uniform(-34, 34), y + sheet.random.uniform(-14, 34))
            if sheet.random.random() < 0.3:
                sheet.oval(*spot, 17, 8, mix("#7A8B4A", GOLD, sheet.random.random()), 0.95)
            else:
                _persimmon(sheet, *spot, sheet.random.uniform(11, 17))


def _persimmon(sheet, x, y, size):
    tone = mix("#D2592B", "#E8903F", sheet.random.random())
    sheet.oval(x, y, size, size * 0.88, tone)
    sheet.oval(x - size * 0.3, y - size * 0.28, size * 0.34, size * 0.26, "#F6C583", 0.75)
    sheet.polygon([(x - size * 0.5, y - size * 0.8), (x + size * 0.5, y - size * 0.8), (x, y - size * 0.5)], "#4C5A34")


def data_waves(sheet):
    sheet.wash([(0, "#F7F3EA"), (0.6, "#EDE7D8"), (1, "#DCE5DF")])
    sheet.disc(1270, 250, 92, mix(VERMILION, CORAL, 0.2))
    for number in range(6):
        sheet.line([(0, 160 + number * 90), (WIDTH, 160 + number * 90)], SLATE, 1.3, 0.22)
    wide = 34
    for number in range(26):
        x, part = 58 + number * 58, number / 25
        tall = 150 + 330 * part**1.35 + 62 * math.sin(number * 0.72) + 30 * math.sin(number * 1.7 + 1)
        tone = mix(MIST, DEEP, part**0.8)
        turns = [math.pi * step / 16 for step in range(17)]
        cap = [(x + wide / 2 - wide / 2 * math.cos(t), 760 - tall - wide / 2 * math.sin(t)) for t in turns]
        sheet.shaded([*cap, (x + wide, 900), (x, 900)], [(0, tone), (1, mix(tone, PAPER, 0.35))])
        if number in (7, 15, 23):
            sheet.disc(x + wide / 2, 760 - tall - 52, 10, GOLD)
            sheet.line([(x + wide / 2, 760 - tall - 42), (x + wide / 2, 760 - tall - 18)], GOLD, 2.5)
    for index, tone in enumerate([MIST, JADE, RIVER, DEEP, INK]):
        _wave(sheet, 706 + index * 58, 34 + index * 3, index * 1.9, tone)


def _wave(sheet, base, height, turn, tone):
    def level(x):
        return base - height * math.sin(x / 168 + turn) - height * 0.4 * math.sin(x / 71 + turn * 2.3)

    crest = [(x, level(x)) for x in range(-20, WIDTH + 21, 6)]
    sheet.polygon([*crest, (WIDTH + 20, HEIGHT + 10), (-20, HEIGHT + 10)], tone, 0.93)
    for depth in (14, 30):
        sheet.line([(x, y + depth) for x, y in crest], FOG, 1.8, 0.42 - depth * 0.008)
