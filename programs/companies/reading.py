"""What a reader of a company's page is shown, ready for its template; nothing that only staff may see."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from media.pictures import load_pictures
from programs.showing.facts import Fact, FactLink, day_text, unstated, web_link
from programs.showing.related import related_groups
from programs.showing.structured import StructuredData, part

from .words import words_of


@dataclass(frozen=True)
class ShownMembership:
    """A company's time on a public list."""

    name: str
    period: str
    basis: str
    is_past: bool


def facts(company, aliases):
    return [
        Fact("法定名称" if company.credit_code else "名称", company.title),  # a source's name may not be the legal one
        Fact("统一社会信用代码", company.credit_code or ""),
        Fact("英文名", company.english_name),
        Fact("简称、曾用名", "\n".join(_also_known_as(company, aliases))),
        Fact("行业", str(company.sector or "")),
        Fact("规模", company.get_size_band_display()),
        Fact("成立日期", day_text(company.founded_on)),
        Fact("街镇", str(company.town or "")),
        Fact("地址", company.address),
        Fact("网站", links=web_link(company.website)),
        Fact("公开联系方式", company.public_contact, is_long=True),
    ]


def _also_known_as(company, aliases):
    labels = dict(company._meta.get_field("aliases").related_model.Kind.choices)
    names = [f"{name}（{labels.get(kind, kind)}）" for name, kind in aliases]
    if company.short_name and company.short_name not in {name for name, _ in aliases}:
        names.insert(0, f"{company.short_name}（简称）")
    return names


def business(company):
    return [
        Fact("主要产品", company.main_products, is_long=True),
        Fact("出口市场", company.export_markets, is_long=True),
    ]


def people(public):
    return [Fact(role or "人员", name) for name, role in public]


def memberships(company, today=None):
    """Its time on public lists, those of today first."""
    today = today or timezone.localdate()
    shown = []
    for row in company.memberships.all():
        if row.list.is_public:
            is_past = bool(row.left_on and row.left_on <= today)
            shown.append(ShownMembership(row.list.name, _period(row), row.basis, is_past))
    return sorted(shown, key=lambda row: row.is_past)


def _period(row):
    entered, left = day_text(row.entered_on), day_text(row.left_on)
    if entered and left:
        return f"{entered}列入，{left}移出"
    return f"{entered}列入" if entered else f"{left}移出" if left else ""


def family(company):
    """Its public parent and subsidiaries, as facts; none where there are neither."""
    rows = []
    if company.parent and company.parent.is_public:
        rows.append(Fact("上级单位", links=(_link(company.parent),)))
    below = [_link(other) for other in company.subsidiaries.all() if other.is_public] if company.pk else []
    if below:
        rows.append(Fact("下级单位", links=tuple(below)))
    return rows


def _link(company):
    return FactLink(company.title, company.get_absolute_url())


def structured(company, aliases):
    names = [name for name, _ in aliases]
    place = {"streetAddress": company.address, "addressLocality": str(company.town or "")}
    return StructuredData(
        "Organization",
        name=company.title,
        url=company.full_url,
        sameAs=company.website,
        alternateName=[name for name in [company.short_name, company.english_name, *names] if name],
        description=company.summary,
        foundingDate=company.founded_on.isoformat() if company.founded_on else "",
        identifier=company.credit_code,
        address=part("PostalAddress", **place),
    )


def company_context(company):
    """The template's variables beside `object`."""
    load_pictures(also=[company.logo])
    words = words_of(company)
    shown_facts, of_business = facts(company, words.aliases), business(company)
    return {
        "business": [fact for fact in of_business if fact.is_stated],
        "description": company.summary,
        "facts": shown_facts,
        "family": family(company),
        "memberships": memberships(company),
        "people": people(words.people),
        "related": related_groups(company),
        "structured": structured(company, words.aliases),
        "tags": words.tags,
        "trail": [{"title": "企业", "url": reverse("company_list")}],
        "unstated": unstated([*of_business, *shown_facts]),
    }
