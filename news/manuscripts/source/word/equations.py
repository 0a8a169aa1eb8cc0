"""What Word draws from the code of an EQ field: circled characters, fractions, raised words. No result is kept in the file."""

import re

IS_EQUATION = re.compile(r"\s*EQ\b", re.IGNORECASE)
SWITCH = re.compile(r"[A-Za-z]+ ?\d*")
GENERAL = re.compile(r'\\\*\s*(?:"[^"]*"|[^\s\\]+)')  # \* jc2, \* "Font:宋体": how a pronunciation is set
LONGEST = 2000  # characters of a code; a longer one is no equation
RINGS = "○◯〇O0"
FRAMES = RINGS + "□△▽◇☆"
NUMBERS = [*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)]  # ① to ㊿


def is_equation(code):
    return bool(IS_EQUATION.match(code))


def printed(code):
    """(the words that an EQ field shows, what stands above or around them and is no text of the page)."""
    code = code[:LONGEST]
    code = GENERAL.sub("", code[IS_EQUATION.match(code).end() :])
    beside, stack, at = [], [_Frame("")], 0
    while at < len(code):
        character = code[at]
        at += 1
        if character == "\\" and (found := SWITCH.match(code, at)):
            stack[-1].pending += f"\\{found[0].lower()}"
            at = found.end()
        elif character == "\\":
            stack[-1].add(code[at : at + 1])
            at += 1
        elif character == "(":
            stack.append(_Frame(stack[-1].pending))
            stack[-2].pending = ""
        elif character == ")" and len(stack) > 1:
            made = stack.pop().shown(beside)
            stack[-1].add(made)
        elif character in ",;，；" and len(stack) > 1 and stack[-1].switches:
            stack[-1].parts.append("")
        else:
            stack[-1].add(character)
    while len(stack) > 1:
        made = stack.pop().shown(beside)
        stack[-1].add(made)
    return stack[0].shown(beside).strip(), [word for word in beside if word.strip()]


class _Frame:
    """One pair of brackets of the code: `switches` stand before it, `parts` are what its commas part."""

    def __init__(self, switches):
        self.switches, self.pending, self.parts = switches, "", [""]

    def add(self, text):
        self.parts[-1] += text

    def shown(self, beside):
        parts = [part.strip() for part in self.parts]
        if self.switches.startswith("\\o"):
            return _overstruck(parts, beside)
        if self.switches.startswith("\\s") and "\\up" in self.switches and len(parts) == 1:
            return f"\x01{parts[0]}\x02"  # raised: above other words it is their pronunciation
        if self.switches.startswith("\\f") and len(parts) == 2:
            return f"{parts[0]}/{parts[1]}"
        if not self.switches:
            return "".join(self.parts).replace("\x01", "").replace("\x02", "")
        return " ".join(part for part in parts if part)


def _overstruck(parts, beside):
    raised = [part for part in parts if part.startswith("\x01")]
    plain = [part for part in parts if part and not part.startswith("\x01")]
    if raised and plain:
        beside += [part.strip("\x01\x02") for part in raised]
        return "".join(plain)
    words = [part for part in plain if part not in FRAMES] or plain[-1:]
    rings = [part for part in plain if part in FRAMES and part not in words]
    text = "".join(words) or "".join(part.strip("\x01\x02") for part in raised)
    if any(ring in RINGS for ring in rings) and text.isascii() and text.isdigit() and 0 < int(text[:4]) <= len(NUMBERS):
        return chr(NUMBERS[int(text) - 1])
    beside += rings
    return text
