"""The keepers' list 待建台账: what editors ask for, where each record is begun, and how the asking is answered."""

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.generic.base import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import ArticlePage, WantedRecord
from .choosing import by_keys
from .finding import find
from .name_index import NAMES
from .nouns import BY_MODEL
from .wanting import HANDLED, forms_for, is_keeper

A_PAGE = 20
TITLE = "待建台账"
Outcome = WantedRecord.Outcome


class WantedRecordsView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "news/desk/wanted_records.html"
    page_title = TITLE
    header_icon = "record-link"
    _show_breadcrumbs = True
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        if not is_keeper(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": TITLE}]

    def post(self, request):
        outcome, reason = request.POST.get("outcome"), request.POST.get("reason", "").replace("\0", "").strip()
        if outcome not in Outcome.values:
            messages.error(request, "没有认出要做什么，没有改动。")
        elif outcome == Outcome.REFUSED and not reason:
            messages.error(request, "不登记的，请写明理由，编辑会看到。")
        elif self._answer(request.POST.get("wanted", ""), outcome, reason):
            messages.success(request, f"已答复：{Outcome(outcome).label}。编辑在“关联建议”里看得到。")
        else:
            messages.error(request, HANDLED)
        return redirect("wanted_records")

    def _answer(self, number, outcome, reason):
        """Whether there was a request to answer: another keeper may have been first, or the editor thought better."""
        if not (number.isascii() and number.isdecimal() and len(number) < 19):
            return False
        answered = {"answered_at": timezone.now(), "answered_by": self.request.user}
        waiting = WantedRecord.objects.filter(pk=number, outcome="")
        return waiting.update(outcome=outcome, answer=reason[:255], **answered)

    def get_context_data(self, **kwargs):
        waiting = WantedRecord.objects.filter(outcome="").select_related("article", "asked_by")
        waiting = waiting.defer("article__body", "article__plain_text", "article__lead")
        page = Paginator(waiting, A_PAGE).get_page(self.request.GET.get("p"))
        rows = list(_rows(page.object_list, self.request.user))
        return super().get_context_data(page=page, rows=rows, **kwargs)


def _rows(wanted, user):
    """Each request with the forms to begin its record in, the records that bear its name by now, and whether its
    article may be read."""
    public = set(
        ArticlePage.objects.public_now().filter(pk__in=[one.article_id for one in wanted]).values_list("pk", flat=True)
    )
    names = NAMES.current()
    named = {one.pk: [] if one.is_figure else _keys(one.words, names) for one in wanted}
    known = by_keys({key for keys in named.values() for key in keys})
    for one in wanted:
        before, _, after = one.sentence.partition(one.words)
        yield {
            "wanted": one,
            "before": before,
            "after": after,
            "new": forms_for(user, one),
            "known": [(known[key], _address(known[key])) for key in named[one.pk] if key in known],
            "is_public": one.article_id in public,
        }


def _keys(words, names):
    """Keys of the records whose name the words are, whole."""
    bare = words.strip("《》")
    return [
        f"{BY_MODEL[naming.model].name}-{pk}"
        for found in find(words, names)
        if len(words[found.start : found.end].strip("《》")) == len(bare)
        for naming, pk in found.rows
    ]


def _address(found):
    owner = found.owner
    return reverse(owner.snippet_viewset.get_url_name("inspect"), args=[owner.pk])


class WantedMenuItem(MenuItem):
    def is_shown(self, request):
        return is_keeper(request.user)


def menu_item():
    return WantedMenuItem(TITLE, reverse("wanted_records"), name="wanted-records", icon_name="record-link", order=222)


def admin_urls():
    return [path("wanted-records/", WantedRecordsView.as_view(), name="wanted_records")]
