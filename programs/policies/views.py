from django.urls import reverse
from django.views.generic import DetailView

from programs.listing.views import DownloadView, RecordListView

from .downloads import ITEMS_TABLE, POLICIES_TABLE, read_whole
from .filters import POLICIES
from .models import Policy


class PolicyListView(RecordListView):
    template_name = "policies/policy_list.html"
    listing = POLICIES
    name = "policies"
    title = "政策"
    intro = "惠企政策文件和可申领的事项，可按主题、有效性、兑现方式和适用范围查找。"
    column_type = "政策文件"
    column_keywords = ("政策", "惠企政策", "惠企事项", "政策文件", "申报", "兑现")
    unit = "件"
    feed = "policy_feed"

    def downloads(self, selection):
        ending = f"?{selection.query}" if selection.query else ""
        (csv, csv_url), (xlsx, xlsx_url) = super().downloads(selection)
        items_url = reverse("policy_items_download", args=["csv"])
        return [(csv, csv_url), ("惠企事项 CSV", f"{items_url}{ending}"), (f"{xlsx}（含惠企事项）", xlsx_url)]


class PolicyDownloadView(DownloadView):
    listing = POLICIES
    tables = (POLICIES_TABLE, ITEMS_TABLE)
    loaded = "for_download"
    name = "policies"

    def records(self, selection):
        return read_whole(super().records(selection))


class PolicyItemsDownloadView(PolicyDownloadView):
    """The claimable items of all policies that the list shows."""

    tables = (ITEMS_TABLE,)
    name = "policy-items"


class PolicyDetailView(DetailView):
    def get_queryset(self):
        return Policy.objects.public_now().for_page()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.object.page_context()
