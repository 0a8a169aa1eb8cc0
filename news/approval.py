"""What an approved workflow does: it publishes the very revision that somebody other than its author approved.

Named in settings and imported by Wagtail while its own models load, so this module imports no model at its head.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from wagtail.workflows import publish_workflow_state


def publish_approved(workflow_state, user=None):
    """Finish a workflow (WAGTAIL_FINISH_WORKFLOW_ACTION). Articles need a second person's approval; others do as ever."""
    page = getattr(workflow_state.content_object, "specific", workflow_state.content_object)
    if not getattr(page, "is_published_by_review_only", False):
        return publish_workflow_state(workflow_state, user=user)
    revision = page.get_latest_revision()
    approvals = workflow_state.task_states.filter(status="approved", revision=revision, finished_by__isnull=False)
    if not approvals.exclude(Q(finished_by=revision.user_id)).exists():
        raise PermissionDenied("文章须由最后修改者以外的审稿人通过后才能发布。")
    return revision.publish(user=user, skip_permission_checks=True)
