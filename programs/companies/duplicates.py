"""Is this company in the register already? Asked on entry, on import, and by the desk's report."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q

from .credit_codes import clean_credit_code
from .models import Company, CompanyAlias
from .names import normalised_name

BATCH = 2000  # names that one query asks for
SAME_CODE = "统一社会信用代码相同"
SAME_NAME = "名称相同（不计括号、空格和公司形式）"


@dataclass(frozen=True)
class Duplicate:
    """What may be the same company: one on record or, in a batch, an earlier row by its index; and why (in Chinese)."""

    company: Company | None
    reason: str
    row: int | None = None


@dataclass(frozen=True)
class Names:
    """All that one company may be recognised by: normalised name → how it was written, and its credit code."""

    title: str
    others: dict
    credit_code: str | None

    @classmethod
    def of(cls, company, alias_names=None):
        """`alias_names` spares a query for the aliases of a saved company, or names those of one that has none yet."""
        if alias_names is None:
            alias_names = [alias.name for alias in company.aliases.all()]
        return cls.said(company.title, company.short_name, alias_names, company.credit_code)

    @classmethod
    def said(cls, title, short_name, alias_names, credit_code):
        """The names of what is no company yet: as they are written in a form or in a sheet."""
        key = normalised_name(title or "")
        others = {normalised_name(name): name for name in [short_name or "", *alias_names]}
        return cls(
            key, {other: name for other, name in others.items() if other and other != key}, _code_of(credit_code)
        )

    @property
    def all(self):
        return {self.title, *self.others} - {""}

    def beyond(self, before):
        """What of these is new to a company that went by the names `before`."""
        return Names(
            "" if self.title in before.all else self.title,
            {key: name for key, name in self.others.items() if key not in before.all},
            None if self.credit_code == before.credit_code else self.credit_code,
        )

    def reason_against(self, other):
        """Why these may be the names of the company that has the names `other`; None when nothing says so."""
        if self.credit_code and self.credit_code == other.credit_code:
            return SAME_CODE
        if self.title and self.title == other.title:
            return SAME_NAME
        for key, name in other.others.items():
            if key == self.title:
                return f"名称就是它的简称或别名“{name}”"
        for key, name in self.others.items():
            if key == other.title:
                return f"简称或别名“{name}”就是它的名称"
            if key in other.others:
                return f"简称或别名“{name}”相同"
        return None


def _code_of(text):
    try:
        return clean_credit_code(text) if text else None
    except ValidationError:
        return None  # a wrong code is the form's business, and equals nobody's


def find_duplicates(company, alias_names=None):
    """Companies on record that `company`, saved or not, may be: credit code first. Two queries on indexes, and one for
    the aliases of a saved company unless `alias_names` are given."""
    return find_duplicates_among([Names.of(company, alias_names)], company.pk)[0]


def find_duplicates_among(names, pk=None):
    """The same for many new ones at once, or for the one with the number `pk`: see `find_duplicates_in_sheet`."""
    return find_duplicates_in_sheet([Proposal(one, one, pk) for one in names])


@dataclass(frozen=True)
class Proposal:
    """The names that a company will have, those among them that it has not had, and its number if it is on record."""

    after: Names
    added: Names
    pk: int | None = None

    def keeps_any(self, added):
        """Did this company have any of the names `added` before, and keeps it?"""
        if self.added.credit_code is None and self.after.credit_code and self.after.credit_code == added.credit_code:
            return True
        return bool(added.all & (self.after.all - self.added.all))


def find_duplicates_in_sheet(rows):
    """For each of `rows` (`Proposal`) a list of `Duplicate`: whom its added names may also mean. Three queries for each
    2000 names.

    Companies that are not among the rows count with their names on record, the others with the names they will have.
    Of two rows that come by one name, the later is told; of one that comes by it and one that has it, the former.
    """
    mine = {row.pk for row in rows}
    on_record = {pk: known for pk, known in _on_record([row.added for row in rows]).items() if pk not in mine}
    by_name, by_code = _index((pk, known) for pk, (_, known) in on_record.items())
    rows_by_name, rows_by_code = _index((index, row.after) for index, row in enumerate(rows))
    found = []
    for index, row in enumerate(rows):
        own = row.added
        duplicates = [
            Duplicate(on_record[pk][0], own.reason_against(on_record[pk][1]))
            for pk in sorted(_candidates(own, by_name, by_code))
        ]
        duplicates += [
            Duplicate(None, own.reason_against(rows[other].after), other)
            for other in sorted(_candidates(own, rows_by_name, rows_by_code) - {index})
            if other < index or rows[other].keeps_any(own)
        ]
        found.append(sorted(duplicates, key=lambda one: one.reason != SAME_CODE))
    return found


def _candidates(own, by_name, by_code):
    found = set(by_code.get(own.credit_code, ()))
    return found.union(*(by_name.get(key, ()) for key in own.all))


def _index(items):
    by_name, by_code = {}, {}
    for key, known in items:
        _add(key, known, by_name, by_code)
    return by_name, by_code


def _add(key, known, by_name, by_code):
    for name in known.all:
        by_name.setdefault(name, []).append(key)
    if known.credit_code:
        by_code.setdefault(known.credit_code, []).append(key)


def _on_record(names):
    """Companies on record that share a name or code with any of `names`: {pk: (company, Names)}."""
    keys = sorted({key for one in names for key in one.all})
    codes = sorted({one.credit_code for one in names if one.credit_code})
    found = {}
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        aliased = CompanyAlias.objects.filter(normalised_name__in=batch).values_list("company_id", flat=True)
        same = Q(normalised_name__in=batch) | Q(normalised_short_name__in=batch)
        found |= _light().filter(same).in_bulk()
        found |= _light().in_bulk(set(aliased) - set(found))
    for start in range(0, len(codes), BATCH):
        found |= _light().filter(credit_code__in=codes[start : start + BATCH]).in_bulk()
    return {pk: (company, Names.of(company, aliases)) for pk, company, aliases in _with_aliases(found)}


def _light():
    return Company.objects.only(
        "title", "slug", "short_name", "credit_code", "visibility", "live", "has_unpublished_changes"
    )


def _with_aliases(companies):
    aliases = {}
    pks = sorted(companies)
    for start in range(0, len(pks), BATCH):
        rows = CompanyAlias.objects.filter(company_id__in=pks[start : start + BATCH])
        for pk, name in rows.values_list("company_id", "name"):
            aliases.setdefault(pk, []).append(name)
    return [(pk, company, aliases.get(pk, [])) for pk, company in companies.items()]


def suspicious_names():
    """Normalised names that more than one company on record goes by, sorted; three queries."""
    others = Company.objects.exclude(pk=OuterRef("pk"))
    titles = Company.objects.filter(Exists(others.filter(normalised_name=OuterRef("normalised_name"))))
    shorts = Company.objects.exclude(normalised_short_name="").filter(
        Exists(others.filter(normalised_name=OuterRef("normalised_short_name")))
        | Exists(others.filter(normalised_short_name=OuterRef("normalised_short_name")))
    )
    elsewhere = Company.objects.exclude(pk=OuterRef("company_id"))
    aliases = CompanyAlias.objects.filter(
        Exists(elsewhere.filter(normalised_name=OuterRef("normalised_name")))
        | Exists(elsewhere.filter(normalised_short_name=OuterRef("normalised_name")))
        | Exists(
            CompanyAlias.objects.exclude(company=OuterRef("company_id")).filter(
                normalised_name=OuterRef("normalised_name")
            )
        )
    )
    names = set(titles.values_list("normalised_name", flat=True))
    names.update(shorts.values_list("normalised_short_name", flat=True))
    names.update(aliases.values_list("normalised_name", flat=True))
    return sorted(names - {""})


def companies_named(names):
    """For each of the normalised `names`, the companies that go by it: {name: [company, …]}; three queries."""
    same = Q(normalised_name__in=names) | Q(normalised_short_name__in=names)
    direct = list(Company.objects.filter(same))
    aliases = CompanyAlias.objects.filter(normalised_name__in=names).annotate(key=F("normalised_name"))
    aliased = list(aliases.values_list("key", "company_id"))
    rows = Company.objects.in_bulk({pk for _, pk in aliased})
    groups = {name: {} for name in names}
    for company in direct:
        for key in {company.normalised_name, company.normalised_short_name} & set(groups):
            groups[key][company.pk] = company
    for key, pk in aliased:
        groups[key][pk] = rows[pk]
    return {name: [group[pk] for pk in sorted(group)] for name, group in groups.items()}
