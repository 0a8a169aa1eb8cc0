from django.views.generic import DetailView

from programs.listing.views import DownloadView, RecordListView

from .downloads import COMPANIES_TABLE, with_tags
from .filters import COMPANIES
from .models import Company


class CompanyListView(RecordListView):
    template_name = "companies/company_list.html"
    listing = COMPANIES
    name = "companies"
    title = "企业"
    intro = "鹿城区的企业、市场、园区、协会和机构名录，可按行业、街镇、规模和标签查找。"
    column_type = "数据开放"
    column_keywords = ("企业", "企业名录", "市场", "园区", "协会", "行业", "街镇")
    unit = "家"


class CompanyDownloadView(DownloadView):
    listing = COMPANIES
    tables = (COMPANIES_TABLE,)
    name = "companies"
    loaded = "for_download"

    def records(self, selection):
        return with_tags(super().records(selection))


class CompanyDetailView(DetailView):
    def get_queryset(self):
        return Company.objects.public_now().for_page()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.object.page_context()
