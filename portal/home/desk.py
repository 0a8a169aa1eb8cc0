"""What the desk shows first: one's own drafts, what awaits review, what is scheduled, what was published.

Every list is cut to SHOWN rows and reads base page rows only, so that the number of queries never grows with the content.
"""

import datetime

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.admin.ui.components import Component
from wagtail.documents.permissions import permission_policy as attachment_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page, Revision, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from news.models import SectionPage
from programs.desk.saying import proof_url

from .registers import new_records

SHOWN = 8
OVERDUE = datetime.timedelta(minutes=5)  # the scheduler looks every few seconds
LATE = "到时间没能发布，请打开检查"


class QuickActionsPanel(Component):
    """What people come for: to write, to upload pictures, to enter a record."""

    name = "quick_actions"
    template_name = "home/desk/quick_actions.html"
    order = 10

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        allowed = page_permission_policy.instances_user_has_permission_for(user, "add").order_by()
        return {
            "sections": SectionPage.objects.filter(pk__in=allowed.values("pk")).order_by("path").only("title", "path"),
            "may_upload_pictures": picture_policy.user_has_permission(user, "add"),
            "may_upload_attachments": attachment_policy.user_has_permission(user, "add"),
            "new_records": new_records(user),
        }


class DeskPanel(Component):
    """Four short lists of pages, each with what it says when it is empty."""

    name = "desk"
    template_name = "home/desk/panel.html"
    order = 20

    @staticmethod
    def is_for(user):
        return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        cards = [
            _card("drafts", "我的草稿", "尚未发布的修改，最近的在前", "没有未发布的草稿。", _drafts(user)),
            _card(
                "review",
                "待审核",
                "等您审核的，和您送审的",
                "没有等您审核的稿件，您也没有送审中的稿件。",
                _reviews(user),
            ),
            _card("scheduled", "定时发布", "到时间自动发布", "没有设定定时发布的页面。", _scheduled(user)),
            _card("published", "最近发布", "读者已经可以看到", "还没有发布过页面。", _published(user)),
        ]
        return {"cards": cards}


def _card(name, title, note, empty, rows):
    return {"name": name, "title": title, "note": note, "empty": empty, "rows": rows}


def _row(page, state, at, who=None, is_urgent=False, url=None):
    return {
        "url": url or reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "title": page.get_admin_display_title(),
        "state": state,
        "at": at,
        "who": who,
        "is_urgent": is_urgent,
    }


def _pages_of(records):
    """Map id to base page for workflow states or revisions, whose key to a page is text."""
    return Page.objects.in_bulk({int(record.object_id) for record in records})


def _drafts(user):
    """Pages whose newest, unpublished edit is this person's and which nobody reviews at the moment."""
    in_review = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(), object_id=OuterRef("key")
    )
    pages = (
        Page.objects.filter(
            has_unpublished_changes=True,
            latest_revision__user=user,
            latest_revision__approved_go_live_at__isnull=True,
        )
        .annotate(key=Cast("pk", CharField()))
        .exclude(Exists(in_review))
        .order_by("-latest_revision_created_at", "-pk")[:SHOWN]
    )
    return [_row(page, "已发布，有新修改" if page.live else "草稿", page.latest_revision_created_at) for page in pages]


def _reviews(user):
    """What this person can decide on, then what this person handed in. Nobody approves their own last edit."""
    waiting = (
        TaskState.objects.reviewable_by(user)
        .filter(revision__base_content_type=get_default_page_content_type())
        .select_related("task", "workflow_state__requested_by", "revision")
        .defer("revision__content")
        .order_by("started_at")[:SHOWN]
    )
    pages = _pages_of(state.workflow_state for state in waiting)
    rows = [
        _waiting(page, state, user) for state in waiting if (page := pages.get(int(state.workflow_state.object_id)))
    ]
    rows.sort(key=lambda row: not row["is_urgent"])
    return rows + _handed_in(user, but={row["url"] for row in rows})


def _waiting(page, state, user):
    is_own = state.revision.user_id == user.pk
    said = "您改过，等别的审稿人" if is_own else f"等您审核：{state.task.name}"
    return _row(page, said, state.started_at, state.workflow_state.requested_by, not is_own, proof_url(page))


def _handed_in(user, but):
    """`but`: addresses that are listed already."""
    states = (
        WorkflowState.objects.active()
        .filter(requested_by=user, base_content_type=get_default_page_content_type())
        .select_related("current_task_state__task")
        .order_by("-created_at")[:SHOWN]
    )
    pages, rows = _pages_of(states), []
    for state in states:
        page = pages.get(int(state.object_id))
        if page and proof_url(page) not in but:
            is_returned = state.status == WorkflowState.STATUS_NEEDS_CHANGES
            task = state.current_task_state.task.name if state.current_task_state else ""
            said = _returned(state) if is_returned else f"我送审的：等待{task}"
            rows.append(_row(page, said, state.created_at, is_urgent=is_returned))
    return rows


def _returned(state):
    reason = state.current_task_state.comment if state.current_task_state else ""
    return f"已退回，请修改：{Truncator(reason).chars(60)}" if reason else "已退回，请修改"


def _scheduled(user):
    visible = page_permission_policy.instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    revisions = (
        Revision.page_revisions.filter(
            approved_go_live_at__isnull=False,
            object_id__in=visible.order_by().annotate(key=Cast("pk", CharField())).values("key"),
        )
        .select_related("user")
        .defer("content")
        .order_by("approved_go_live_at")[:SHOWN]
    )
    pages = _pages_of(revisions)
    overdue = timezone.now() - OVERDUE
    return [
        _row(
            page,
            LATE if revision.approved_go_live_at < overdue else "将发布",
            revision.approved_go_live_at,
            revision.user,
            is_urgent=revision.approved_go_live_at < overdue,
        )
        for revision in revisions
        if (page := pages.get(int(revision.object_id)))
    ]


def _published(user):
    visible = page_permission_policy.explorable_instances(user)
    pages = (
        visible.filter(live=True, last_published_at__isnull=False)
        .select_related("live_revision__user")
        .defer("live_revision__content")
        .order_by("-last_published_at", "-pk")[:SHOWN]
    )
    return [
        _row(page, "已发布", page.last_published_at, page.live_revision.user if page.live_revision else None)
        for page in pages
    ]
