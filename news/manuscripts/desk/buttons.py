"""Ways into the import desk from a section, and from an article back to its original."""

from django.urls import reverse
from wagtail.admin.ui.menus.pages import PageMenuItem

from ...models import ArticlePage, SectionPage
from .access import may_import_into


class HandInButton(PageMenuItem):
    label = "导入稿件"
    icon_name = "download"

    def is_shown(self, user):
        return issubclass(self.page.specific_class or object, SectionPage) and may_import_into(user, self.page)

    @property
    def url(self):
        return f"{reverse('manuscript_imports:add')}?section={self.page.pk}"


class LedgerButton(PageMenuItem):
    label = "原稿与去向台账"
    icon_name = "history"

    def is_shown(self, user):
        return bool(
            isinstance(self.page, ArticlePage)
            and user.has_perm("news.view_manuscriptimport")
            and self.page.permissions_for_user(user).can_edit()
            and self._newest
        )

    @property
    def _newest(self):
        return self.page.manuscript_imports.order_by("-pk").values_list("pk", flat=True).first()

    @property
    def url(self):
        return reverse("manuscript_imports:inspect", args=[self._newest])


def in_listing(page, user, next_url=None):
    yield HandInButton(page=page, priority=44)


def in_header(page, user, view_name, next_url=None):
    yield HandInButton(page=page, priority=61)
    if view_name == "edit":
        yield LedgerButton(page=page, priority=63)


def log_actions(actions):
    actions.register_action("news.manuscript.take_in", "读入稿件", "读入了稿件，等待核对")
    actions.register_action("news.manuscript.draft", "由稿件生成草稿", "由稿件生成了草稿")
    actions.register_action("news.manuscript.undo", "撤销导入", "撤销了导入")
