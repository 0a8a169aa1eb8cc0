from django.db.models import Prefetch, Q
from django.utils import timezone

from programs.companies.models import Company
from programs.records.model import RecordQuerySet
from programs.records.searching import searched
from programs.showing.attachments import with_files

from .dates import STAYS_IN_SIGHT, UNDER_WAY

MOST_WORDS = 10  # of one question; each costs a look

DOWNLOADED = (
    "pk", "title", "slug", "kind", "state", "starts_at", "ends_at", "begins_at", "finishes_at", "precision",
    "is_year_inferred", "review_by_on", "printed_date", "venue", "town__name", "series__name", "edition", "online_link",
    "contact", "summary", "source_note",
)  # fmt: skip


class EventQuerySet(RecordQuerySet):
    def says(self, term):
        """Its own public text, or the name under which a company is shown that takes part. The latter is asked now: a
        company gets another name, or is hidden, and no event is saved for it."""
        return super().says(term) | Q(pk__in=_with_company_called(term))

    def for_staff(self, text, with_internal=False, by_relevance=False):
        """Or whose parties are called so: of companies that take part only the link is kept."""
        found = self
        for word in text.split()[:MOST_WORDS]:
            own = searched(self.model._default_manager.order_by(), word, with_internal=with_internal).values("pk")
            found = found.filter(Q(pk__in=own) | Q(pk__in=_with_party(word)))
        return found

    def upcoming(self, now=None):
        """What has not ended: to come, or begun and still going on. Without an end it is in sight for a year after its
        beginning, or as long as its keeper vouches for it: see `is_lost_sight_of`. What was cancelled keeps its place,
        so that those who wait for it are told."""
        now = now or timezone.now()
        vouched = Q(state=UNDER_WAY, review_by_on__gte=timezone.localdate(now))
        is_in_sight = Q(finishes_at__isnull=True) & (Q(begins_at__gt=now - STAYS_IN_SIGHT) | vouched)
        return self.filter(Q(finishes_at__gt=now) | is_in_sight).exclude(state="ended")

    def not_cancelled(self):
        return self.exclude(state="cancelled")

    def spans_of(self, ids):
        """(id, first moment, first moment after, precision) of each of `ids`, by beginning."""
        found = self.public_now().filter(pk__in=ids).order_by("begins_at", "pk")
        return found.values_list("pk", "begins_at", "finishes_at", "precision")

    def for_listing(self):
        return self.select_related("town", "series").defer("body", "recap", "search_text", "internal_note")

    def for_download(self):
        """Rows, not events: what `downloads.py` writes of them, and what tells when they are and how they stand."""
        return self.values_list(*DOWNLOADED, named=True)

    def for_card(self):
        """What a card says of an event: its name, when and where it is, and how it stands."""
        return self.defer("body", "recap", "search_text", "internal_note", "summary", "sources")

    def for_detail(self):
        return self.for_page().prefetch_related("stops", "figures")

    def for_page(self):
        """What an event's own page shows of it, besides its stops and figures: see `listed_of`."""
        from .models import EventAttachment, EventParty

        policies = self.model._meta.get_field("policies").related_model.objects.for_reference()
        return self.select_related("town", "series").prefetch_related(
            Prefetch("parties", EventParty.objects.select_related("company", "department")),
            Prefetch("policies", policies),
            Prefetch("attachments", with_files(EventAttachment.objects.all())),
        )


def _with_party(word):
    from .models import EventParty

    called_so = Q(name__icontains=word) | Q(company__in=Company.objects.called(word))
    return EventParty.objects.filter(called_so).values("event")


def _with_company_called(term):
    from .models import EventParty

    companies = Company.objects.public_now()
    shown = Q(name__icontains=term) | Q(name="", company__title__icontains=term)
    return EventParty.objects.filter(shown, company__in=companies).values("event")
