from datetime import datetime, time

from django.utils.timezone import make_aware

from programs.listing.feeds import RecordFeed
from programs.showing.facts import day_text

from .filters import POLICIES
from .models import Validity
from .reading import issuer_names


class PolicyFeed(RecordFeed):
    listing = POLICIES
    name = "政策"

    def item_description(self, policy):
        validity = policy.validity_on()
        said = [
            "" if validity == Validity.UNSTATED else str(validity.label),
            issuer_names(policy),
            f"{day_text(policy.published_on)}发布" if policy.published_on else "",
            policy.summary,
        ]
        return "｜".join(filter(None, said))

    def item_pubdate(self, policy):
        """The day that the policy states, at its beginning: a feed has no days."""
        day = policy.published_on
        return day and make_aware(datetime.combine(day, time.min))
