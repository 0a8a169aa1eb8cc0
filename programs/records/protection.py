"""Rows that stay while somebody above holds on to them. The room above registers what it holds; every desk asks before
it deletes, and whoever does not ask is refused while deleting."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import Page

ADVICE = "请先在那里去掉链接；只是不想公开，可以下线"
BATCH = 500  # rows that one query asks about


@dataclass(frozen=True)
class Hold:
    """Why a row stays: what staff are told (被 3 篇报道的 5 句话提到), and where they see it one by one: at `url`, or
    in each of `places`, (name, address). `advice` says what to do first."""

    row: object
    text: str
    url: str = ""
    places: tuple[tuple[str, str], ...] = ()
    advice: str = ADVICE

    @property
    def refusal(self):
        where = f"（{'、'.join(name for name, _ in self.places)}）" if self.places else ""
        return f"“{self.row}”{self.text}{where}，不能删除。{self.advice}。"

    @property
    def linked_refusal(self):
        links = format_html_join("、", '<a href="{1}">{0}</a>', self.places)
        where = format_html("（{}）", links) if self.places else ""
        said = format_html("“{}”{}{}，不能删除。{}。", self.row, self.text, where, self.advice)
        return format_html('{} <a href="{}">逐句查看</a>', said, self.url) if self.url else said


class StillHeld(ProtectedError):
    """Somebody holds on to what was to be deleted. `messages` are for staff."""

    def __init__(self, holds):
        self.holds, self.messages = holds, [hold.refusal for hold in holds]
        super().__init__("".join(self.messages), {hold.row for hold in holds})


_providers = defaultdict(list)


def protects(model):
    """Register a function for rows of `model`: given several, it returns {pk: Hold} of those held, in a few queries."""

    def register(provider):
        _providers[model].append(provider)
        pre_delete.connect(_refuse, sender=model, dispatch_uid=f"protection of {model._meta.label}")
        return provider

    return register


def _refuse(instance, **_):
    if holds := _held(type(instance), [instance]):
        raise StillHeld(holds)


def holds_on(rows):
    """What is held of `rows`, all of one model or all pages, and of what would be deleted with them; a few queries however
    many."""
    rows = [row for row in rows if row.pk]
    if not rows:
        return []
    model = Page if isinstance(rows[0], Page) else type(rows[0])
    holds = _held(model, rows)
    for relation in get_all_child_relations(model) if issubclass(model, ClusterableModel) else []:
        if relation.related_model in _providers:
            key = {f"{relation.field.name}__in": [row.pk for row in rows]}
            holds += _held(relation.related_model, list(relation.related_model._base_manager.filter(**key)))
    return holds


def _held(model, rows):
    holds = []
    for start in range(0, len(rows), BATCH):
        for provider in _providers[model]:
            holds += provider(rows[start : start + BATCH]).values()
    return holds


def refuse_held_rows(formset):
    """Raise ValidationError where rows were ticked for deletion that somebody holds on to."""
    ticked = [
        form.instance
        for form in formset.initial_forms
        if getattr(form, "cleaned_data", None) and form.cleaned_data.get("DELETE")
    ]
    if holds := holds_on(ticked):
        raise ValidationError([hold.linked_refusal for hold in holds])


def answer(request, error):
    """To a desk's request that was refused, such as to delete what is held: why, on the page that it came from."""
    if not request.accepts("text/html"):
        return JsonResponse({"success": False, "error_message": "".join(error.messages)}, status=400)
    for said in [hold.linked_refusal for hold in error.holds] if isinstance(error, StillHeld) else error.messages:
        messages.error(request, said)
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    return redirect(came_from if is_ours else request.get_full_path())


def tell(request, holds):
    """Say why what was to be deleted stays, as messages on the next page."""
    for hold in holds:
        messages.error(request, hold.linked_refusal)
