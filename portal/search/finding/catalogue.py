"""By what results are narrowed and in which orders they stand: all documents in one list, in memory."""

from collections import Counter

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from news.models import SectionPage
from programs.listing.declarations import Declaration, Facet, Sort, time_key
from programs.listing.listing import Listing
from programs.listing.options import Option
from programs.taxonomy.models import Topic, Town

from ..models import SearchDocument, Validity

PAST = frozenset({Validity.EXPIRED, Validity.REPEALED, Validity.CANCELLED, Validity.ENDED})
PAST_COSTS = 15  # points of weight; a policy has 30, an article 10
YEAR_COUNTS = 0.5  # points that a year more is worth: ten years are half an article
UNDATED_YEAR = 2018  # where something without a date stands among the others
YEAR = 365.25 * 24 * 3600 * 1_000_000  # in time_key's microseconds
YEARS_BEFORE = 1970
KEPT_IN = {"section": "栏目", "topic": "主题"}


def static_points(weight, validity, dated_at):
    """What a document is worth before any word is looked at. The same at all times, so that an order can hold it."""
    year = time_key(dated_at) / YEAR + YEARS_BEFORE if dated_at else UNDATED_YEAR
    return weight - PAST_COSTS * (validity in PAST) + YEAR_COUNTS * (year - YEARS_BEFORE)


def _by_worth(row):
    return -round(static_points(row.weight, row.validity, row.dated_at) * 1000)


def _by_date(row):
    return -time_key(row.dated_at) if row.dated_at else 2**62  # those without a date stand last


def _topics(row):
    return [key for key in row.topics if key.startswith(("section:", "topic:"))]


def bare_label(label):
    """The name of a section or topic without what tells it from its namesake."""
    for kind in KEPT_IN.values():
        label = label.removesuffix(f"（{kind}）")
    return label


def _topic_options(values):
    """Sections as the site orders them, then topics; those that anything has. Of one name, each says what it is. One
    query."""
    ids = {
        kind: [int(key.partition(":")[2]) for key in values if key.startswith(kind)] for kind in ("section", "topic")
    }
    sections = SectionPage.objects.public_now().filter(pk__in=ids["section"]).order_by()
    topics = Topic.objects.filter(pk__in=ids["topic"]).order_by()
    found = _rows(sections, "section", Value(0), "path", "title")
    found = sorted(found.union(_rows(topics, "topic", F("order"), "sort_key", "name"), all=True))
    shared = {name for name, count in Counter(row[-1] for row in found).items() if count > 1}
    return [
        Option(f"{kind}-{slug}", f"{label}（{KEPT_IN[kind]}）" if label in shared else label, (f"{kind}:{pk}",))
        for kind, _, _, pk, slug, label in found
    ]


def _rows(terms, kind, rank, place, name):
    """(kind, rank and place in its own order, key, slug, name) of each."""
    said = {"noun": Value(kind, CharField()), "rank": rank, "place": Cast(place, CharField()), "said": F(name)}
    return terms.annotate(**said).values_list("noun", "rank", "place", "pk", "slug", "said")


DOCUMENTS = Listing(
    Declaration(
        model=SearchDocument,
        columns=("kind", "dated_at", "year", "validity", "weight", "topics", "towns", "content_type_id"),
        facets=(
            Facet("kind", "类型", lambda row: (row.kind,), choices=SearchDocument.Kind),
            Facet("topic", "栏目与主题", _topics, options=_topic_options),
            Facet("year", "年份", lambda row: (row.year,) if row.year else ()),
            Facet("town", "街镇", lambda row: row.towns, vocabulary=Town),
            Facet("validity", "有效性", lambda row: (row.validity,) if row.validity else (), choices=Validity),
        ),
        sorts=(
            Sort("relevance", "按相关度", _by_worth),
            Sort("date", "按时间", _by_date),
        ),
    ),
    "search",
)
