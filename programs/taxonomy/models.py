from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.search import index

from programs.records.model import Record
from programs.records.searching import found_by
from programs.records.slugs import SLUG_LENGTH, sort_key, unique_slug
from programs.texts.cleaning import clean_row
from programs.texts.folding import folded

from .querysets import TermQuerySet
from .trees import refuse_ring


class Term(index.Indexed, models.Model):
    """One word of a vocabulary. Merging two leaves the lost name as an alias of the kept one."""

    name = models.CharField("名称", max_length=100, unique=True)
    slug = models.SlugField(
        "网址名", max_length=SLUG_LENGTH, unique=True, blank=True, help_text="留空则按名称拼音自动生成。"
    )
    description = models.TextField("说明", blank=True)
    order = models.PositiveIntegerField("排序", default=0, help_text="数小的在前；相同的按拼音。")
    is_active = models.BooleanField("启用", default=True, help_text="停用后不再供选择，已用的仍然显示。")
    sort_key = models.CharField(max_length=120, editable=False, default="")
    normalised_name = models.CharField(max_length=255, editable=False, default="", db_index=True)

    objects = TermQuerySet.as_manager()

    search_fields = [*found_by("name", boost=10), *found_by("slug")]

    class Meta:
        abstract = True
        ordering = ["order", "sort_key", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        clean_row(self)
        self.fill_slug()
        self.sort_key = sort_key(self.name)
        self.normalised_name = folded(self.name)
        super().save(*args, **kwargs)

    def full_clean(self, *args, **kwargs):
        clean_row(self)
        self.fill_slug()
        super().full_clean(*args, **kwargs)

    def fill_slug(self):
        if not self.slug and self.name:
            self.slug = unique_slug(self.name, self._is_taken, "term")

    def _is_taken(self, slug):
        """Does another term have this address, or did one that was merged and is still looked for under it?"""
        others = type(self).objects.exclude(pk=self.pk)
        return others.filter(slug=slug).exists() or others._of_alias(slug=slug) is not None

    def clean(self):
        super().clean()
        name = folded(self.name)
        if name and not (self.pk and type(self).objects.filter(pk=self.pk, normalised_name=name).exists()):
            self._refuse_known(type(self).objects.exclude(pk=self.pk), name)

    def _refuse_known(self, others, name):
        """A word that is there already, however it is written, is not entered once more."""
        if known := others.filter(normalised_name=name).first():
            raise ValidationError({"name": f"词表里已有“{known}”，不计括号、空格和标点与“{self.name}”相同，不必另建。"})
        if known := others._of_alias(normalised_name=name):
            raise ValidationError({"name": f"“{self.name}”已是“{known}”的别名，不必另建。"})


class Department(Term):
    """A party, government or public body that issues, organises or answers for something (机构)."""

    class Kind(models.TextChoices):
        PARTY = "party", "党委机关"
        GOVERNMENT = "government", "政府部门"
        TOWN = "town", "街镇"
        SERVICE = "service", "服务机构"
        UPPER = "upper", "上级和驻地机构"
        GROUP = "group", "群团组织"

    name = models.CharField("名称", max_length=100, unique=True, help_text="全称。")
    short_name = models.CharField("简称", max_length=50, blank=True)
    kind = models.CharField("类别", max_length=20, choices=Kind, blank=True)
    phone = models.CharField("公开电话", max_length=100, blank=True)
    website = models.URLField("网站", blank=True)

    search_fields = [*Term.search_fields, *found_by("short_name", boost=5)]

    class Meta(Term.Meta):
        verbose_name = "机构"
        verbose_name_plural = "机构"


class Town(Term):
    """A town or sub-district (街镇)."""

    class Kind(models.TextChoices):
        STREET = "street", "街道"
        TOWN = "town", "镇"

    kind = models.CharField("类别", max_length=10, choices=Kind, blank=True)
    code = models.CharField("区划代码", max_length=12, blank=True)

    search_fields = [*Term.search_fields, *found_by("code")]

    class Meta(Term.Meta):
        verbose_name = "街镇"
        verbose_name_plural = "街镇"


class Sector(Term):
    """An industry sector. Choosing one includes those below it."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级行业"
    )
    code = models.CharField("行业代码", max_length=10, blank=True, help_text="国民经济行业分类的代码。")

    search_fields = [*Term.search_fields, *found_by("code")]

    class Meta(Term.Meta):
        verbose_name = "行业"
        verbose_name_plural = "行业"

    def clean(self):
        super().clean()
        refuse_ring(self)


class Topic(Term):
    """What a policy is about, as government sites classify it (主题分类)."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级主题"
    )

    class Meta(Term.Meta):
        verbose_name = "主题"
        verbose_name_plural = "主题分类"

    def clean(self):
        super().clean()
        refuse_ring(self)


class Audience(Term):
    """Whom something is for: 小微企业, 个体工商户, 求职者."""

    class Meta(Term.Meta):
        verbose_name = "适用对象"
        verbose_name_plural = "适用对象"


class Need(Term):
    """What an enterprise needs: keeping staff, steady production, orders, finance, customs, talent (企业需求)."""

    class Meta(Term.Meta):
        verbose_name = "企业需求"
        verbose_name_plural = "企业需求"


class CompanyTag(Term):
    """A mark that companies carry: 龙头, 链主, 专精特新."""

    class Meta(Term.Meta):
        verbose_name = "企业标签"
        verbose_name_plural = "企业标签"


class Alias(index.Indexed, models.Model):
    """Another name of a term: an abbreviation, or the name of a term that was merged into it."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name="词表")
    object_id = models.PositiveBigIntegerField("词条编号")
    term = GenericForeignKey()
    name = models.CharField("别名", max_length=100)
    slug = models.SlugField("旧网址名", max_length=SLUG_LENGTH, blank=True)
    normalised_name = models.CharField(max_length=255, editable=False, default="")

    search_fields = [*found_by("name", boost=10), *found_by("slug")]

    class Meta:
        verbose_name = "别名"
        verbose_name_plural = "别名"
        constraints = [models.UniqueConstraint(fields=["content_type", "name"], name="one_alias_a_vocabulary")]
        indexes = [
            models.Index(fields=["content_type", "slug"], name="alias_by_slug"),
            models.Index(fields=["content_type", "normalised_name"], name="alias_by_name"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.normalised_name = folded(self.name)
        super().save(*args, **kwargs)


VOCABULARIES = [Department, Town, Sector, Topic, Audience, Need, CompanyTag]


class Classified(Record):
    """A record for which a department answers."""

    responsible_department = models.ForeignKey(
        Department, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="责任部门"
    )

    class Meta:
        abstract = True
