"""What a company's page names in lists: its other names, its people and its tags, in one query."""

from dataclasses import dataclass, field

from django.db.models import CharField, F, Value

KINDS = ("aliases", "people", "tags")


@dataclass(frozen=True)
class Words:
    aliases: list = field(default_factory=list)  # pairs of a name and its kind
    people: list = field(default_factory=list)  # pairs of a name and a role: of the public ones
    tags: list = field(default_factory=list)  # names


def words_of(company):
    """All that is stored; of a draft what the draft holds, and nothing stored stands in."""
    if company.is_draft_at_hand:
        people = [(one.name, one.role) for one in company.people.all() if one.is_public]
        aliases = [(one.name, one.kind) for one in company.aliases.all()]
        return Words(aliases, people, [tag.name for tag in company.tags.all()])
    found = Words()
    queries = [_ordered(*rows) for rows in zip(KINDS, _stored(company), strict=True)]
    for kind, _, _, _, name, more in sorted(queries[0].union(*queries[1:], all=True), key=_place):
        getattr(found, kind).append(name if kind == "tags" else (name, more))
    return found


def _stored(company):
    model = type(company)
    nothing, relation = Value("", CharField()), model._meta.get_field
    tags = model.tags.through.objects.filter(company=company)
    tag = {name: F(f"companytag__{name}") for name in ("order", "sort_key", "name")}
    return [
        relation("aliases").related_model.objects.filter(company=company).annotate(
            place=F("sort_order"), key=nothing, called=F("name"), more=F("kind")
        ),
        relation("people").related_model.objects.filter(company=company, is_public=True).annotate(
            place=F("sort_order"), key=nothing, called=F("name"), more=F("role")
        ),
        tags.annotate(place=tag["order"], key=tag["sort_key"], called=tag["name"], more=nothing),
    ]  # fmt: skip


def _ordered(kind, rows):
    return rows.order_by().annotate(part=Value(kind, CharField())).values_list(
        "part", "place", "key", "pk", "called", "more"
    )  # fmt: skip


def _place(row):
    _, place, key, pk, *_ = row
    return place or 0, key, pk
