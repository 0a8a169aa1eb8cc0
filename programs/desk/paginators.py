"""Pages of a long list at the desk, as far as anybody turns them."""

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.admin.paginator import WagtailPaginator

MOST = 10_000  # rows that are counted and can be paged to; beyond that staff search or sift


class NearPaginator(WagtailPaginator):
    """Counts no farther than that: a register of a million costs what one of ten thousand does."""

    @cached_property
    def count(self):
        return min(self._found, MOST)

    @cached_property
    def _found(self):
        rows = self.object_list
        return rows.order_by().values("pk")[: MOST + 1].count() if isinstance(rows, QuerySet) else len(rows)

    @property
    def items_count_label(self):
        if self._found <= MOST:
            return super().items_count_label
        return f"超过 {MOST} 条{self.verbose_name_plural}，这里列出前 {MOST} 条；其余请搜索或筛选"
