from wagtail.admin.panels import Panel


class OriginalPanel(Panel):
    """In the article's editor: the manuscript that it came from, its ledger and its fingerprint. For staff only."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/manuscripts/original_panel.html"

        def is_shown(self):
            return bool(super().is_shown() and self.imports)

        @property
        def imports(self):
            if not hasattr(self, "_imports"):
                may_see = self.request and self.request.user.has_perm("news.view_manuscriptimport")
                is_saved = may_see and self.instance.pk
                self._imports = list(self.instance.manuscript_imports.select_related("imported_by")) if is_saved else []
            return self._imports

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"imports": self.imports}
