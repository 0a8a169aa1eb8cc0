"""Where the line of a headline may break: between words, never within one; numbers stay with their units, short quotes
stay whole, no line begins with a closing mark.

The words come from the dictionary that the search has, which knows the site's own names. Where it guesses, nothing is
cut around the guess.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from portal.search.query.words import SEGMENTER
from portal.search.text.units import UNITS

MOST_KEPT = 3000  # headlines, about 2 MB
MOST_HAN = 200  # characters; what is longer is no headline and breaks anywhere
SHORT = 8  # characters, which stand on one line nearly everywhere
LONGEST_QUOTE = 10  # characters with its marks that stay whole
LONGEST_CHAIN = 8  # of single characters
TOKEN = re.compile(
    r"[\u3400-\u9fff]+|[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.,:'’_]*[A-Za-z0-9\u00c0-\u024f%％‰℃]|\s+|.",
    re.DOTALL,
)
PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "[": "]"}
CLOSING = set("，。、；：？！…—～·％%‰℃,.;:?!") | set(PAIRS.values())
BOTH_WAYS = set("+-–&/／×~")
NUMERALS = set("〇零一二三四五六七八九十百千万亿两几数半")
UNIT_WORDS = set(UNITS) | set("个只件条项场家户名位人次期届批号年月日天周季度元双吨种类级层間间")
LEAN_LEFT = set(
    "的了着过地得吗呢吧啊们等里中内外起止间时后版制节型圈角贷赛展市区县镇村路街站园员者性化率量额值店厂费款案券卡证书法令率群族界业"
)
AFTER_A_VERB = set("上下出入回开到成")  # 写上, 签下; but 下月


@dataclass(frozen=True)
class Token:
    text: str
    is_guess: bool = False  # a word that no dictionary knows

    @property
    def is_han(self):
        return "\u3400" <= self.text[0] <= "\u9fff"

    @property
    def is_single(self):
        return len(self.text) == 1 and self.is_han

    @property
    def is_number(self):
        return self.text[0].isdigit() or set(self.text) <= NUMERALS

    @property
    def is_unit(self):
        return self.text in UNIT_WORDS


def pieces(text):
    """The pieces of `text` between which a line may break; together they are `text`."""
    return _pieces(text, SEGMENTER.number_of_words) if len(text) > SHORT else (text,)


@lru_cache(maxsize=MOST_KEPT)
def _pieces(text, _words):
    """`_words`: how many names the dictionary has been told; with another number the cut may be another."""
    tokens = _tokens(text)
    whole = _whole_quotes(tokens)
    found = [""]
    for place, token in enumerate(tokens):
        is_held = place in whole or place == 0 or _holds(tokens, place, found[-1])
        found[-1:] = [found[-1] + token.text] if is_held else [found[-1], token.text]
    return tuple(filter(None, found))


def _tokens(text):
    tokens = []
    for run in TOKEN.findall(text):
        if "\u3400" <= run[0] <= "\u9fff" and len(run) <= MOST_HAN:
            tokens += [Token(word, len(word) > 1 and not SEGMENTER.knows(word)) for word in SEGMENTER.cut(run)]
        else:
            tokens.append(Token(run))
    return tokens


def _whole_quotes(tokens):
    """The places of tokens that stand in a short quote, title or bracket, behind its first mark."""
    whole, opened = set(), []
    for place, token in enumerate(tokens):
        if token.text in PAIRS:
            opened.append(place)
        elif opened and token.text == PAIRS[tokens[opened[-1]].text]:
            first = opened.pop()
            if sum(len(one.text) for one in tokens[first : place + 1]) <= LONGEST_QUOTE:
                whole |= set(range(first + 1, place + 1))
    return whole


def _holds(tokens, place, piece):
    """Does the token at `place` stay on the line of what stands before it?"""
    left, right = tokens[place - 1], tokens[place]
    if left.text.isspace() or right.text.isspace():
        return True  # a line may break at a space anyway
    before = tokens[place - 2] if place > 1 else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        _is_punctuated(left, right)
        or _is_counted(before, left, right)
        or _is_guessed(before, left, right, after)
        or _leans_left(left, right, after)
        or _leans_right(left, piece)
    )


def _is_punctuated(left, right):
    return left.text in PAIRS or right.text in CLOSING or left.text in BOTH_WAYS or right.text in BOTH_WAYS


def _is_counted(before, left, right):
    """第11, 2716.1亿元, 11个月, 三件事."""
    if left.text[-1] == "第" and right.is_number:
        return True
    if left.is_number:
        return right.is_unit or (left.text[0].isdigit() and right.text[0] in UNIT_WORDS)
    return bool(before and before.is_number and left.is_unit and (right.is_unit or right.is_single))


def _is_guessed(before, left, right, after):
    """A guess beside a single character is likely to have taken what belongs to its neighbour: 鞋 企日 订单."""
    if left.is_guess:
        return right.is_single or bool(before and before.is_single)
    return right.is_guess and (left.is_single or bool(after and after.is_single and left.is_single))


def _leans_left(left, right, after):
    if not right.is_single:
        return False
    is_last = after is None or after.text in CLOSING
    return is_last or right.text in LEAN_LEFT or (right.text in AFTER_A_VERB and left.is_single)


def _leans_right(left, piece):
    """Single characters go with the next word: 小 订单, 在 上海."""
    return left.is_single and left.text not in LEAN_LEFT and not left.is_unit and len(piece) < LONGEST_CHAIN
