"""Numbers in Chinese characters, as the marks [DBNum1] to [DBNum3] ask for them."""

DIGITS = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}
TENS = {1: "十百千", 2: "拾佰仟"}
GROUPS = ("", "万", "亿", "万亿")
LARGEST = 10 ** (4 * len(GROUPS))


def digits(text, style):
    """Each digit of `text` as a character of its own."""
    return text.translate({ord(str(number)): character for number, character in enumerate(DIGITS[style])})


def counted(number, style):
    """A whole number below LARGEST with its units: 一万二千三百."""
    if not number:
        return DIGITS[style][0]
    zero = "零" if style == 2 else "〇"
    text, needs_zero = "", False
    for power in range(len(GROUPS) - 1, -1, -1):
        group = number // 10 ** (4 * power) % 10_000
        if not group:
            needs_zero = bool(text)
            continue
        if text and (needs_zero or group < 1000):
            text += zero
        text, needs_zero = text + _group(group, style, zero) + GROUPS[power], False
    return text


def _group(number, style, zero):
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += (zero if gap else "") + DIGITS[style][digit] + (TENS[style][place - 1] if place else "")
        gap = False
    return text


def of_calendar(number, style):
    """A month, day or hour: 十二, not 一十二."""
    text = counted(number, style)
    return text[1:] if style == 1 and text.startswith("一十") else text
