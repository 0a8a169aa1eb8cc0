from django.views.generic import DetailView, ListView

from .models import Company


class CompanyListView(ListView):
    paginate_by = 20

    def get_queryset(self):
        return Company.objects.public_now().for_listing()


class CompanyDetailView(DetailView):
    def get_queryset(self):
        return Company.objects.public_now().for_detail()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.object.page_context()
