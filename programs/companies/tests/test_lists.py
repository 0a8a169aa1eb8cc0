"""Named lists: who is on one on a day, and never twice at a time."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from programs.companies.lists import overlap, united
from programs.companies.models import Company, ListMembership

from .factories import CompanyFactory, CompanyListFactory

pytestmark = pytest.mark.django_db


def day(number):
    return datetime.date(2026, 1, number) if number else None


def membership(company_list, entered, left, **kwargs):
    return ListMembership(list=company_list, entered_on=day(entered), left_on=day(left), **kwargs)


@pytest.mark.parametrize(
    ("entered", "left", "on_tenth"),
    [(1, 20, True), (10, None, True), (None, None, True), (11, None, False), (1, 10, False), (None, 11, True)],
)
def test_who_is_on_a_list_on_a_day(entered, left, on_tenth):
    company_list, company = CompanyListFactory(), CompanyFactory()
    company.memberships.add(membership(company_list, entered, left))
    company.save()
    assert Company.objects.on_list(company_list, day(10)).exists() is on_tenth
    assert not Company.objects.on_list(CompanyListFactory(), day(10)).exists()


@pytest.mark.parametrize(
    ("first", "second", "meets"),
    [
        ((1, 5), (5, 9), False),
        ((1, 6), (5, 9), True),
        ((1, None), (5, 9), True),
        ((None, 5), (5, None), False),
        ((None, None), (5, 6), True),
    ],
)
def test_overlapping_memberships_are_refused(first, second, meets):
    company_list = CompanyListFactory()
    company = CompanyFactory()
    company.memberships.set([membership(company_list, *first), membership(company_list, *second)])
    company.memberships.add(membership(CompanyListFactory(), *first))
    assert bool(overlap(company.memberships.all())) is meets
    if meets:
        with pytest.raises(ValidationError, match="日期重叠"):
            company.full_clean()
    else:
        company.full_clean()


def test_memberships_that_meet_become_one():
    company_list = CompanyListFactory()
    rows = [
        membership(company_list, 8, None, basis="乙文"),
        membership(company_list, 1, 5, basis="甲文"),
        membership(company_list, 4, 9, basis="乙文"),
    ]
    stay, go = united(rows)
    assert [(row.entered_on, row.left_on, row.basis) for row in stay] == [(day(1), None, "甲文；乙文")]
    assert len(go) == 2
    assert len(united([membership(company_list, 1, 5), membership(company_list, 5, 9)])[0]) == 2


def test_readers_know_of_public_lists_only():
    company = CompanyFactory()
    public, hidden = CompanyListFactory(), CompanyListFactory(is_public=False)
    company.memberships.set([membership(public, 1, None), membership(hidden, 1, None)])
    company.save()
    shown = Company.objects.for_detail().get(pk=company.pk).public_memberships
    assert [row.list for row in shown] == [public]
