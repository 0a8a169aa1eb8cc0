"""Rows of values for whole lists, and the names that belong to them: as many queries for 500 rows as for one."""

from itertools import islice

CHUNK = 500


def in_chunks(rows):
    """`rows` in lists of at most 500."""
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def names_of(field, pks, of=""):
    """{pk: the names of the terms that it has in the many-to-many `field`, in the vocabulary's order}, in one query.
    `pks` are those of its owners, or of what these belong to by their key `of`."""
    owner, term = field.m2m_field_name(), field.m2m_reverse_field_name()
    links = field.remote_field.through.objects.filter(**{f"{owner}{of and '__'}{of}__in": pks})
    found = {}
    for pk, name in links.order_by(*(f"{term}__{by}" for by in ("order", "sort_key", "pk"))).values_list(
        f"{owner}_id", f"{term}__name"
    ):
        found.setdefault(pk, []).append(name)
    return {pk: "、".join(names) for pk, names in found.items()}
