"""Where a row may be referred to: every foreign key, every many-to-many table, every generic key of our own models."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from modelcluster.fields import ParentalKey

NOT_OURS = ("wagtail.", "django.", "taggit.")  # their generic keys hold histories and indexes, which are not references


@dataclass(frozen=True)
class Reference:
    """A column of foreign keys to one model.

    `owner` is the model whose row a reader would name as the one that refers, and `path` the lookup from the column's
    row to it: a policy item's sector belongs to the policy.
    """

    model: type
    field: models.Field
    owner: type
    path: str
    label: str

    @property
    def is_part(self):
        """Is it a part of the target itself (an alias of a company), rather than somebody else's reference to it?"""
        return self.path == self.field.name or self.path.startswith(f"{self.field.name}__")

    def rows(self, pk):
        return self.model._base_manager.filter(**{self.field.attname: pk})

    def owners(self, pk):
        return self.rows(pk).order_by().values_list(self.path, flat=True).distinct()

    def move(self, lost, kept):
        """Point the lost row's references at the kept one; a reference that the owner then has twice is dropped."""
        rows = self.rows(lost.pk)
        if self.model is not self.owner or self.model._meta.auto_created:
            rows.filter(pk__in=self._repeated(lost, kept)).delete()
        return rows.update(**{self.field.attname: kept.pk})

    def _repeated(self, lost, kept):
        columns = [
            field.attname
            for field in self.model._meta.concrete_fields
            if not field.primary_key and field is not self.field and field.name != "sort_order"
        ]
        said = {tuple(map(str, row)) for row in self.rows(kept.pk).values_list(*columns)}
        if not said:
            return []
        return [pk for pk, *row in self.rows(lost.pk).values_list("pk", *columns) if tuple(map(str, row)) in said]


@cache
def references_to(target):
    """Every `Reference` to `target`, in the order of the apps."""
    return tuple(
        _reference(model, field)
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        for field in model._meta.local_fields
        if field.remote_field and field.remote_field.model is target and not field.remote_field.parent_link
    )


def _reference(model, field):
    if not (source := model._meta.auto_created):
        owner, path = owner_of(model)
        return Reference(model, field, owner, path or "pk", _label(model, field, owner))
    relation = next(m2m for m2m in source._meta.local_many_to_many if m2m.remote_field.through is model)
    owner, path = owner_of(source, relation.m2m_field_name())
    return Reference(model, field, owner, path, _label(source, relation, owner))


def owner_of(model, path=""):
    """From a child row up to the row that is edited and published as a whole: its model, and the lookup of its pk."""
    key = next((field for field in model._meta.local_fields if isinstance(field, ParentalKey)), None)
    if key is None:
        return model, path
    return owner_of(key.related_model, f"{path}__{key.name}" if path else key.name)


def _label(model, field, owner):
    names = [owner._meta.verbose_name] if model is owner else [owner._meta.verbose_name, model._meta.verbose_name]
    names.append(model._meta.verbose_name if isinstance(field, ParentalKey) else field.verbose_name)
    return " · ".join(dict.fromkeys(str(name) for name in names))


@cache
def generic_keys():
    """Every generic foreign key of our own models, as (model, key)."""
    return tuple(
        (model, key)
        for model in apps.get_models()
        if not model.__module__.startswith(NOT_OURS)
        for key in model._meta.private_fields
        if isinstance(key, GenericForeignKey)
    )


def move_generic_keys(lost, kept):
    content_type = ContentType.objects.get_for_model(lost)
    for model, key in generic_keys():
        rows = model._base_manager.filter(**{key.ct_field: content_type, key.fk_field: lost.pk})
        rows.update(**{key.fk_field: kept.pk})


def with_use_count(queryset):
    """Annotate each row with `use_count`: how many rows refer to it, its own parts left out."""
    total = Value(0)
    for reference in references_to(queryset.model):
        if not reference.is_part:
            total = total + Coalesce(Subquery(_count(reference)), 0)
    return queryset.annotate(use_count=total)


def _count(reference):
    rows = reference.model._base_manager.filter(**{reference.field.attname: OuterRef("pk")}).order_by()
    column = f"target_{reference.field.attname}"
    return rows.annotate(**{column: F(reference.field.attname)}).values(column).annotate(n=Count("pk")).values("n")


@dataclass(frozen=True)
class Use:
    """References of one kind to one row: how many, and the first of those that refer."""

    label: str
    count: int
    owners: list
    is_part: bool

    @property
    def unnamed(self):
        return self.count - len(self.owners)


def uses_of(row, sample=20):
    """What refers to `row` now, kind by kind; two queries a kind."""
    uses = []
    for reference in references_to(type(row)):
        count = reference.rows(row.pk).count() if reference.is_part else reference.owners(row.pk).count()
        if count:
            pks = [] if reference.is_part else list(reference.owners(row.pk).order_by(reference.path)[:sample])
            owners = list(reference.owner._base_manager.filter(pk__in=pks)) if pks else []
            if reference.is_part:
                owners = _parts(reference, row, sample)
            uses.append(Use(reference.label, count, owners, reference.is_part))
    return uses


def _parts(reference, row, sample):
    """What `row` itself has: its children, or what it carries by a many-to-many field."""
    rows = reference.rows(row.pk)
    if not reference.model._meta.auto_created:
        return list(rows[:sample])
    other = next(field for field in reference.model._meta.fields if field.is_relation and field is not reference.field)
    return [getattr(one, other.name) for one in rows.select_related(other.name)[:sample]]
