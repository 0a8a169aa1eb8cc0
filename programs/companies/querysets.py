from ..records import RecordQuerySet


class CompanyQuerySet(RecordQuerySet):
    def for_listing(self):
        return self.select_related("sector", "town").prefetch_related("tags").defer("search_text", "internal_note")

    def for_detail(self):
        return self.select_related("sector", "town", "parent", "logo").prefetch_related(
            "tags", "aliases", "people", "memberships__list"
        )
