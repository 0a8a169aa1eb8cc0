from django.db.models import Exists, OuterRef, Prefetch, Q, Value
from django.utils import timezone

from programs.records.model import RecordQuerySet
from programs.records.searching import searched

DOWNLOADED = (
    "pk", "title", "slug", "short_name", "english_name", "kind", "credit_code", "sector__name", "town__name", "address",
    "founded_on", "size_band", "main_products", "export_markets", "website", "public_contact", "summary", "source_note",
)  # fmt: skip
NAMES = ("title", "short_name", "english_name")


class CompanyQuerySet(RecordQuerySet):
    def called(self, text):
        """Those one of whose names holds every word of `text`, whatever else is said of them."""
        aliases = self.model._meta.get_field("aliases").related_model.objects.order_by()
        own = searched(self.model._default_manager.order_by(), text, fields=NAMES)
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=searched(aliases, text).values("company")))

    def on_list(self, company_list, day=None):
        """Companies that are on `company_list` on `day` (today): entered by then, and not yet left. A company leaves
        with the beginning of its last day; where no day is known, it had entered or has not left."""
        from .models import ListMembership

        day = day or timezone.localdate()
        memberships = ListMembership.objects.filter(
            Q(entered_on__isnull=True) | Q(entered_on__lte=day),
            Q(left_on__isnull=True) | Q(left_on__gt=day),
            company=OuterRef("pk"),
            list=company_list,
        )
        return self.filter(Exists(memberships))

    def for_listing(self):
        return self.select_related("sector", "town").prefetch_related("tags").defer("search_text", "internal_note")

    def for_download(self):
        """Rows, not companies: what `downloads.py` writes of them, tags apart."""
        return self.annotate(tag_names=Value("")).values_list(*DOWNLOADED, "tag_names", named=True)

    def for_detail(self):
        from .models import ListMembership

        return self.select_related("sector__parent__parent__parent", "town", "parent", "logo").prefetch_related(
            "tags",
            "aliases",
            "people",
            Prefetch("memberships", ListMembership.objects.select_related("list")),
        )

    def for_page(self):
        """What a company's own page shows of it, besides its names, people and tags: see `words_of`."""
        from .models import ListMembership

        return self.select_related("sector__parent__parent__parent", "town", "parent", "logo").prefetch_related(
            Prefetch("memberships", ListMembership.objects.select_related("list")),
            Prefetch("subsidiaries", self.model.objects.for_reference()),
        )

    def for_reference(self):
        """What another page says of a company: its name, its address, and what decides who may read it."""
        return self.only("title", "slug", "parent", "visibility", "live", "go_live_at", "expire_at")

    def for_card(self):
        """What a card says of a company: its name, its kind, its trade and where it is."""
        return self.select_related("sector", "town").only("title", "slug", "kind", "sector__name", "town__name")
