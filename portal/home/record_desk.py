"""What the desk shows first to those who keep the registers. Every list is cut, and asks once for each register."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from news.models import WantedRecord
from programs.desk.saying import proof_url

from .desk import SHOWN
from .registers import RECORDS, may

NAMES = ["display_name", "username"]  # what a person is called by


class RecordsPanel(Component):
    """Short lists of records: due for another look, drafts, what waits for this person's approval, what is asked for."""

    name = "records"
    template_name = "home/desk/panel.html"
    order = 25

    @staticmethod
    def is_for(user):
        return any(may(user, "change", model) for model in RECORDS)

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        models = [model for model in RECORDS if may(user, "change", model)]
        cards = [
            ("waiting", "等我复核", "别人送来复核的台账", "没有等您复核的台账。", _waiting(user, models)),
            ("due", "该复核的台账", "复核期限已到，先到期的在前", "没有到期该复核的台账。", _due(models)),
            ("record-drafts", "台账草稿", "尚未发布的修改，最近的在前", "没有未发布的台账草稿。", _drafts(models)),
            ("wanted", "待建台账", "编辑请求登记的，先请求的在前", "没有待建的台账。", _wanted()),
        ]
        names = ("name", "title", "note", "empty", "rows")
        return {"cards": [dict(zip(names, card, strict=True)) for card in cards]}


def _row(record, state, at, who=None, is_urgent=False):
    return {
        "url": reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk]),
        "title": f"{record._meta.verbose_name}：{record.latest_revision.object_str if record.latest_revision else record}",
        "state": state,
        "at": at,
        "who": who,
        "is_urgent": is_urgent,
    }


def _rows_of(model):
    people = [f"{path}__{name}" for path in ("latest_revision__user", "responsible_person") for name in NAMES]
    revision = ["latest_revision__created_at", "latest_revision__object_str"]
    rows = model.objects.select_related("latest_revision__user", "responsible_person")
    return rows.only("title", "live", "review_by_on", *revision, *people)


def _due(models):
    today = timezone.localdate()
    records = []
    for model in models:
        records += _rows_of(model).filter(review_by_on__lte=today).order_by("review_by_on", "pk")[:SHOWN]
    records.sort(key=lambda record: record.review_by_on)
    return [
        _row(record, f"{record.review_by_on:%Y-%m-%d}起该复核", None, record.responsible_person, is_urgent=True)
        for record in records[:SHOWN]
    ]


def _drafts(models):
    records = []
    for model in models:
        drafts = _rows_of(model).filter(has_unpublished_changes=True, latest_revision__isnull=False)
        records += drafts.order_by("-latest_revision_id")[:SHOWN]
    records.sort(key=lambda record: record.latest_revision.created_at, reverse=True)
    return [
        _row(
            record,
            "已发布，有新修改" if record.live else "草稿",
            record.latest_revision.created_at,
            record.latest_revision.user,
        )
        for record in records[:SHOWN]
    ]


def _wanted():
    """What editors ask to have on record."""
    waiting = WantedRecord.objects.filter(outcome="").select_related("asked_by")[:SHOWN]
    return [
        {"url": reverse("wanted_records"), "title": one.words, "state": "待建", "at": one.asked_at, "who": one.asked_by}
        for one in waiting
    ]


def _waiting(user, models):
    """What this person may approve: handed in, and not changed last by this very person."""
    types = {ContentType.objects.get_for_model(model): model for model in models}
    states = (
        TaskState.objects.reviewable_by(user)
        .filter(revision__base_content_type__in=types)
        .exclude(revision__user=user)
        .select_related("revision", "workflow_state__requested_by")
        .defer("revision__content")
        .order_by("started_at")[:SHOWN]
    )
    keys = {}
    for state in states:
        keys.setdefault(state.revision.base_content_type_id, []).append(state.revision.object_id)
    found = {
        (content_type.pk, str(record.pk)): record
        for content_type, model in types.items()
        for record in _rows_of(model).filter(pk__in=keys.get(content_type.pk, []))
    }
    return [
        _row(record, "等您复核", state.started_at, state.workflow_state.requested_by, is_urgent=True)
        | {"url": proof_url(record)}
        for state in states
        if (record := found.get((state.revision.base_content_type_id, state.revision.object_id)))
    ]
