"""The doors of the desk through which pictures, files, pages and authors are deleted: each asks who holds on to them."""

from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions import delete as page_actions
from wagtail.documents.views import documents
from wagtail.documents.views.bulk_actions import delete as file_actions
from wagtail.images.views import images
from wagtail.images.views.bulk_actions import delete as picture_actions

from programs.records.protection import holds_on, tell

from .views import RefusesWhileHeld


class PictureDeleteView(RefusesWhileHeld, images.DeleteView):
    template_name = "desk/file_delete.html"


class FileDeleteView(RefusesWhileHeld, documents.DeleteView):
    template_name = "desk/file_delete.html"


def admin_urls():
    """In place of Wagtail's own at the same addresses: registered before them."""
    return [
        path("images/<int:image_id>/delete/", PictureDeleteView.as_view()),
        path("documents/delete/<int:document_id>/", FileDeleteView.as_view()),
    ]


def before_delete_page(request, page):
    if holds := holds_on([page]):
        tell(request, holds)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


class RefusesAnyHeld:
    """Deletes nothing, and does not ask whether to, while one of the rows is held."""

    def dispatch(self, request):
        objects, _ = self.get_actionable_objects()
        if holds := holds_on(objects):
            tell(request, holds)
            return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
        return super().dispatch(request)


class DeletePictures(RefusesAnyHeld, picture_actions.DeleteBulkAction):
    pass


class DeleteFiles(RefusesAnyHeld, file_actions.DeleteBulkAction):
    pass


class DeletePages(RefusesAnyHeld, page_actions.DeleteBulkAction):
    pass


ACTIONS = [DeletePictures, DeleteFiles, DeletePages]
