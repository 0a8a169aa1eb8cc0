"""Finds the record that an editor means: over all registers at once, by any of its names."""

from dataclasses import dataclass

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Length

from programs.companies.names import normalised_name
from programs.events.viewsets import when
from programs.policies.models import Validity

from .nouns import BY_NAME

LONGEST_QUERY, MOST_WORDS = 100, 5
AROUND_A_NAME = "《》〈〉“”‘’「」『』（）()，。、；：！？ \t\r\n\u3000"


@dataclass(frozen=True)
class Register:
    """How one noun is looked for, and what tells two records of the same name apart."""

    fields: tuple
    prefetch: tuple = ()
    joined: tuple = ()
    left_out: tuple = ()
    aliases: bool = False


REGISTERS = {
    "policy": Register(
        ("title", "short_title", "document_number"),
        prefetch=("issuers", "superseded_by"),
        left_out=("body", "search_text", "internal_note"),
    ),
    "policy-item": Register(
        ("title",),
        prefetch=("policy__superseded_by",),
        joined=("policy",),
        left_out=("policy__body", "policy__search_text", "policy__internal_note"),
    ),
    "company": Register(
        ("title", "short_name", "english_name"),
        joined=("town",),
        left_out=("search_text", "internal_note"),
        aliases=True,
    ),
    "event": Register(
        ("title", "short_title"), joined=("town",), left_out=("body", "recap", "search_text", "internal_note")
    ),
}


@dataclass(frozen=True)
class Found:
    """One record as an editor sees it among others: `line` tells it apart, `marks` say where it stands."""

    noun: object
    record: object
    line: str = ""
    rank: int = 0

    @property
    def key(self):
        return f"{self.noun.name}-{self.record.pk}"

    @property
    def title(self):
        return str(self.record)

    @property
    def owner(self):
        return getattr(self.record, self.noun.owner) if self.noun.owner else self.record

    @property
    def is_public(self):
        return self.noun.is_public(self.record)

    @property
    def marks(self):
        owner = self.owner
        marks = ["内部"] if owner.visibility == owner.Visibility.INTERNAL else []
        if not owner.live:
            marks.append("已到期下线" if owner.expired else "已下线" if owner.first_published_at else "草稿")
        elif not marks and not self.is_public:
            marks.append("不在公开时间")
        if self.noun.name in {"policy", "policy-item"}:
            validity = owner.validity_on()
            marks += [validity.label] if validity in {Validity.EXPIRED, Validity.REPEALED, Validity.PENDING} else []
        return marks


def plain(query):
    """What is asked for: no longer than any name, without the marks that stand around one."""
    return query.replace("\0", "").strip(AROUND_A_NAME)[:LONGEST_QUERY]


def find(query, nouns, limit):
    """Return (found, whether there are more): at most `limit` of each noun, exact names before others; without a
    query the newest."""
    query, found, is_more = plain(query), [], False
    for noun in nouns:
        rows = list(_ranked(noun, query)[: limit + 1])
        is_more = is_more or len(rows) > limit
        found += [_found(noun, row) for row in rows[:limit]]
    return sorted(found, key=lambda one: one.rank), is_more


def by_keys(keys):
    """Return {key: Found} for those of `keys`, such as company-12, that exist: one look a register."""
    found = {}
    for noun in BY_NAME.values():
        prefix = f"{noun.name}-"
        numbers = {key.removeprefix(prefix) for key in keys if key.startswith(prefix)}
        numbers = {number for number in numbers if number.isascii() and number.isdecimal() and len(number) < 19}
        if numbers:
            for one in (_found(noun, row) for row in _rows(noun).filter(pk__in=numbers)):
                found[one.key] = one
    return found


def _rows(noun):
    register = REGISTERS[noun.name]
    rows = noun.model.objects.select_related(*register.joined).defer(*register.left_out)
    return rows.prefetch_related(*register.prefetch)


def _ranked(noun, query):
    rows = _rows(noun)
    if not query:
        return rows.order_by("-pk")
    exact = Q(pk__in=[])
    for name in (query, f"《{query}》"):
        exact |= _named(noun, "iexact", name)
    alike = _alike(noun, query)
    matching = Q()
    for word in query.split()[:MOST_WORDS]:
        matching &= _named(noun, "icontains", word)
    begins = _named(noun, "istartswith", query) | _named(noun, "istartswith", f"《{query}")
    rank = Case(When(exact, Value(0)), When(alike, Value(1)), When(begins, Value(2)), default=Value(3))
    return rows.filter(matching | alike).annotate(rank=rank).order_by("rank", Length("title"), "pk")


def _named(noun, lookup, name):
    register, condition = REGISTERS[noun.name], Q()
    for field in register.fields:
        condition |= Q(**{f"{field}__{lookup}": name})
    return condition | _by_alias(noun, lookup, "name", name) if register.aliases else condition


def _alike(noun, name):
    """A company goes by the same name where only brackets, width or the legal form differ."""
    name = normalised_name(name)
    if not REGISTERS[noun.name].aliases or not name:
        return Q(pk__in=[])
    own = Q(normalised_name=name) | Q(normalised_short_name=name)
    return own | _by_alias(noun, "exact", "normalised_name", name)


def _by_alias(noun, lookup, field, name):
    aliases = noun.model._meta.get_field("aliases")
    rows = aliases.related_model.objects.filter(**{f"{field}__{lookup}": name})
    return Q(pk__in=rows.values(aliases.field.attname))


def _found(noun, row):
    return Found(noun, row, line=" · ".join(filter(None, LINES[noun.name](row))), rank=getattr(row, "rank", 0))


def _policy_line(policy):
    issuers = "、".join(str(issuer) for issuer in policy.issuers.all()) or policy.issuer_text
    return issuers, policy.document_number, policy.published_on and f"{policy.published_on}发布"


def _item_line(item):
    return item.number, str(item.policy)


def _company_line(company):
    return company.get_kind_display(), str(company.town or ""), company.short_name, company.credit_code


def _event_line(event):
    dated = when(event) if event.starts_at else event.printed_date
    return dated, str(event.town or ""), event.venue


LINES = {"policy": _policy_line, "policy-item": _item_line, "company": _company_line, "event": _event_line}
