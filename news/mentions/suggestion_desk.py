"""The desk page 关联建议: accept links for an article's newest draft, one by one or all, or say that words mean none."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from ..models import ArticlePage
from ..models.mention import DismissedSuggestion, Role
from .linking import CannotLink
from .name_index import NAMES
from .nouns import NOUNS
from .suggesting import count, gone_from_draft, link, propose

STALE = "稿件在您查看期间有了新版本，刚才的操作没有写入。下面是按新版本重新找的建议，您的选择还在，请核对后再点一次。"
LOCKED = "这篇文章已被锁定，或正在审核而您不能修改，没有写入任何关联。"
NOT_HERE = "这条建议已经不适用，没有写入。请看下面重新找的建议。"


@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request, page_id):
    """For those who may edit the article."""
    if request.method == "POST":
        with transaction.atomic():
            get_object_or_404(ArticlePage.objects.select_for_update(of=("self",)), pk=page_id)
            done = _act(request, _draft(request, page_id))
        if done:
            return redirect("mention_suggestions", page_id)
    return _show(request, _draft(request, page_id))


def _draft(request, page_id):
    page = get_object_or_404(ArticlePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def _act(request, draft):
    """Do what the pressed button says; return whether something was done and the page can be asked for afresh."""
    if "seen" in request.POST:
        return _seen(request, draft)
    if "dismiss" in request.POST:
        return _dismiss(request, draft)
    if request.POST.get("revision", "") != str(draft.latest_revision_id or ""):
        messages.error(request, STALE)
        return False
    if draft.permissions_for_user(request.user).page_locked():
        messages.error(request, LOCKED)
        return False
    return _accept(request, draft)


def _accept(request, draft):
    found, _, _ = propose(draft)
    wanted = found if "accept_all" in request.POST else [one for one in found if one.key == request.POST.get("accept")]
    accepted = [chosen for one in wanted if (chosen := _chosen(request, one))]
    if not accepted:
        messages.error(request, "请先选定是哪一条记录，再点“关联”。" if wanted else NOT_HERE)
        return False
    try:
        link(draft, accepted)
    except CannotLink:
        messages.error(request, NOT_HERE)
        return False
    draft.save_revision(user=request.user, log_action=True, clean=False)
    undecided = len(wanted) - len(accepted)
    left = f"另有 {undecided} 处同名，请逐条选定。" if undecided else ""
    messages.success(request, f"已关联 {len(accepted)} 处，存为新的草稿版本，发布后读者可见。{left}")
    return True


def _chosen(request, suggestion):
    """(spot, record key, role) as the form says, None where several bear the name and none is chosen."""
    keys = [option.key for option in suggestion.options]
    key = keys[0] if len(keys) == 1 else request.POST.get(f"record-{suggestion.key}")
    role = request.POST.get(f"role-{suggestion.key}", suggestion.role)
    return (suggestion.spot, key, role if role in Role.values else "") if key in keys else None


def _dismiss(request, draft):
    words = request.POST["dismiss"].replace("\0", "")[:255]
    if words:
        DismissedSuggestion.objects.get_or_create(
            article_id=draft.pk, words=words, defaults={"dismissed_by": request.user}
        )
        messages.success(request, f"这篇文章里不再建议“{words}”。")
    return True


def _seen(request, draft):
    number = request.POST["seen"]
    if number.isascii() and number.isdecimal() and len(number) < 19:
        rows = draft.lost_mentions.filter(pk=number, seen_at__isnull=True)
        rows.update(seen_at=timezone.now(), seen_by=request.user)
        messages.success(request, "已记为已阅。")
    return True


def _show(request, draft):
    found, titles, figures = propose(draft)
    posted = request.POST
    rows = [
        {
            "suggestion": one,
            "role": posted.get(f"role-{one.key}", one.role),
            "record": posted.get(f"record-{one.key}", ""),
        }
        for one in found
    ]
    context = {
        "page": draft,
        "rows": rows,
        "roles": Role.choices,
        "titles": [(spot, _new(request.user, spot.words)) for spot in titles],
        "figures": [(spot, _new(request.user, f"{spot.before}{spot.words}", "event")) for spot in figures],
        "gone": gone_from_draft(draft),
        "lost": draft.lost_mentions.filter(seen_at__isnull=True),
        "revision": draft.latest_revision_id or "",
    }
    return TemplateResponse(request, "news/desk/mention_suggestions.html", context)


def _new(user, title, only=""):
    """(noun, address of its empty form with the title filled in) for the registers that `user` may add to."""
    found = []
    for noun in NOUNS:
        viewset = None if noun.owner or only not in ("", noun.name) else noun.model.snippet_viewset
        if viewset and viewset.permission_policy.user_has_permission(user, "add"):
            found.append((noun.title, f"{reverse(viewset.get_url_name('add'))}?{urlencode({'title': title[-255:]})}"))
    return found


def say_how_many(request, draft):
    """On opening an article's editor: a line with the number, where it costs no waiting."""
    snapshot = NAMES.at_hand() if request.method == "GET" and request.accepts("text/html") else None
    number = count(draft, snapshot) if snapshot else 0
    if number:
        button = messages.button(reverse("mention_suggestions", args=[draft.pk]), "查看关联建议")
        messages.info(request, f"文中有 {number} 处可以关联到台账。", buttons=[button])
