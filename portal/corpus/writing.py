"""Writes many records at once, as they would stand after publishing."""

import datetime
from dataclasses import dataclass, field

from programs.companies.names import normalised_name
from programs.records.slugs import pinyin_slug

PUBLISHED_AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
LONGEST_PINYIN = 60  # what is left of a slug's length before its number


def generated_note(seed):
    """What every made-up record says of itself."""
    return f"生成的测试数据（种子 {seed}），不是真实记录。"


@dataclass
class Draft:
    """A row to come: `children` maps relations to rows or drafts, `terms` many-to-many fields to rows."""

    row: object
    children: dict = field(default_factory=dict)
    terms: dict = field(default_factory=dict)


def slug_of(title, seed, number):
    return _numbered(pinyin_slug(title), seed, number)


def _numbered(pinyin, seed, number):
    return f"{pinyin[:LONGEST_PINYIN].rstrip('-')}-g{seed}-{number}"


def write_records(drafts, seed, first):
    """Write `drafts`, numbered from `first` on, with all that hangs on them."""
    for number, draft in enumerate(drafts, first):
        row = draft.row
        row.slug = "later"
        row.source_note = generated_note(seed)
        row.live, row.has_unpublished_changes = True, False
        row.first_published_at = row.last_published_at = PUBLISHED_AT
        for relation, children in draft.children.items():
            setattr(row, relation, [_row_of(child) for child in children])
        row.prepare()
        row.slug = _numbered(row.sort_key.partition(" ")[0], seed, number)
    _insert(drafts)


def _row_of(child):
    return child.row if isinstance(child, Draft) else child


def _insert(drafts):
    rows = [draft.row for draft in drafts]
    model = type(rows[0])
    model._default_manager.bulk_create(rows)
    for name in drafts[0].terms:
        _insert_terms(model._meta.get_field(name), drafts)
    for relation in drafts[0].children:
        _insert_children(model._meta.get_field(relation).field.attname, relation, drafts)


def _insert_terms(field_, drafts):
    links = [
        field_.remote_field.through(
            **{
                _attname(field_, field_.m2m_field_name()): draft.row.pk,
                _attname(field_, field_.m2m_reverse_field_name()): term.pk,
            }
        )
        for draft in drafts
        for term in draft.terms.get(field_.name, ())
    ]
    field_.remote_field.through._default_manager.bulk_create(links)


def _attname(field_, name):
    return field_.remote_field.through._meta.get_field(name).attname


def _insert_children(attname, relation, drafts):
    children = []
    for draft in drafts:
        for order, child in enumerate(draft.children[relation]):
            row = _row_of(child)
            setattr(row, attname, draft.row.pk)
            row.sort_order = order
            if hasattr(row, "normalised_name"):
                row.normalised_name = normalised_name(row.name)
            children.append(child)
    if not children:
        return
    if isinstance(children[0], Draft):
        _insert(children)
    else:
        type(children[0])._default_manager.bulk_create(children)
