"""Makes texts and names comparable: width, quotation marks, brackets, dashes, case and spaces make no difference."""

import unicodedata
from dataclasses import dataclass

WITHOUT_WIDTH = "\u200b\u200c\u200d\ufeff\u00ad"  # signs that come along when one copies
SAME = str.maketrans(
    {
        **dict.fromkeys("“”„‟〝〞″‘’‚‛'「」『』", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("・•‧∙", "·"),
        **dict.fromkeys(WITHOUT_WIDTH),
        "〔": "(",
        "〕": ")",
    }
)


@dataclass(frozen=True)
class Folded:
    """`text` as it is compared; its n-th character stands for the original's from `starts[n]` to `ends[n]`."""

    text: str
    starts: list
    ends: list


_folded = {}  # of single characters: no more of them than a language has


def _fold(character):
    found = _folded.get(character)
    if found is None:
        found = unicodedata.normalize("NFKC", character).translate(SAME).casefold()
        found = " " if character.isspace() else "".join(found.split())
        if len(_folded) < 50_000:
            _folded[character] = found
    return found


def is_latin(character):
    """A letter or digit of a script that writes words apart: names in it match whole words alone."""
    return character.isalnum() and ord(character) < 0x0500


def fold(text):
    """Return `text` as Folded. Spaces stay between two Latin words, as one, and nowhere else."""
    out, starts, ends, space = [], [], [], None
    for place, character in enumerate(text):
        for one in _fold(character):
            if one == " ":
                space = place if space is None else space
                continue
            if space is not None and out and is_latin(out[-1]) and is_latin(one):
                out.append(" ")
                starts.append(space)
                ends.append(place)
            space = None
            out.append(one)
            starts.append(place)
            ends.append(place + 1)
    return Folded("".join(out), starts, ends)


def folded_name(name):
    """A name as it is compared. Most names need no look at each character."""
    if unicodedata.is_normalized("NFKC", name) and not any(map(str.isspace, name)):
        return name.translate(SAME).casefold()
    return fold(name).text
