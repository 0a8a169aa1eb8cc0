"""Which view answers which address. The addresses are kept: docs/decisions/0001-addresses.md."""

from django.contrib import admin
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from media.collections import CollectionEditView, set_privacy
from media.uploading import AddPicturesView
from media.views import serve_attachment

from . import views
from .accounts.page_passwords import files_password, page_password
from .accounts.page_titles import ChosenPagesView
from .accounts.views import AccountView
from .desk_requests import ExternalLinkView, no_such_page
from .home.redirect_import import process_import, start_import

# The desk's own pages in place of Wagtail's; the decorator keeps what the views say of their transactions.
desk = [
    path("cms/account/", AccountView.as_view()),
    path("cms/images/multiple/add/", AddPicturesView.as_view()),
    path("cms/collections/<int:pk>/", CollectionEditView.as_view()),
    path("cms/collections/<int:collection_id>/privacy/", set_privacy),
    path("cms/choose-external-link/", ExternalLinkView.as_view()),
    path("cms/choose-page/chosen-multiple/", ChosenPagesView.as_view()),
    path("cms/failwhale/", no_such_page),
    path("cms/redirects/import/", start_import),
    path("cms/redirects/import/process/", process_import),
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    *decorate_urlpatterns(desk, require_admin_access),
    path("cms/", include(wagtailadmin_urls)),
    path("admin/", admin.site.urls),
    re_path(r"^documents/(\d+)/(.*)$", serve_attachment, name="wagtaildocs_serve"),
    path("documents/authenticate_with_password/<int:restriction_id>/", files_password),
    path("_util/authenticate_with_password/<int:restriction_id>/<int:page_id>/", page_password),
    path("documents/", include(wagtaildocs_urls)),
    path("uploads/", include("media.urls")),
    path("search/", include("portal.search.urls")),
    path("api/v1/", include("portal.api.urls")),
    path("", include("portal.home.urls")),
    path("", include("news.urls")),
    path("", include("programs.policies.urls")),
    path("", include("programs.companies.urls")),
    path("", include("programs.events.urls")),
    re_path(r"^(?!_util/)((?:[\w-]+/)+)$", views.serve_page, name="serve_page"),
    path("", include(wagtail_urls)),
]

handler400 = "portal.views.bad_request"
handler403 = "portal.views.permission_denied"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"
