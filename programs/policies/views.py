from django.views.generic import DetailView

from ..listing.views import DownloadView, RecordListView
from .downloads import COLUMNS
from .filters import POLICIES
from .models import Policy


class PolicyListView(RecordListView):
    template_name = "policies/policy_list.html"
    listing = POLICIES
    title = "政策"
    intro = "惠企政策文件和可申领的事项，可按主题、有效性、兑现方式和适用范围查找。"
    unit = "件"
    feed = "policy_feed"


class PolicyDownloadView(DownloadView):
    listing = POLICIES
    columns = COLUMNS
    name = "policies"


class PolicyDetailView(DetailView):
    def get_queryset(self):
        return Policy.objects.public_now().for_page()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.object.page_context()
