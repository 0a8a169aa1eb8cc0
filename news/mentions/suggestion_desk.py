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

from programs.events.models import Event

from ..models import ArticlePage
from ..models.mention import DismissedSuggestion, Role
from .adding import forms_for_new
from .linking import CannotLink
from .lost import gone_from_draft, missing, unseen
from .name_index import NAMES
from .suggesting import count, link, propose
from .wanting import ask, figure_name, is_keeper, keepers, wanted_of, withdraw

STALE = "稿件在您查看期间有了新版本，刚才的操作没有写入。下面是按新版本重新找的建议，您的选择还在，请核对后再点一次。"
LOCKED = "这篇文章已被锁定，或正在审核而您不能修改，没有写入任何关联。"
NOT_HERE = "这条建议已经不适用，没有写入。请看下面重新找的建议。"
MOST_KEPT = 100  # choices that one address brings along


@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request, page_id):
    """For those who may edit the article. What was chosen in other rows is still chosen after one was accepted."""
    if request.method == "POST":
        with transaction.atomic():
            get_object_or_404(ArticlePage.objects.select_for_update(of=("self",)), pk=page_id)
            done = _act(request, _draft(request, page_id))
        if done:
            return redirect(f"{reverse('mention_suggestions', args=[page_id])}{_choices(request.POST)}")
    return _show(request, _draft(request, page_id))


def _draft(request, page_id):
    page = get_object_or_404(ArticlePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def _choices(posted):
    chosen = [
        (name, posted[name])
        for name in posted
        if name.startswith(("role-", "record-")) and posted[name] != posted.get(f"was-{name}", "")
    ]
    return f"?{urlencode(chosen[:MOST_KEPT])}" if chosen else ""


def _act(request, draft):
    """Do what the pressed button says; return whether something was done and the page can be asked for afresh."""
    for name, act in UNWRITTEN.items():
        if name in request.POST:
            return act(request, draft)
    if request.POST.get("revision", "") != str(draft.latest_revision_id or ""):
        messages.error(request, STALE)
        return False
    if draft.permissions_for_user(request.user).page_locked():
        messages.error(request, LOCKED)
        return False
    return _link_again(request, draft) if "again" in request.POST else _accept(request, draft)


def _accept(request, draft):
    found, _, _ = propose(draft)
    wanted = found if "accept_all" in request.POST else [one for one in found if one.key == request.POST.get("accept")]
    accepted = [chosen for one in wanted if (chosen := _chosen(request, one))]
    if not accepted:
        messages.error(request, "请先选定是哪一条记录，再点“关联”。" if wanted else NOT_HERE)
        return False
    undecided = len(wanted) - len(accepted)
    return _write(request, draft, accepted, f"另有 {undecided} 处同名，请逐条选定。" if undecided else "")


def _link_again(request, draft):
    """Link words again whose link an edit dropped."""
    rows = missing(draft, [*gone_from_draft(draft), *unseen(draft)])
    wanted = [one for one in rows if one.is_mendable and one.key == request.POST["again"]]
    if not wanted:
        messages.error(request, NOT_HERE)
        return False
    return _write(request, draft, [(one.spot, one.record.key, one.row.role) for one in wanted])


def _write(request, draft, accepted, left=""):
    try:
        link(draft, accepted)
    except CannotLink:
        messages.error(request, NOT_HERE)
        return False
    draft.save_revision(user=request.user, log_action=True, clean=False)
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
        messages.success(request, f"这篇文章里不再建议“{words}”。要恢复，看本页最下面。")
    return True


def _propose_again(request, draft):
    words = request.POST["propose"].replace("\0", "")
    if draft.dismissed_suggestions.filter(words=words).delete()[0]:
        messages.success(request, f"这篇文章里重新建议“{words}”。")
    return True


def _seen(request, draft):
    number = request.POST["seen"]
    if number.isascii() and number.isdecimal() and len(number) < 19:
        unseen(draft).filter(pk=number).update(seen_at=timezone.now(), seen_by=request.user)
        messages.success(request, "已记为已阅。")
    return True


UNWRITTEN = {  # what leaves the draft as it is
    "seen": _seen,
    "dismiss": _dismiss,
    "propose": _propose_again,
    "unwant": withdraw,
    "want": ask,
}


def _show(request, draft):
    found, titles, figures = propose(draft)
    wanted, may_add = wanted_of(draft), is_keeper(request.user)
    context = {
        "page": draft,
        "rows": list(_rows(found, request.POST or request.GET)),
        "roles": Role.choices,
        "titles": [(spot, forms_for_new(request.user, title=spot.words), wanted.get(spot.words)) for spot in titles],
        "figures": [(spot, _forms_for_figure(request.user, spot), wanted.get(spot.words)) for spot in figures],
        "wanted": wanted.values(),
        "may_add": may_add,
        "keepers": [] if may_add else keepers(),
        "gone": missing(draft, gone_from_draft(draft)),
        "lost": missing(draft, list(unseen(draft))),
        "dismissed": draft.dismissed_suggestions.order_by("pk") if draft.pk else [],
        "revision": draft.latest_revision_id or "",
    }
    return TemplateResponse(request, "news/desk/mention_suggestions.html", context)


def _rows(found, asked):
    """Each suggestion with what is chosen in it, and the row that the reader is led to once it is accepted or dismissed."""
    for number, one in enumerate(found):
        others = (each for each in found[number + 1 :] if each.spot.words != one.spot.words)
        following = found[number + 1] if number + 1 < len(found) else None
        yield {
            "suggestion": one,
            "role": asked.get(f"role-{one.key}", one.role),
            "record": asked.get(f"record-{one.key}", ""),
            "next": following.key if following else "",
            "next_other": getattr(next(others, None), "key", ""),
        }


def _forms_for_figure(user, spot):
    """A figure belongs to an event, by what it counts."""
    return forms_for_new(user, only=Event, figure=spot.words, figure_name=figure_name(spot))


def say_how_many(request, draft):
    """On opening an article's editor: how many links could be made, where that costs no waiting; and how many are
    gone. The form of a new article asks for its parts after its first automatic save: those show no message, which
    would wait for another page."""
    is_part = "_w_hydrate_create_view" in request.GET
    if request.method != "GET" or is_part or not request.accepts("text/html"):
        return
    snapshot = NAMES.at_hand()
    number = count(draft, snapshot) if snapshot else 0
    dropped, lost = len(gone_from_draft(draft)), unseen(draft).count()
    said = f"文中有 {number} 处可以关联到台账。" if number else ""
    said += f"已发布的版本里有 {dropped} 处关联，这份草稿里没有了。" if dropped else ""
    said += f"有 {lost} 处关联在改稿时消失，还没有人看过。" if lost else ""
    if said:
        button = messages.button(reverse("mention_suggestions", args=[draft.pk]), "查看关联建议")
        (messages.warning if dropped or lost else messages.info)(request, said, buttons=[button])
