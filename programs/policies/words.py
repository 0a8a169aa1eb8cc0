"""The names that a policy and its items are sorted by: issuers, sectors, towns, needs, audiences, in one query."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, F, Value

TERMS = ("audiences", "sectors", "towns", "needs")


@dataclass(frozen=True)
class Words:
    issuers: list[str]
    of_items: list[dict[str, list[str]]]  # in the order of the items, each by vocabulary


def words_of(policy, items):
    """All names of `policy` and of its `items`. Of a draft, those that the draft holds; nothing stored stands in."""
    if policy.is_draft_at_hand:
        names = [{name: [str(term) for term in getattr(item, name).all()] for name in TERMS} for item in items]
        return Words([str(issuer) for issuer in policy.issuers.all()], names)
    issuers = _links(type(policy), "issuers").filter(policy=policy).annotate(owner=F("policy_id"))
    item_model = type(policy)._meta.get_field("items").related_model
    of_items = [
        _links(item_model, name).filter(policyitem__policy=policy).annotate(owner=F("policyitem_id")) for name in TERMS
    ]
    found = defaultdict(list)
    rows = [links.values_list("owner", "vocabulary", "order", "key", "name") for links in (issuers, *of_items)]
    for owner, vocabulary, _order, _key, name in sorted(rows[0].union(*rows[1:], all=True)):
        found[owner, vocabulary].append(name)
    names = [{name: found[item.pk, name] for name in TERMS} for item in items]
    return Words(found[policy.pk, "issuers"], names)


def _links(model, relation):
    field = model._meta.get_field(relation)
    term = field.m2m_reverse_field_name()
    return field.remote_field.through.objects.annotate(
        vocabulary=Value(relation, CharField()),
        order=F(f"{term}__order"),
        key=F(f"{term}__sort_key"),
        name=F(f"{term}__name"),
    )
