"""Is this company in the register already? By its code, by its name without the legal form, by short names and aliases."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from programs.sameness.recognition import Recognition, recognise

from .credit_codes import clean_credit_code
from .models import Company, CompanyAlias

BATCH = 2000  # companies whose aliases one query asks for
SAME_CODE = "统一社会信用代码相同"
SAME_NAME = "名称相同（不计括号、空格和公司形式）"


class CompanyRecognition(Recognition):
    fields = ("title", "short_name", "credit_code")
    code_field = code_column = "credit_code"
    same_code, same_name, counter = SAME_CODE, SAME_NAME, "家"

    def of(self, record, alias_names=None):
        if alias_names is None:
            alias_names = [alias.name for alias in record.aliases.all()]
        return self.said(record.title, record.short_name, alias_names, record.credit_code)

    def folded_code(self, text):
        try:
            return clean_credit_code(text)
        except ValidationError:
            return None  # a wrong code is the form's business, and equals nobody's

    def goes_by(self, names):
        return Q(normalised_name__in=names) | Q(normalised_short_name__in=names)

    def aliased(self, names):
        return set(CompanyAlias.objects.filter(normalised_name__in=names).values_list("company_id", flat=True))

    def _with_aliases(self, records):
        aliases = {}
        pks = sorted(records)
        for start in range(0, len(pks), BATCH):
            rows = CompanyAlias.objects.filter(company_id__in=pks[start : start + BATCH])
            for pk, name in rows.values_list("company_id", "name"):
                aliases.setdefault(pk, []).append(name)
        return [(pk, company, aliases.get(pk, [])) for pk, company in records.items()]

    def merge_url(self, company):
        return reverse("merge_company", args=[company.pk])

    def suspicious(self):
        """Three queries."""
        companies = Company.objects.on_record()
        others = companies.exclude(pk=OuterRef("pk"))
        shorts = companies.exclude(normalised_short_name="").filter(
            Exists(others.filter(normalised_name=OuterRef("normalised_short_name")))
            | Exists(others.filter(normalised_short_name=OuterRef("normalised_short_name")))
        )
        elsewhere = companies.exclude(pk=OuterRef("company_id"))
        of_others = CompanyAlias.objects.exclude(company=OuterRef("company_id")).filter(company__is_unfinished=False)
        aliases = CompanyAlias.objects.filter(company__is_unfinished=False).filter(
            Exists(elsewhere.filter(normalised_name=OuterRef("normalised_name")))
            | Exists(elsewhere.filter(normalised_short_name=OuterRef("normalised_name")))
            | Exists(of_others.filter(normalised_name=OuterRef("normalised_name")))
        )
        names = set(super().suspicious())
        names.update(shorts.values_list("normalised_short_name", flat=True))
        names.update(aliases.values_list("normalised_name", flat=True))
        return sorted(names - {""})

    def named(self, names):
        """Three queries."""
        direct = list(Company.objects.on_record().filter(self.goes_by(names)))
        aliases = CompanyAlias.objects.filter(normalised_name__in=names).annotate(key=F("normalised_name"))
        aliased = list(aliases.values_list("key", "company_id"))
        rows = Company.objects.on_record().in_bulk({pk for _, pk in aliased})
        groups = {name: {} for name in names}
        for company in direct:
            for key in {company.normalised_name, company.normalised_short_name} & set(groups):
                groups[key][company.pk] = company
        for key, pk in aliased:
            if pk in rows:
                groups[key][pk] = rows[pk]
        return {name: [group[pk] for pk in sorted(group)] for name, group in groups.items()}


COMPANIES = recognise(CompanyRecognition(Company))
