from django.db.models import Prefetch

from ..records import RecordQuerySet


class CompanyQuerySet(RecordQuerySet):
    def for_listing(self):
        return self.select_related("sector", "town").prefetch_related("tags").defer("search_text", "internal_note")

    def for_detail(self):
        from .models import ListMembership

        return self.select_related("sector__parent__parent__parent", "town", "parent", "logo").prefetch_related(
            "tags",
            "aliases",
            "people",
            Prefetch("memberships", ListMembership.objects.select_related("list")),
            Prefetch("subsidiaries", self.model.objects.for_reference()),
        )

    def for_reference(self):
        """What another page says of a company: its name, its address, and what decides who may read it."""
        return self.only("title", "slug", "parent", "visibility", "live", "go_live_at", "expire_at")
