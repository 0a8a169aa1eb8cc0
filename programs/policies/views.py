from django.views.generic import DetailView, ListView

from .models import Policy


class PolicyListView(ListView):
    paginate_by = 20

    def get_queryset(self):
        return Policy.objects.public_now().for_listing()


class PolicyDetailView(DetailView):
    def get_queryset(self):
        return Policy.objects.public_now().for_detail()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.object.page_context()
