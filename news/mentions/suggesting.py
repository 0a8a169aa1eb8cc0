"""What the desk proposes for an article: links from words to records, and what the registers do not know yet."""

import re
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q

from programs.companies.models import Company
from programs.events.models import EventFigure

from ..models.mention import Role
from .choosing import by_keys
from .finding import find
from .linking import NewLink, editable_texts, linked
from .name_index import NAMES
from .nouns import BY_MODEL
from .rich_text import stored_attributes
from .sentences import sentences
from .texts import paragraphs

TITLE = re.compile(r"《[^《》\n]{2,80}》")
UNIT = "美元|欧元|元|家|个|双|场|人|户|项|件|条|台|套|吨|亩|平方米|公里|%|％|倍"
FIGURE = re.compile(rf"(?<![\d.])\d[\d,，]{{0,30}}+(?:\.\d+)?[百千万亿]*[余多]?(?:{UNIT})")
BREAK = re.compile(r"[，。、；：！？,;:!?“”‘’（）()《》\s]")
ISSUES = re.compile(r"(?:联合)?(?:印发|发布|公布|出台|制定|下发|颁布)")
TAKES_PLACE = re.compile(r"(?:举行|举办|召开|开幕|启动)")
MOST_FIGURES = 100


@dataclass(frozen=True)
class Spot:
    """Words of an article that no link covers: `start` to `end` of a paragraph, counted through all rich texts."""

    text: int
    paragraph: int
    start: int
    end: int
    said: str
    rows: tuple = ()

    @property
    def key(self):
        return f"{self.text}-{self.paragraph}-{self.start}-{self.end}"

    @property
    def words(self):
        return self.said[self.start : self.end]

    @property
    def parts(self):
        """The sentence before the words, and after them."""
        for start, end in sentences(self.said):
            if start <= self.start < end:
                return self.said[start : self.start], self.said[self.end : max(end, self.end)]
        return "", ""

    @property
    def before(self):
        return self.parts[0]

    @property
    def after(self):
        return self.parts[1]


@dataclass(frozen=True)
class Suggestion:
    """A spot with the records that it may mean; `role` is what the grammar around it says plainly, or nothing."""

    spot: Spot
    options: list = field(default_factory=list)
    role: str = ""

    @property
    def key(self):
        return self.spot.key


def spots(article, snapshot):
    """Return (named, titles, figures): spots with records, 《》 titles and figures that name none."""
    named, titles, figures = [], [], []
    dismissed = set(article.dismissed_suggestions.values_list("words", flat=True)) if article.pk else set()
    for number, (_, html, _) in enumerate(editable_texts(article)):
        for place, paragraph in enumerate(paragraphs(html)):
            said, taken = paragraph.text, [(link.start, link.end) for link in paragraph.links]
            for found in find(said, snapshot):
                spot = Spot(number, place, found.start, found.end, said, found.rows)
                if not overlaps(spot, taken):
                    named.append(spot)
                taken.append((found.start, found.end))
            for pattern, kept in ((TITLE, titles), (FIGURE, figures)):
                here = [Spot(number, place, *match.span(), said) for match in pattern.finditer(said)]
                kept += [spot for spot in here if not overlaps(spot, taken)]
    return tuple([spot for spot in kept if spot.words not in dismissed] for kept in (named, titles, figures))


def spot_of(article, words):
    """Where the words first stand in the article without a link; None where they do not."""
    for number, (_, html, _) in enumerate(editable_texts(article)):
        for place, paragraph in enumerate(paragraphs(html)):
            taken = [(link.start, link.end) for link in paragraph.links]
            for found in re.finditer(re.escape(words), paragraph.text):
                spot = Spot(number, place, *found.span(), paragraph.text)
                if not overlaps(spot, taken):
                    return spot
    return None


def overlaps(spot, taken):
    return any(start < spot.end and spot.start < end for start, end in taken)


def count(article, snapshot):
    """How many links would be proposed. Asks for no record."""
    return len(spots(article, snapshot)[0])


def propose(article, snapshot=None):
    """Return (suggestions, unknown titles, unknown figures) for the version of `article` at hand."""
    named, titles, figures = spots(article, snapshot or NAMES.current())
    known = by_keys({_key(row) for spot in named for row in spot.rows})
    gone = {row for spot in named for row in spot.rows if _key(row) not in known}
    if gone and snapshot is None:
        again = NAMES.current({NAMES.key_of(naming.model, pk) for naming, pk in gone})
        return propose(article, again)
    made = [
        Suggestion(spot, options, _role(spot, options))
        for spot in named
        if (options := [known[_key(row)] for row in spot.rows if _key(row) in known])
    ]
    return made, _once(titles), _unrecorded(_once(figures))


def _key(row):
    naming, pk = row
    return f"{BY_MODEL[naming.model].name}-{pk}"


def _role(spot, options):
    if any(option.noun.model is not Company for option in options):
        return ""
    if ISSUES.match(spot.after):
        return Role.ISSUER
    return Role.PLACE if spot.before.endswith("在") and TAKES_PLACE.match(spot.after) else ""


def _once(found):
    return list({spot.words: spot for spot in reversed(found)}.values())[::-1]


def _unrecorded(figures):
    """Those that no event's figures print, in one query."""
    figures = figures[:MOST_FIGURES]
    if not figures:
        return []
    printed = reduce(or_, (Q(printed__contains=spot.words) for spot in figures))
    known = "\n".join(EventFigure.objects.filter(printed).values_list("printed", flat=True)[:1000])
    return [spot for spot in figures if spot.words not in known]


def link(article, accepted):
    """Put links into the rich texts of `article` at hand; `accepted` are (Spot, record key, role). Saves nothing."""
    of_text = {}
    for spot, key, role in accepted:
        noun, _, number = key.rpartition("-")
        attributes = stored_attributes(noun, number, role)
        of_text.setdefault(spot.text, []).append(NewLink(spot.paragraph, spot.start, spot.end, attributes))
    for number, (_, html, put) in enumerate(list(editable_texts(article))):
        if number in of_text:
            put(linked(html, of_text[number]))
