"""Writes simplified.txt, the table of traditional characters, from OpenCC's dictionaries (Apache-2.0).

    python portal/search/text/make_simplified.py

Characters and not words are told apart: a word's meaning depends on what stands beside it, and a question has nothing
beside it. The table is kept with the code because OpenCC is a package for development alone.
"""

from pathlib import Path

import opencc

TABLE = Path(__file__).with_name("simplified.txt")
HAN = [
    chr(n) for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x3347F)) for n in range(first, last + 1)
]
VARIANTS = ("t2s", "hk2s")  # what Hong Kong writes its own way comes second; Taiwan's table would take 么 for 幺


def simplified():
    found = {}
    for variant in VARIANTS:
        answers = opencc.OpenCC(variant).convert("\n".join(HAN)).split("\n")
        for character, answer in zip(HAN, answers, strict=True):
            if character != answer and len(answer) == 1:
                found.setdefault(character, answer)
    for character, answer in found.items():
        while answer in found:
            answer = found[answer]
        found[character] = answer
    return found


def main():
    pairs = sorted(simplified().items())
    TABLE.write_text("".join(f"{character}{answer}\n" for character, answer in pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
