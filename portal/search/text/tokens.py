"""Cuts folded text into what an index keeps: single characters and pairs of Han, words and numbers whole.

No dictionary: whatever stands side by side in the text is found, whoever may think it a word. A single character or a
pair is found by its token alone; what is longer has all its pairs, which is nearly always the same and has to be proved.
"""

from .folding import FIRST_WIDE

MOST_TOKENS = 32  # of one phrase: more only make the question longer, the proof tells the rest


def is_wide(run):
    return run >= FIRST_WIDE


def _pairs(run):
    return [run[n : n + 2] for n in range(len(run) - 1)]


def index_tokens(folded):
    """All tokens of folded text, each once."""
    found = set()
    for run in folded.split():
        if is_wide(run):
            found.update(run)
            found.update(_pairs(run))
        else:
            found.add(run)
    return found


def query_tokens(folded):
    """Return (tokens, is_exact): a text that holds the phrase has all of them; if `is_exact`, the reverse is true too."""
    found = {}
    runs = folded.split()
    for run in runs:
        pieces = _pairs(run) or [run] if is_wide(run) else [run]
        found.update(dict.fromkeys(pieces))
    is_exact = len(runs) == 1 and (len(runs[0]) <= 2 or not is_wide(runs[0]))
    return _spread(list(found)), is_exact


def _spread(tokens):
    """No more than are needed, from all over the phrase."""
    if len(tokens) <= MOST_TOKENS:
        return tokens
    return [tokens[n * len(tokens) // MOST_TOKENS] for n in range(MOST_TOKENS)]
