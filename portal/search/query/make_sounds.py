"""Makes `data/sounds.txt` anew: `python -m portal.search.query.make_sounds`. Web workers read the file, and so need not
load pypinyin, whose tables take 57 MB."""

from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.style import convert

FILE = Path(__file__).parent / "data" / "sounds.txt"
CHARACTERS = range(0x4E00, 0xA000)
HEADER = (
    "# 字音表：由 make_sounds.py 从 pypinyin（MIT 许可）生成，不要手改。前半：音节 字…；后半：两字 两个音节（多音字）。"
)


def plain(reading):
    return convert(reading, Style.NORMAL, strict=False).replace("ü", "v")


def usual_readings():
    """How each character is read where nothing else is known."""
    found = {chr(code): lazy_pinyin(chr(code), style=Style.NORMAL)[0].replace("ü", "v") for code in CHARACTERS}
    return {character: reading for character, reading in found.items() if reading.isascii() and reading.isalpha()}


def pairs_read_otherwise(usual):
    """Two characters that stand side by side in words, of which one is mostly read otherwise than by itself there."""
    votes = defaultdict(Counter)
    for word, readings in PHRASES_DICT.items():
        sounds = [plain(options[0]) for options in readings]
        if len(sounds) != len(word) or not all(character in usual for character in word):
            continue
        for place in range(len(word) - 1):
            # a word of two characters says more than two characters within a saying
            votes[word[place : place + 2]][tuple(sounds[place : place + 2])] += 10 if len(word) == 2 else 1
    known = set(usual.values())
    for pair, counted in votes.items():
        best = counted.most_common(1)[0][0]
        if best != tuple(usual[character] for character in pair) and known.issuperset(best):
            yield pair, best


def main():
    usual = usual_readings()
    of_sound = defaultdict(str)
    for character, reading in usual.items():
        of_sound[reading] += character
    lines = [HEADER, *(f"{sound} {characters}" for sound, characters in sorted(of_sound.items())), ""]
    lines += [f"{pair} {' '.join(sounds)}" for pair, sounds in sorted(pairs_read_otherwise(usual))]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
