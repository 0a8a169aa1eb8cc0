"""What readers look for: numbers of a period, a column a day, and three tables, each with what may be done about it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic.base import TemplateView, View
from wagtail.admin.auth import permission_denied
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import log

from ..models import ReleasedQuery, WithheldQuery
from ..statistics import reading
from ..statistics.words import counted_words
from .access import RELEASE, SEE_STATISTICS, WITHHOLD, GuardedView, menu_item_for
from .carrying import acts_for
from .chart import chart
from .periods import PeriodForm, presets
from .tables import table_response

SHOWN = 50
POSITIONS = 20
POPULAR = 8  # shown to readers at once


class StatisticsView(GuardedView, TemplateView):
    template_name = "search/desk/statistics.html"
    page_title = "搜索统计"
    needed_permission = SEE_STATISTICS

    @staticmethod
    def made_up_period():
        """The Period whose numbers nobody counted: a demo says which."""

    def get(self, request, *args, **kwargs):
        self.form = PeriodForm(request.GET)
        self.period = self.form.period()
        if "export" in request.GET:
            return table_response(request.GET.get("table", ""), request.GET["export"], self.period)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        period, user = self.period, self.request.user
        days = reading.by_day(period)
        withheld = set(WithheldQuery.objects.values_list("words", flat=True))
        may_decide = user.has_perm(WITHHOLD) and user.has_perm(RELEASE)
        return super().get_context_data(
            form=self.form,
            period=period,
            period_query=urlencode({"first": period.first, "last": period.last}),
            presets=presets(period),
            totals=reading.totals(period),
            made_up=self.made_up_period(),
            before=reading.totals(period.before),
            days=days,
            chart=chart(days),
            popular=[_row(one, user, withheld) for one in reading.popular(period, SHOWN)],
            nothing=[_row(one, user, withheld) for one in reading.without_result(period, SHOWN)],
            positions=reading.by_position(period, POSITIONS),
            shown=SHOWN,
            waiting=reading.POPULAR_QUERIES.waiting() if may_decide else [],
            told=reading.POPULAR_QUERIES()[:POPULAR],
            may_withhold=user.has_perm(WITHHOLD),
            **kwargs,
        )


def _row(query, user, withheld):
    return {"query": query, "acts": acts_for(user, query.words), "is_withheld": query.words in withheld}


class DecideView(View):
    """Readers may be told of these words as a popular question, or never; the last decision holds."""

    http_method_names = ["post"]
    permission, model, other, said = "", None, None, ""

    def post(self, request):
        if not request.user.has_perm(self.permission):
            return permission_denied(request)
        words = counted_words(request.POST.get("words", ""))
        if words:
            with transaction.atomic():
                self._decide(request.user, words)
            messages.success(request, self.said.format(words))
        target = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
            target = reverse("search_statistics:index")
        return HttpResponseRedirect(target)

    def _decide(self, user, words):
        for former in self.other.objects.filter(words=words):
            log(instance=former, action="wagtail.delete", user=user)
            former.delete()
        row, is_new = self.model.objects.get_or_create(words=words, defaults={"decided_by": user})
        if is_new:
            log(instance=row, action="wagtail.create", user=user)


class WithholdView(DecideView):
    permission, model, other = WITHHOLD, WithheldQuery, ReleasedQuery
    said = "“{}”不作为热门搜索显示给读者。"


class ReleaseView(DecideView):
    permission, model, other = RELEASE, ReleasedQuery, WithheldQuery
    said = "“{}”已放行：搜的人够多时，会作为热门搜索显示给读者。"


class StatisticsViewSet(ViewSet):
    name = "search_statistics"
    url_prefix = "search/statistics"
    icon = "search"
    menu_label = "搜索统计"
    menu_item_class = menu_item_for(SEE_STATISTICS)

    def get_urlpatterns(self):
        return [
            path("", StatisticsView.as_view(), name="index"),
            path("withhold/", WithholdView.as_view(), name="withhold"),
            path("release/", ReleaseView.as_view(), name="release"),
        ]
