"""The desk's report of what looks like one and is two on record: nothing is merged there, each group is shown."""

from django.core.paginator import Paginator
from django.urls import path, reverse
from django.views.generic.base import TemplateView
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import ModelPermissionPolicy


class DuplicatesView(WagtailAdminTemplateMixin, TemplateView):
    """Groups of rows that go by one name, a page at a time, each pair with a way to merge it where there is one."""

    template_name = "desk/duplicates.html"
    header_icon = "copy"
    _show_breadcrumbs = True
    kinds = ""
    recognitions = ()

    def dispatch(self, request, *args, **kwargs):
        if not may_see(request.user, self.recognitions):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return f"疑似重复{self.kinds}"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        names = [(one, name) for one in self.recognitions for name in one.suspicious()]
        page = Paginator(names, 30).get_page(self.request.GET.get("p"))
        groups = []
        for recognition in dict.fromkeys(one for one, _ in page.object_list):
            named = recognition.named([name for one, name in page.object_list if one is recognition])
            groups += [_group(recognition, name, rows) for name, rows in named.items()]
        return super().get_context_data(groups=groups, page=page, kinds=self.kinds, **kwargs)


def _group(recognition, name, rows):
    meta = recognition.model._meta
    heading = meta.get_field(recognition.told_by).verbose_name if recognition.told_by else "说明"
    shown = [_shown(recognition, row, rows) for row in rows]
    return {"name": name, "kind": meta.verbose_name, "heading": heading, "rows": shown}


def _shown(recognition, row, rows):
    merge = recognition.merge_url(row)
    others = [other for other in rows if other.pk != row.pk] if merge else []
    return {
        "record": row,
        "url": reverse(recognition.model.snippet_viewset.get_url_name("edit"), args=[row.pk]),
        "detail": recognition.detail(row),
        "state": recognition.state(row),
        "merges": [{"name": str(other), "url": f"{merge}?kept={other.pk}"} for other in others],
    }


def may_see(user, recognitions):
    return all(ModelPermissionPolicy(one.model).user_has_permission(user, "change") for one in recognitions)


def report_duplicates(kinds, label, *recognitions):
    """Give the desk the report of `kinds`, at reports/duplicate-`label`/. Called from the hooks of the noun's room."""
    name = f"duplicate_{label}"
    view = DuplicatesView.as_view(kinds=kinds, recognitions=recognitions)

    class Item(MenuItem):
        def is_shown(self, request):
            return may_see(request.user, recognitions)

    hooks.register("register_admin_urls", lambda: [path(f"reports/duplicate-{label}/", view, name=name)])
    hooks.register(
        "register_reports_menu_item", lambda: Item(f"疑似重复{kinds}", reverse(name), icon_name="copy", order=800)
    )
