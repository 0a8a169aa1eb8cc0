"""Documents of companies: what their pages show, and nobody whom only staff should know."""

from django.db.models import Prefetch

from programs.companies.models import Company, ListMembership
from programs.companies.reading import business, facts, memberships, people
from programs.companies.words import Words

from .builder import Builder, Kind
from .built import Built, keys, midnight
from .wording import lines_of_facts, stated

NAMED_ELSEWHERE = ("法定名称", "统一社会信用代码", "英文名", "简称、曾用名")
INTERNAL = ("search_text", "internal_note", "internal_contact")


class CompanyBuilder(Builder):
    model, kind = Company, Kind.COMPANY

    def rows(self, pks):
        on_lists = ListMembership.objects.filter(list__is_public=True).select_related("list")
        return (
            self.public_rows()
            .filter(pk__in=pks)
            .select_related("sector", "town")
            .defer(*INTERNAL)
            .prefetch_related("aliases", "people", "tags", Prefetch("memberships", on_lists))
        )

    def built(self, company):
        words = Words(
            [(alias.name, alias.kind) for alias in company.aliases.all()],
            [(person.name, person.role) for person in company.people.all() if person.is_public],
            [tag.name for tag in company.tags.all()],
        )
        names = [company.title, company.short_name, *(name for name, _ in words.aliases), company.english_name]
        return Built(
            kind=self.kind,
            pk=company.pk,
            title=company.title,
            url=company.get_absolute_url(),
            names=list(dict.fromkeys(stated(names))),
            numbers=stated([company.credit_code]),
            summary=company.summary.splitlines(),
            body=self._body(company, words),
            topics=keys("sector", [company.sector_id]),
            towns=[company.town_id] if company.town_id else [],
            expire_at=company.expire_at,
            moments=[midnight(membership.left_on) for membership in company.memberships.all()],
        )

    def _body(self, company, words):
        about = [fact for fact in facts(company, words.aliases) if fact.label not in NAMED_ELSEWHERE]
        lists = [f"列入{row.name}（已移出）" if row.is_past else f"列入{row.name}" for row in memberships(company)]
        return stated(
            [
                f"类别：{company.get_kind_display()}",
                f"标签：{'、'.join(words.tags)}" if words.tags else "",
                *lines_of_facts([*business(company), *about, *people(words.people)]),
                *lists,
            ]
        )


BUILDERS = [CompanyBuilder()]
