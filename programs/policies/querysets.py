from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from programs.records.model import RecordQuerySet
from programs.showing.attachments import with_files
from programs.taxonomy.trees import above

DATES = ("repealed_on", "effective_from", "effective_to", "published_on", "written_on")
OF_POLICY = ("policy_id", "policy__title", "policy__short_title", "policy__slug", "policy__published_on")
OF_CLAIM = ("amount_text", "amount_ceiling", "opens_on", "closes_on")
OF_ITEM = ("pk", "title", "sort_order", "who_text", "size_bands", *OF_CLAIM)
DOWNLOADED = (
    "pk", "title", "slug", "kind", "issuer_text", "document_number", "index_number", "unified_number", "topic__name",
    "contact", "summary", "source_note", *DATES,
)  # fmt: skip
CONDITIONS = ("has_sectors", "has_towns", "names_sector", "names_town")
FIRST_DAY = Coalesce("effective_from", "published_on", "written_on")


class PolicyQuerySet(RecordQuerySet):
    def for_listing(self):
        from .models import PolicyItem

        day = timezone.localdate()
        items = PolicyItem.objects.filter(policy=OuterRef("pk")).stating_a_time(day)
        first = items.values(claim=JSONObject(**{name: name for name in OF_CLAIM}))
        opened = items.filter(is_coming=False).order_by().values("policy")
        return self._listed().annotate(
            first_claim=Subquery(first[:1]), open_items=Subquery(opened.values(number=Count("pk")))
        )

    def for_download(self):
        """Rows, not policies: what `downloads.py` writes of them, and what tells their worth."""
        return self.values_list(*DOWNLOADED, named=True)

    def _listed(self):
        related = self.select_related("topic").prefetch_related("issuers", "superseded_by")
        return related.defer("body", "search_text", "internal_note")

    def for_detail(self):
        return self.select_related("topic").prefetch_related(
            "issuers", "superseded_by", "supersedes", self._attachments(), self._items()
        )

    def for_page(self):
        """What a policy's own page shows of the policy itself. Names and neighbours come in a query each: see
        `words_of` and `predecessors_and_successors`."""
        return self.select_related("topic").prefetch_related("items", self._attachments())

    def _items(self):
        from .models import PolicyItem

        return Prefetch("items", PolicyItem.objects.prefetch_related("sectors", "towns", "needs", "audiences"))

    def _attachments(self):
        from .models import PolicyAttachment

        return Prefetch("attachments", with_files(PolicyAttachment.objects.all()))

    def newest_first(self):
        """By the date that the document itself bears; those without one come last."""
        return self.order_by(models.F("published_on").desc(nulls_last=True), "-pk")

    def for_reference(self):
        """What another page says of a policy: its name, its address, and what decides who may read it and its worth."""
        return self.only("title", "slug", "visibility", "live", "go_live_at", "expire_at", *DATES)

    def for_card(self):
        """What a card says of a policy: what it is, who issued it and whether it holds."""
        fields = ("title", "slug", "kind", "issuer_text", *DATES)
        successors = Prefetch("superseded_by", self.model.objects.public_now().for_reference())
        return self.only(*fields).prefetch_related("issuers", successors)

    def in_force(self, day=None):
        """Those that hold on `day` (today), or of which nothing says that they do not: see `Policy.validity_on`."""
        day = day or timezone.localdate()
        begun = Q(first_day__isnull=True) | Q(first_day__lte=day)
        successors = self.model.objects.public_now().alias(first_day=FIRST_DAY).filter(begun, supersedes=OuterRef("pk"))
        successors = successors.exclude(pk=OuterRef("pk"))
        return (
            self.alias(first_day=FIRST_DAY)
            .filter(begun, Q(effective_to__isnull=True) | Q(effective_to__gte=day))
            .exclude(repealed_on__lte=day)
            .exclude(Exists(successors))
        )


class PolicyItemQuerySet(models.QuerySet):
    def claimable_now(self, policies, day=None):
        """Items of those of `policies` that are public and in force, whose time for claims is not over."""
        day = day or timezone.localdate()
        open_now = Q(closes_on__isnull=True) | Q(closes_on__gte=day)
        return self.filter(open_now, policy__in=policies.public_now().in_force(day))

    def closing_soonest(self, day):
        """Those that are open on `day` and state until when, the soonest first, for a line each."""
        begun = Q(opens_on__isnull=True) | Q(opens_on__lte=day)
        rows = self.filter(begun, closes_on__gte=day).order_by("closes_on", "pk").select_related("policy")
        return rows.only("title", *OF_CLAIM, "policy__slug")

    def stating_a_time(self, day):
        """Those that are open on `day` or open later, as far as they state it: open ones first, by the day that is near."""
        is_coming = models.Q(opens_on__gt=day)
        return (
            self.filter(Q(opens_on__isnull=False) | Q(closes_on__isnull=False))
            .exclude(closes_on__lt=day)
            .annotate(is_coming=models.Case(models.When(is_coming, True), default=False))
            .annotate(near=models.Case(models.When(is_coming, "opens_on"), default="closes_on"))
            .order_by("is_coming", F("near").asc(nulls_last=True), "pk")
        )

    def for_card(self):
        """What a card says of an item: its name, what it gives, and the policy that it belongs to."""
        policy = ("policy__title", "policy__short_title", "policy__slug")
        return self.select_related("policy").only("title", "gives", "amount_text", *policy)

    def for_company(self, company):
        """What tells whether an item takes `company` in, and what is said of it: a row for each of its audiences."""
        return (
            self.annotate(
                has_sectors=_this(self._links("sectors")),
                has_towns=_this(self._links("towns")),
                names_sector=_this(self._of_sector(company)),
                names_town=_this(self._of_town(company)),
            )
            .order_by("pk", "audiences__order", "audiences__sort_key")
            .values_list(*OF_ITEM, *OF_POLICY, *CONDITIONS, "audiences__name", named=True)
        )

    def _links(self, relation):
        return getattr(self.model, relation).through.objects.all()

    def _of_sector(self, company):
        return self._links("sectors").filter(sector__in=sector_and_above(company.sector))

    def _of_town(self, company):
        return self._links("towns").filter(town=company.town_id)


def _this(links):
    """Is the item at hand among `links`?"""
    return Exists(links.filter(policyitem=OuterRef("pk")))


def sector_and_above(sector):
    """The numbers of a sector and of all sectors that include it; none for no sector."""
    return [sector.pk, *(one.pk for one in above(sector))] if sector else []
