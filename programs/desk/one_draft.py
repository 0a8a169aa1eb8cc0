"""One form makes one draft, of a page or of a record, however often it is sent before its first answer arrives.

The desk saves a new draft by itself while one types. Whoever presses 保存草稿 before that save is answered sends the same
form to the same address once more, and so does a browser whose connection broke off. Wagtail would make two drafts of it.
Here the second becomes an edit of what the first made, as if the browser had had its answer.

Each form holds a forgery token of its own: Django masks it anew for each page that it renders. A number drawn from it is
written into the log beside the creation, with the answer that told the browser which rows it made.
"""

import json
import uuid

from django.contrib.admin.utils import quote
from django.contrib.auth import get_user_model
from django.http import JsonResponse
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.log_actions import LogContext, registry

ALREADY_A_DRAFT = "这份表单已经存成草稿。请打开那份草稿接着写。"
ANSWERED = ("revision_id", "field_updates", "url", "hydrate_url")  # what a browser must know to go on with the draft


def before_create_page(request, parent, model):
    names = model._meta.app_label, model._meta.model_name
    return _once(
        request,
        model,
        lambda: CreateView.as_view()(request, *names, parent.pk),
        lambda pk: EditView.as_view()(request, pk),
    )


def before_create_record(request, model):
    desk = model.snippet_viewset
    return _once(request, model, lambda: desk.add_view(request), lambda pk: desk.edit_view(request, pk=quote(pk)))


def _once(request, model, create, edit):
    """The answer to a form that is sent; None where the view that asks is to go on by itself."""
    token = request.POST.get("csrfmiddlewaretoken")
    if not token or getattr(request, "is_making_a_draft", False):
        return None
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{request.path} {request.user.pk} {token}")
    get_user_model().objects.select_for_update(no_key=True).get(pk=request.user.pk)  # one form after the other
    if made := _made_by(number, model):
        return _again(request, made, edit)
    request.is_making_a_draft = True
    with LogContext(user=request.user) as context:
        context.uuid = number
        response = create()
    if (answer := _success(response)) and (made := _made_by(number, model)):
        made.data = made.data | {"form": {name: answer[name] for name in ANSWERED if name in answer}}
        made.save(update_fields=["data"])
    return response


def _made_by(number, model):
    """The log's entry of what the form with this number has made, if that still exists."""
    log = registry.get_log_model_for_model(model)
    made = log.objects.filter(uuid=number, action="wagtail.create").order_by("-pk").first()
    return made if made and model._default_manager.filter(pk=made.object_id).exists() else None


def _again(request, made, edit):
    """Let the form edit what it has made. By hand it may make another: whoever goes back to it means that."""
    is_automatic = not request.accepts("text/html")
    told = made.data.get("form")
    if told is None:
        answer = {"success": False, "error_code": "invalid_revision", "error_message": ALREADY_A_DRAFT}
        return JsonResponse(answer) if is_automatic else None  # 200: a browser that has gone on would tell of a fault
    updates = told.get("field_updates", {})
    request.POST = request.POST.copy()
    for name, value in updates.items():
        request.POST[name] = value
    if is_automatic and "revision_id" in told:
        request.POST["overwrite_revision_id"] = str(told["revision_id"])
    response = edit(made.object_id)
    if answer := _success(response):
        return JsonResponse(told | answer | {"field_updates": updates | answer.get("field_updates", {})})
    return response


def _success(response):
    """What an automatic save that succeeded answers; None for any other answer."""
    if response.status_code != 200 or response.headers.get("Content-Type") != "application/json":
        return None
    answer = json.loads(response.content)
    return answer if answer.get("success") else None
