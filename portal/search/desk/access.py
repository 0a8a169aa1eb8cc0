"""Who may enter which part of the search desk. Words and statistics are the keepers'; the index is the managers'."""

from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

SEE_STATISTICS = "search.view_queryday"
REBUILD_INDEX = "search.rebuild_index"
WITHHOLD = "search.add_withheldquery"
RELEASE = "search.add_releasedquery"


class GuardedMenuItem(MenuItem):
    """Shown to those who have its permission. A subclass names it."""

    permission = ""

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


def menu_item_for(permission):
    return type("GuardedMenuItem", (GuardedMenuItem,), {"permission": permission})


class GuardedView(WagtailAdminTemplateMixin):
    """A page of the desk for those who have `needed_permission`."""

    needed_permission = ""
    header_icon = "search"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.needed_permission):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]
