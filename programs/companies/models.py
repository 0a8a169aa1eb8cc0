from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable
from wagtail.search import index

from programs.records.fields import ReferencedManyToManyField, by_last_change
from programs.records.model import Record, moments
from programs.records.searching import found_by, found_by_keepers
from programs.taxonomy.models import Classified, CompanyTag, Sector, Term, Town
from programs.taxonomy.trees import refuse_ring

from .credit_codes import clean_credit_code
from .lists import overlap
from .names import normalised_name
from .querysets import CompanyQuerySet
from .reading import company_context


class SizeBand(models.TextChoices):
    """Sizes as the national statistics name them."""

    LARGE = "large", "大型"
    MEDIUM = "medium", "中型"
    SMALL = "small", "小型"
    MICRO = "micro", "微型"


class CompanyList(Term):
    """A named list that companies enter and leave: 白名单, 重点外贸企业."""

    name = models.CharField("名单名称", max_length=100, unique=True)
    basis = models.TextField("设立依据", blank=True)
    is_public = models.BooleanField("公开", default=False, help_text="不公开的名单只有工作人员能看到。")

    search_fields = [*Term.search_fields, *found_by("description", "basis")]

    class Meta(Term.Meta):
        verbose_name = "企业名单"
        verbose_name_plural = "企业名单"


class Company(Classified):
    """A company, or another organisation that the register keeps."""

    class Kind(models.TextChoices):
        COMPANY = "company", "企业"
        MARKET = "market", "市场"
        PARK = "park", "园区"
        ASSOCIATION = "association", "协会"
        INSTITUTION = "institution", "机构"
        FOREIGN = "foreign", "境外客商"

    internal_fields = (*Record.internal_fields, "internal_contact", "normalised_short_name")
    fallback_slug = "company"

    title = models.CharField("法定名称", max_length=255, help_text="登记的全称；不知道全称时写来源中的名称。")
    short_name = models.CharField("简称", max_length=100, blank=True)
    english_name = models.CharField("英文名", max_length=255, blank=True)
    kind = models.CharField("类别", max_length=20, choices=Kind, default=Kind.COMPANY)
    credit_code = models.CharField(
        "统一社会信用代码", max_length=18, unique=True, null=True, blank=True, help_text="18位；不知道就留空。"
    )
    sector = models.ForeignKey(
        Sector, models.PROTECT, null=True, blank=True, related_name="companies", verbose_name="行业"
    )
    town = models.ForeignKey(Town, models.PROTECT, null=True, blank=True, related_name="companies", verbose_name="街镇")
    address = models.CharField("地址", max_length=255, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    size_band = models.CharField("规模", max_length=10, choices=SizeBand, blank=True)
    main_products = models.TextField("主要产品", blank=True)
    export_markets = models.TextField("出口市场", blank=True)
    tags = ReferencedManyToManyField(CompanyTag, blank=True, related_name="companies", verbose_name="标签")
    website = models.URLField("网站", blank=True)
    public_contact = models.TextField("公开联系方式", blank=True)
    internal_contact = models.TextField("内部联系方式", blank=True, help_text="只有工作人员能看到。")
    logo = models.ForeignKey(
        "media.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="标志"
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="subsidiaries", verbose_name="母公司或上级单位",
        db_index=False,
    )  # fmt: skip
    normalised_short_name = models.CharField(max_length=255, editable=False, default="", db_index=True)

    objects = CompanyQuerySet.as_manager()

    search_fields = [
        *Record.search_fields,
        *found_by("short_name", "english_name", boost=5),
        *found_by_keepers("internal_contact"),
    ]

    class Meta:
        verbose_name = "企业"
        verbose_name_plural = "企业"
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="company_by_name"),
            # nearly none has a parent: an index of all would count as useless
            models.Index(fields=["parent", "sort_key", "id"], name="company_below", condition=Q(parent__isnull=False)),
            *moments("company"),
            by_last_change("company_by_last_change"),
        ]

    def clean(self):
        super().clean()
        self.credit_code = clean_credit_code(self.credit_code) if self.credit_code else None
        refuse_ring(self)
        if problem := overlap(self.memberships.all()):
            raise ValidationError(problem)

    def searchable_texts(self):
        names = [alias.name for alias in self.aliases.all()]
        return [
            *super().searchable_texts(),
            self.short_name,
            self.english_name,
            *names,
            self.credit_code,
            self.main_products,
            self.export_markets,
            self.address,
        ]

    def page_context(self):
        return company_context(self)

    @classmethod
    def normalised(cls, title):
        return normalised_name(title)

    def prepare(self):
        super().prepare()
        self.credit_code = self.credit_code or None
        self.normalised_short_name = normalised_name(self.short_name)

    @property
    def public_memberships(self):
        """What readers may know of the lists that it is or was on."""
        return [membership for membership in self.memberships.all() if membership.list.is_public]


class CompanyAlias(index.Indexed, Orderable):
    """Another name of a company: by which it is also known, or was known."""

    class Kind(models.TextChoices):
        SHORT = "short", "简称"
        FORMER = "former", "曾用名"
        BRAND = "brand", "品牌"
        OTHER = "other", "其他"

    company = ParentalKey(Company, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField("名称", max_length=255)
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.OTHER)
    normalised_name = models.CharField(max_length=255, editable=False, default="", db_index=True)

    search_fields = found_by("name", boost=10)

    class Meta(Orderable.Meta):
        verbose_name = "别名"
        verbose_name_plural = "别名"

    def __str__(self):
        return self.name

    def prepare(self):
        self.normalised_name = normalised_name(self.name)

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)


class CompanyPerson(Orderable):
    """Somebody who stands for a company in public, or whom only staff should know."""

    company = ParentalKey(Company, on_delete=models.CASCADE, related_name="people")
    name = models.CharField("姓名", max_length=50)
    role = models.CharField("职务", max_length=100, blank=True)
    is_public = models.BooleanField("公开", default=False, help_text="本人职务已见于公开报道或公示的，才可公开。")

    class Meta(Orderable.Meta):
        verbose_name = "人员"
        verbose_name_plural = "人员"

    def __str__(self):
        return self.name


class ListMembership(Orderable):
    """A company's time on a named list."""

    company = ParentalKey(Company, on_delete=models.CASCADE, related_name="memberships")
    list = models.ForeignKey(CompanyList, models.PROTECT, related_name="memberships", verbose_name="名单")
    entered_on = models.DateField("列入日期", null=True, blank=True)
    left_on = models.DateField("移出日期", null=True, blank=True)
    basis = models.CharField("依据", max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "名单记录"
        verbose_name_plural = "名单记录"

    def __str__(self):
        return str(self.list)

    def clean(self):
        if self.entered_on and self.left_on and self.left_on < self.entered_on:
            raise ValidationError({"left_on": "移出日期早于列入日期。"})
