from django.db.models import Prefetch

from ..records import RecordQuerySet


class PolicyQuerySet(RecordQuerySet):
    def for_listing(self):
        return (
            self.select_related("topic")
            .prefetch_related("issuers", "superseded_by")
            .defer("body", "search_text", "internal_note")
        )

    def for_detail(self):
        from .models import PolicyItem

        items = PolicyItem.objects.prefetch_related("sectors", "towns", "needs", "audiences")
        return self.select_related("topic").prefetch_related(
            "issuers", "superseded_by", "supersedes", "attachments__attachment", Prefetch("items", items)
        )
