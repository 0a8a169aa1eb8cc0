"""Numbers written in the ways that Word's lists know: 3, 三, 叁, ③, 丙, C, iii."""

DIGITS = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip
SERIES = {
    "decimalEnclosedCircle": "".join(
        map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)])
    ),
    "decimalEnclosedCircleChinese": "".join(map(chr, range(0x2460, 0x246A))),
    "decimalEnclosedParen": "".join(map(chr, range(0x2474, 0x2488))),
    "decimalEnclosedFullstop": "".join(map(chr, range(0x2488, 0x249C))),
    "ideographEnclosedCircle": "".join(map(chr, range(0x3280, 0x328A))),
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}  # fmt: skip


def numeral(number, style):
    """`number` as list style `style` prints it; a plain 12 where the style is unknown or its series has run out."""
    if style in CHINESE:
        return _chinese(number, DIGITS, "十百千", style)
    if style in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _chinese(number, LEGAL, "拾佰仟", style)
    if style in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(DIGITS[int(digit)] for digit in str(number))
    if style in ("upperRoman", "lowerRoman"):
        return _cased(_roman(number), style)
    if style in ("upperLetter", "lowerLetter") and number > 0:
        return _cased(chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 9), style)
    if style == "decimalZero":
        return f"{number:02}"
    if style.startswith("decimalFullWidth"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if style == "none":
        return ""
    series = SERIES.get(style, "")
    return series[number - 1] if 0 < number <= len(series) else str(number)


def _cased(text, style):
    return text.upper() if style.startswith("upper") else text


def _roman(number):
    text = ""
    for size, letters in ROMAN if 0 < number < 4000 else ():
        text += letters * (number // size)
        number %= size
    return text or str(number)


def _chinese(number, digits, units, style):
    if not 0 <= number < 10_000:
        return str(number)
    if number == 0:
        return digits[0]
    zero = "零" if style in ("chineseCountingThousand", "chineseLegalSimplified") else digits[0]
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += (zero if gap and text else "") + digits[digit] + (units[place - 1] if place else "")
        gap = not digit
    short = digits[1] + units[0]
    return text[1:] if digits is DIGITS and text.startswith(short) else text
