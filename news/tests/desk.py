"""What an editor's browser sends when a button of the desk is pressed."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from news.models import ArticlePage


def note_rows(page):
    return [
        {"id": note.pk or "", "kind": note.kind, "corrected_on": note.corrected_on, "text": note.text}
        for note in page.corrections.all()
    ]


def article_form(page=None, notes=None, **fields):
    """The edit form of `page` as its editor's browser holds it, or the form of a new article."""
    rows = note_rows(page) if notes is None and page else notes or []
    initial = len([row for row in rows if row.get("id")])
    data = {
        "title": page.title if page else "鹿城外贸企业综合服务中心开窗",
        "slug": page.slug if page else "",
        "kicker": page.kicker if page else "",
        "subtitle": "",
        "lead": rich_text(str(page.lead) if page else "<p>示例导语。</p>"),
        "source": page.source if page else "",
        "source_url": "",
        "published_at": "",
        "cover": "",
        "pictures_provider": "",
        "topics": (),
        "body": streamfield([("heading", {"text": "一站式服务", "level": "2"})]),
        "bylines": inline_formset([]),
        "corrections": inline_formset(rows, initial=initial),
        "comments": inline_formset([]),
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
    }
    data |= {key: value for key, value in fields.items() if not key.startswith("action")}
    data = nested_form_data(data)
    data |= {key.replace("_", "-"): value for key, value in fields.items() if key.startswith("action")}
    if page:
        revision = page.latest_revision
        data["loaded_revision_id"] = revision.pk if revision else ""
        data["loaded_revision_created_at"] = revision.created_at.isoformat() if revision else ""
    return data


def newest(page):
    """`page` as its editor sees it."""
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def create(user, section, **fields):
    url = reverse("wagtailadmin_pages:add", args=["news", "articlepage", section.pk])
    response = user.client.post(url, article_form(**fields))
    assert response.status_code == 302, response.content.decode()[:3000]
    return ArticlePage.objects.child_of(section).latest("pk")


def edit(user, page, stale=None, **fields):
    """Open the page's newest version, or `stale`, change `fields`, press the button named by an `action_…` field."""
    return user.client.post(edit_url(page), article_form(stale or newest(page), **fields), follow=True)


def approve_form(page, **fields):
    return article_form(newest(page), action_workflow_action="1", **fields) | {"workflow-action-name": "approve"}


def approve(user, page, **fields):
    """Open the page and press 通过, perhaps having typed into `fields`."""
    return user.client.post(edit_url(page), approve_form(page, **fields), follow=True)


def approve_in_dashboard(user, page, task_state=None):
    """Press 通过 on the desk's first page, which shows no form."""
    state = task_state or page.current_workflow_task_state
    return user.client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), follow=True
    )


def told(response):
    """What the desk says to the person: its messages and the form's own errors."""
    said = [str(message) for message in response.context["messages"]] if response.context else []
    form = (response.context or {}).get("form")
    return " ".join(said + [str(error) for error in (form.non_field_errors() if form is not None else [])])


def create_draft_and_submit(user, section):
    page = create(user, section)
    edit(user, page, action_submit="1")
    return ArticlePage.objects.get(pk=page.pk)
