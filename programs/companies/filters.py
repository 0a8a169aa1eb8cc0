"""By what the companies' list is narrowed and ordered."""

import datetime

from django.utils import timezone

from programs.listing.declarations import Declaration, Facet, Related, Sort, text_key, time_key
from programs.listing.listing import Listing
from programs.taxonomy.models import CompanyTag, Sector, Town

from .models import Company, CompanyList, ListMembership, SizeBand


def _stated(value):
    return (value,) if value else ()


def _current_lists(row):
    return {
        number
        for number, entered_on, left_on in row.memberships
        if (entered_on is None or entered_on <= row.today) and (left_on is None or left_on > row.today)
    }


def _public_lists():
    return CompanyList.objects.filter(is_public=True)


def _moments(row):
    days = {day for _, *days in row.memberships for day in days if day}
    return [timezone.make_aware(datetime.datetime.combine(day, datetime.time())) for day in days]


COMPANIES = Listing(
    Declaration(
        model=Company,
        columns=("kind", "sector_id", "town_id", "size_band", "sort_key", "updated_at"),
        related=(
            Related("tags", Company.tags.through.objects.all, "company_id", ("companytag_id",)),
            Related("memberships", ListMembership.objects.all, "company_id", ("list_id", "entered_on", "left_on")),
        ),
        moments=_moments,
        facets=(
            Facet("kind", "类别", lambda row: (row.kind,), choices=Company.Kind),
            Facet("sector", "行业", lambda row: _stated(row.sector_id), vocabulary=Sector),
            Facet("town", "街镇", lambda row: _stated(row.town_id), vocabulary=Town),
            Facet("size", "规模", lambda row: _stated(row.size_band), choices=SizeBand),
            Facet("tag", "标签", lambda row: row.tags, vocabulary=CompanyTag),
            Facet("list", "名单", _current_lists, vocabulary=CompanyList, terms=_public_lists),
        ),
        sorts=(
            Sort("name", "按名称", lambda row: text_key(row.sort_key)),
            Sort("updated", "最近更新", lambda row: -time_key(row.updated_at)),
        ),
    ),
    "company_list",
)
