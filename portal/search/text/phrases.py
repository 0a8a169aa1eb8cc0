"""Whether and where folded text holds a folded phrase. Han is found anywhere; words and numbers only whole."""

from .tokens import is_wide


def pattern(phrase, is_prefix=False):
    """What to look for in folded text that has a space put before and behind it: `716.1` is not met in `2716.1`.

    With `is_prefix` the last word may go on.
    """
    if not phrase:
        return ""
    before = "" if is_wide(phrase[0]) else " "
    behind = "" if is_prefix or is_wide(phrase[-1]) else " "
    return f"{before}{phrase}{behind}"


def occurs(folded, phrase, is_prefix=False):
    return bool(phrase) and pattern(phrase, is_prefix) in f" {folded} "


def occurrences(folded, phrase, is_prefix=False):
    """Yield (start, end) places of `phrase` in `folded`, left to right, none reaching into another."""
    wanted, within = pattern(phrase, is_prefix), f" {folded} "
    if not wanted:
        return
    lead = len(wanted) - len(wanted.lstrip())
    at = within.find(wanted)
    while at >= 0:
        start = at + lead - 1
        yield start, start + len(phrase)
        at = within.find(wanted, at + lead + len(phrase))
