"""Which policy supersedes which: however long the chain, none comes after itself."""

from django.core.exceptions import ValidationError

ITSELF = "文件不能取代它自己。"
RING = "“{}”已经直接或间接取代了本文件，本文件不能再取代它。"


def leads_back(pk, chosen, below):
    """The first found of the numbers `chosen` from which the chain of superseded policies comes back to `pk`; None if
    none does. `below(numbers)` gives the pairs (newer, older) of stored links; it is asked once a level."""
    origin, level = {one: one for one in chosen}, set(chosen)
    while level:
        if pk in level:
            return origin[pk]
        found = {older: origin[newer] for newer, older in below(level) if older not in origin}
        origin |= found
        level = set(found)
    return None


def refuse_ring(policy):
    """Raise ValidationError, at the field, where what `policy` is about to supersede would make a ring. What is stored
    already is not asked again: a change of something else goes through."""
    chosen = getattr(policy, "_cluster_related_objects", {}).get("supersedes") or []
    links = type(policy).supersedes.through.objects

    def below(numbers):
        return links.filter(from_policy__in=numbers).values_list("from_policy_id", "to_policy_id")

    if policy.pk and (found := leads_back(policy.pk, [one.pk for one in chosen], below)):
        raise ValidationError({"supersedes": said_of(policy.pk, found, {one.pk: one.title for one in chosen}.get)})


def said_of(pk, found, title_of):
    return ITSELF if found == pk else RING.format(title_of(found))


def rings_among(changed, links):
    """Yield (policy, the number that leads back) for those of `changed`, where `links` are all links as they would be
    afterwards: number → numbers of what it supersedes."""

    def below(numbers):
        return [(newer, older) for newer in numbers for older in links.get(newer, ())]

    for policy in changed:
        if found := leads_back(policy.pk, links.get(policy.pk, ()), below):
            yield policy, found
