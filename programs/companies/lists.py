"""Companies on named lists: no company twice on one list at one time."""

import datetime

from django.core.exceptions import ValidationError


def overlap(memberships):
    """Say, in words for staff, which two of one company's `memberships` claim the same days on one list; None if no two
    do. A company is on a list from the day it enters until before the day it leaves; an unknown day sets no limit."""
    by_list = {}
    for membership in memberships:
        if membership.list_id:
            by_list.setdefault(membership.list_id, []).append(membership)
    for same in by_list.values():
        for index, one in enumerate(same):
            if any(_meet(one, other) for other in same[:index]):
                return f"“{one.list}”的两段名单记录日期重叠：一家企业在同一名单上同一天只能列入一次。"
    return None


def _meet(one, other):
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one, other):
    return bool(one.left_on and other.entered_on and one.left_on <= other.entered_on)


def united(memberships):
    """Memberships without overlaps: those of one list that meet become one, from the first day known to the last, open
    while any is. Changes and returns the rows that stay, and after them those that go."""
    stay, go = [], []
    for membership in sorted(memberships, key=lambda one: one.entered_on or datetime.date.min):
        met = next((one for one in stay if one.list_id == membership.list_id and _meet(one, membership)), None)
        if met is None:
            stay.append(membership)
            continue
        days = [day for day in (met.entered_on, membership.entered_on) if day]
        met.entered_on = min(days, default=None)
        met.left_on = max(met.left_on, membership.left_on) if met.left_on and membership.left_on else None
        texts = dict.fromkeys(text for text in [*met.basis.split("；"), membership.basis] if text)
        met.basis = "；".join(texts)[:255]
        go.append(membership)
    return stay, go


class NoOverlapMixin:
    """For the form of a company with its list memberships: overlapping ones are refused where the user looks."""

    def is_valid(self):
        valid = super().is_valid()
        formset = self.formsets.get("memberships") if valid else None
        if formset is None:
            return valid
        rows = [form.instance for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        if problem := overlap(rows):
            self.add_error(None, ValidationError(problem))
            return False
        return valid
