"""Latin words that may be pinyin: the Chinese words of names that sound so, or begin with these letters."""

import re
from collections import Counter

from ..query.pinyin import readings
from ..query.question import Word
from ..text.folding import FIRST_WIDE

LOOKED_AT = 400  # places in names, the best names first
MOST_WORDS = {True: 4, False: 12}  # Chinese words that stand for full pinyin, and for first letters
WHOLE = 1000
SAID = 3  # of them that the reader is told

_LETTERS = re.compile("[a-z]{2,}")


def sounding_words(question, names, is_missing):
    """The question's words with Chinese ones for those Latin ones that are missing from all texts; and what to tell."""
    missing = [word for word in question.words if _is_latin(word) and is_missing(word)]
    if not missing:
        return question.words, []
    if len(missing) == len(question.words) > 1 and (whole := _as_sound(question.folded, names)):
        return (whole,), [_told(question.folded, whole)]
    found = {word: sounding for word in missing if (sounding := _as_sound(word.text, names))}
    words = tuple(found.get(word, word) for word in question.words)
    return words, [_told(word.text, sounding) for word, sounding in found.items()]


def _is_latin(word):
    return not word.is_quoted and bool(_LETTERS.fullmatch(word.text))


def _as_sound(letters, names):
    words, is_full = chinese_for(letters, names)
    return Word(letters, (), tuple(words), is_name=not is_full) if words else None


def _told(letters, word):
    said = "、".join(f"“{text}”" for text in word.others[:SAID])
    return f"按拼音“{letters}”查找：{said}{'等' if len(word.others) > SAID else ''}。"


def chinese_for(letters, names):
    """(words, whether they are the full pinyin): what `letters` may stand for in names, the likeliest first."""
    tried = readings(letters)
    for is_full in (True, False):
        votes = Counter()
        for reading in tried:
            if reading.is_full is is_full:
                for text, number, start, end in names.sounding(reading, LOOKED_AT):
                    votes.update(_vote(text, number, start, end))
        if not is_full:  # whole names may stand behind the places that were looked at
            for text, number, start, end in names.beginning_with_letters(f"\n{letters}\n", MOST_WORDS[is_full]):
                votes.update(_vote(text, number, start, end - 1))
        if votes:
            return [word for word, _ in votes.most_common(MOST_WORDS[is_full])], is_full
    return [], False


def _vote(text, number, start, end):
    """One for standing in a name, more at its beginning; being the whole of one outweighs any number of these. Better names
    count double."""
    words = text.text[start:end]
    if not all(character >= FIRST_WIDE for character in words):
        return {}
    is_first, is_last = start == text.starts[number], end == text.end(number)
    return {words: (1 + 2 * is_first + WHOLE * (is_first and is_last)) * (1 + (text.ranks[number] >= 15))}
