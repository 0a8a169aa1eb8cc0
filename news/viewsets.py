from django.db.models import Count
from wagtail.admin.ui.tables import Column
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import DeleteView, IndexView, SnippetViewSet

from programs.desk.deleting import RefusesAnyHeld
from programs.desk.views import RefusesWhileHeld
from programs.records.searching import SearchedList

from .models import Contributor


class ContributorIndexView(SearchedList, IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().annotate(article_count=Count("bylines__page", distinct=True))


class ContributorDeleteView(RefusesWhileHeld, DeleteView):
    """Names the stories over which somebody's name stands."""


class DeleteContributors(RefusesAnyHeld, DeleteBulkAction):
    models = [Contributor]


class ContributorChooserViewSet(SnippetChooserViewSet):
    """Lets an editor enter an author who is not yet known without leaving the story."""

    form_fields = ["name", "job_title", "organisation"]
    create_action_label = "新建作者"


class ContributorViewSet(SnippetViewSet):
    """Authors: everybody whose name may stand over a story."""

    model = Contributor
    index_view_class = ContributorIndexView
    delete_view_class = ContributorDeleteView
    delete_template_name = "desk/record_delete.html"
    chooser_viewset_class = ContributorChooserViewSet
    icon = "user"
    menu_label = "作者"
    menu_order = 210
    add_to_admin_menu = True
    list_display = [
        "name",
        "job_title",
        "organisation",
        Column("article_count", label="文章数", sort_key="article_count"),
    ]
    list_filter = ["organisation"]
    ordering = ["name", "pk"]
    list_per_page = 50
