"""Documents of policies and of their claimable items."""

from django.db.models import Prefetch
from django.utils import timezone

from programs.policies.items import shown_items
from programs.policies.models import Policy, PolicyItem
from programs.policies.reading import header
from programs.policies.validity import first_day
from programs.policies.words import TERMS
from programs.showing.naming import lines

from ..models.document import Validity
from .builder import Builder, Kind
from .built import Built, day_after, keys, midnight
from .wording import lines_of_body, lines_of_facts, stated

VALIDITIES = {"pending": Validity.UPCOMING}  # the others are called alike
IN_FORCE = (Validity.VALID, Validity.UNSTATED)


def _successors():
    return Prefetch("superseded_by", Policy.objects.public_now().for_reference())


def standing(policy):
    """(validity over all kinds, the policy's own word for it) today."""
    validity = policy.validity_on(successors=policy.superseded_by.all())
    return VALIDITIES.get(validity.value, validity.value), str(validity.label)


def dates(policy):
    """The moments at which a policy begins or ends to hold, by its own dates and its successors'. One that hangs on
    others is looked at every day: an import tells of the new ones, not of what they no longer replace."""
    days = [policy.repealed_on, first_day(policy), day_after(policy.effective_to)]
    successors = policy.superseded_by.all()
    days += [first_day(one) for one in successors]
    days += [day_after(timezone.localdate())] if successors else []
    return [*map(midnight, days), *(one.expire_at for one in successors)]


def _dated(policy):
    return midnight(policy.published_on or policy.written_on or policy.effective_from)


def _named(policy):
    return stated([policy.title, policy.short_title, *lines(policy.other_names)])


class PolicyBuilder(Builder):
    model, kind = Policy, Kind.POLICY

    def rows(self, pks):
        items = PolicyItem.objects.prefetch_related("sectors", "towns")
        return (
            self.public_rows()
            .filter(pk__in=pks)
            .select_related("topic")
            .defer("search_text", "internal_note")
            .prefetch_related("issuers", Prefetch("items", items), _successors())
        )

    def built(self, policy):
        items = list(policy.items.all())
        validity, validity_text = standing(policy)
        sectors = {sector.pk for item in items for sector in item.sectors.all()}
        return Built(
            kind=self.kind,
            pk=policy.pk,
            title=policy.title,
            url=policy.get_absolute_url(),
            names=_named(policy),
            numbers=stated([policy.document_number, policy.index_number, policy.unified_number]),
            summary=policy.summary.splitlines(),
            body=stated(self._body(policy, items)),
            dated_at=_dated(policy),
            topics=[*keys("topic", [policy.topic_id]), *keys("sector", sorted(sectors))],
            towns=sorted({town.pk for item in items for town in item.towns.all()}),
            validity=validity,
            validity_text=validity_text,
            expire_at=policy.expire_at,
            moments=dates(policy),
        )

    def _body(self, policy, items):
        issuers = "、".join(_known_as(one) for one in policy.issuers.all()) or policy.issuer_text
        wanted = {"主题分类", "发文机关", "成文日期", "发布日期", "施行日期", "有效期至", "主题词"}
        facts = [fact for fact in header(policy, issuers, "unstated") if fact.label in wanted]
        return [
            f"类别：{policy.get_kind_display()}",
            *lines_of_facts(facts),
            *lines_of_body(policy.body),
            *(line for item in items for line in (f"{item.number} {item.title}", *item.gives.splitlines())),
            *policy.contact.splitlines(),
        ]


def _known_as(department):
    return f"{department.name}（{department.short_name}）" if department.short_name else department.name


class ItemBuilder(Builder):
    """An item is read on its policy's page, and is as public as the policy."""

    model, kind = PolicyItem, Kind.ITEM

    def public_rows(self):
        return PolicyItem.objects.filter(policy__in=Policy.objects.public_now())

    def rows(self, pks):
        policies = Policy.objects.select_related("topic").prefetch_related(_successors())
        policies = policies.defer("body", "search_text", "internal_note")
        return self.public_rows().filter(pk__in=pks).prefetch_related(*TERMS, Prefetch("policy", policies))

    def built(self, item):
        policy = item.policy
        names = {vocabulary: [str(term) for term in getattr(item, vocabulary).all()] for vocabulary in TERMS}
        (shown,) = shown_items([item], [names])
        validity, validity_text = self._standing(item)
        return Built(
            kind=self.kind,
            pk=item.pk,
            title=item.title,
            url=item.get_absolute_url(),
            names=[item.title],
            summary=stated([*item.gives.splitlines(), item.amount_text, f"出自：{policy.title}"]),
            body=stated([f"序号：{item.number}" if item.number else "", *self._facts(shown)]),
            dated_at=_dated(policy),
            topics=[
                *keys("topic", [policy.topic_id]),
                *keys("sector", sorted(sector.pk for sector in item.sectors.all())),
            ],
            towns=sorted(town.pk for town in item.towns.all()),
            validity=validity,
            validity_text=validity_text,
            expire_at=policy.expire_at,
            moments=[*dates(policy), midnight(item.opens_on), midnight(day_after(item.closes_on))],
        )

    def _facts(self, shown):
        facts = [fact for cell in shown.cells for fact in cell.stated]
        return lines_of_facts([fact for fact in facts if fact.label not in ("内容", "额度")])  # the summary has these

    def _standing(self, item):
        """Its policy's, and within that its own time for claims."""
        validity, label = standing(item.policy)
        today = timezone.localdate()
        if validity not in IN_FORCE:
            return validity, f"所属政策{label}"
        if item.closes_on and item.closes_on < today:
            return Validity.ENDED, "已截止"
        if item.opens_on and item.opens_on > today:
            return Validity.UPCOMING, "尚未开始受理"
        if item.closes_on or item.opens_on:
            return Validity.VALID, "受理中"
        return validity, label

    def arrivals(self, pks, now):
        rows = PolicyItem.objects.filter(pk__in=pks, policy__go_live_at__gt=now)
        return list(rows.order_by().values_list("pk", "policy__go_live_at"))


BUILDERS = [PolicyBuilder(), ItemBuilder()]
