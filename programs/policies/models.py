from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from media.blocks import BodyBlock
from programs.companies.models import SizeBand
from programs.records.fields import ChoiceListField, ReferencedManyToManyField, by_last_change
from programs.records.model import Record, moments
from programs.records.searching import found_by
from programs.showing.attachments import open_attachments
from programs.showing.naming import OTHER_NAMES, lines
from programs.taxonomy.models import Audience, Classified, Department, Need, Sector, Topic, Town
from programs.texts.folding import folded_number

from .claims import claims_of, listed_claims
from .querysets import PolicyItemQuerySet, PolicyQuerySet
from .reading import policy_context
from .succession import refuse_ring
from .validity import validity_of


class Validity(models.TextChoices):
    """What a policy's dates and successors say of it on a given day."""

    PENDING = "pending", "尚未施行"
    VALID = "valid", "有效"
    EXPIRED = "expired", "失效"
    REPEALED = "repealed", "废止"
    UNSTATED = "unstated", "未载"


class Policy(Classified):
    """A policy document, or another measure that the register keeps as one."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", "政策文件"
        FUNDING = "funding", "资金机制"
        FINANCE = "finance", "金融产品"
        PILOT = "pilot", "试点"
        CAMPAIGN = "campaign", "专项行动"
        SERVICE = "service", "服务机制"

    internal_fields = (*Record.internal_fields, "normalised_number")
    fallback_slug = "policy"

    title = models.CharField("标题", max_length=255, help_text="文件的全称，照原文写。")
    short_title = models.CharField("简称", max_length=100, blank=True)
    other_names = models.TextField("别名", blank=True, help_text=OTHER_NAMES)
    kind = models.CharField("类别", max_length=20, choices=Kind, default=Kind.DOCUMENT)
    issuers = ReferencedManyToManyField(Department, blank=True, related_name="issued_policies", verbose_name="发文机关")
    issuer_text = models.CharField(
        "发文机关（原文）", max_length=200, blank=True, help_text="来源没有写明是哪个机构时，照原文写。"
    )
    index_number = models.CharField("索引号", max_length=100, blank=True)
    document_number = models.CharField("发文字号", max_length=100, blank=True)
    unified_number = models.CharField("统一编号", max_length=100, blank=True)
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="policies", verbose_name="主题分类"
    )
    keywords = models.CharField("主题词", max_length=200, blank=True)
    written_on = models.DateField("成文日期", null=True, blank=True)
    published_on = models.DateField("发布日期", null=True, blank=True)
    effective_from = models.DateField("施行日期", null=True, blank=True)
    effective_to = models.DateField("有效期至", null=True, blank=True, help_text="含当日。")
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    repeal_basis = models.CharField("废止依据", max_length=255, blank=True)
    supersedes = ReferencedManyToManyField(
        "self", symmetrical=False, blank=True, related_name="superseded_by", verbose_name="取代的文件"
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name="正文")
    contact = models.TextField("咨询方式", blank=True)
    normalised_number = models.CharField(max_length=255, editable=False, default="", db_index=True)

    objects = PolicyQuerySet.as_manager()

    search_fields = [*Record.search_fields, *found_by("short_title", "document_number", boost=5)]

    class Meta:
        verbose_name = "政策"
        verbose_name_plural = "政策"
        ordering = ["-published_on", "-pk"]
        indexes = [
            models.Index(fields=["published_on", "id"], name="policy_by_day"),
            by_last_change("policy_by_last_change"),
            *moments("policy"),
        ]

    def clean(self):
        super().clean()
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValidationError({"effective_to": "有效期至早于施行日期。"})

    def full_clean(self, *args, **kwargs):
        super().full_clean(*args, **kwargs)
        refuse_ring(self)

    def searchable_texts(self):
        return [
            *super().searchable_texts(),
            self.short_title,
            self.other_names,
            self.issuer_text,
            self.document_number,
            self.index_number,
            self.unified_number,
            self.keywords,
            *(f"{item.title}\n{item.gives}" for item in self.items.all()),
        ]

    def page_context(self):
        return policy_context(self)

    @classmethod
    def identity(cls, attribute, value):
        return folded_number(value) if attribute == "document_number" else super().identity(attribute, value)

    @classmethod
    def kept_as(cls, attribute, value):
        is_number = attribute == "document_number"
        return ("normalised_number", folded_number(value)) if is_number else super().kept_as(attribute, value)

    def prepare(self):
        super().prepare()
        self.normalised_number = folded_number(self.document_number)

    @property
    def further_names(self):
        return lines(self.other_names)

    @property
    def claims(self):
        """What of it can be claimed now or will be: see `claims_of`. Nothing of what is not in force."""
        if self.validity_on() not in {Validity.VALID, Validity.UNSTATED}:
            return None
        return listed_claims(self) if hasattr(self, "first_claim") else claims_of(self.items.all())

    @property
    def open_attachments(self):
        return open_attachments(self)

    def validity_on(self, day=None, successors=None):
        """What this policy is worth on `day` (today): see `Validity`. A published successor repeals it from its own
        first day on. Dates that the source does not state make no claim. `successors`: the public ones, if known."""
        if successors is None:
            known = self.superseded_by.all() if self.pk else ()
            successors = [successor for successor in known if successor.is_public]
        successors = [successor for successor in successors if successor.pk != self.pk]
        return Validity(validity_of(self, successors, day or timezone.localdate()))


class PolicyAttachment(Orderable):
    """A file that belongs to a policy, such as the original document."""

    policy = ParentalKey(Policy, on_delete=models.CASCADE, related_name="attachments")
    attachment = models.ForeignKey("media.Attachment", models.PROTECT, related_name="+", verbose_name="附件")
    title = models.CharField("显示名称", max_length=200, blank=True, help_text="留空则用附件本身的标题。")
    is_original = models.BooleanField("原文件", default=False, help_text="文件的正式版式，如盖章的 PDF。")

    class Meta(Orderable.Meta):
        verbose_name = "政策附件"
        verbose_name_plural = "政策附件"

    def __str__(self):
        return self.title or str(self.attachment)


class PolicyItem(index.Indexed, Orderable, ClusterableModel):
    """Something in a policy that can be claimed (惠企事项). What the source does not state stays empty."""

    class Benefit(models.TextChoices):
        REWARD = "reward", "奖补"
        RELIEF = "relief", "减免"
        FINANCE = "finance", "融资"
        RIGHT = "right", "权益"
        QUALIFICATION = "qualification", "资质"
        SERVICE = "service", "服务"

    class ClaimMode(models.TextChoices):
        WITHOUT = "without", "免申即享"
        QUICK = "quick", "快申快享"
        APPLICATION = "application", "申报"

    policy = ParentalKey(Policy, on_delete=models.CASCADE, related_name="items")
    number = models.CharField("序号", max_length=20, blank=True, help_text="文件里的条目号，如 三、3.2。")
    title = models.CharField("事项名称", max_length=200)
    gives = models.TextField("给什么", blank=True)
    benefit = models.CharField("优惠类别", max_length=20, choices=Benefit, blank=True)
    amount_text = models.CharField("额度（原文）", max_length=255, blank=True)
    amount_ceiling = models.DecimalField("最高额度（元）", max_digits=16, decimal_places=2, null=True, blank=True)
    sectors = ReferencedManyToManyField(Sector, blank=True, related_name="policy_items", verbose_name="适用行业")
    towns = ReferencedManyToManyField(Town, blank=True, related_name="policy_items", verbose_name="适用街镇")
    size_bands = ChoiceListField("适用规模", options=SizeBand)
    needs = ReferencedManyToManyField(Need, blank=True, related_name="policy_items", verbose_name="解决的需求")
    audiences = ReferencedManyToManyField(Audience, blank=True, related_name="policy_items", verbose_name="适用对象")
    who_text = models.TextField("惠及对象（原文）", blank=True)
    conditions = models.TextField("申报条件", blank=True, help_text="一行一条。")
    materials = models.TextField("办理材料", blank=True, help_text="一行一项。")
    claim_mode = models.CharField("兑现方式", max_length=20, choices=ClaimMode, blank=True)
    where = models.CharField("受理地址", max_length=255, blank=True)
    link = models.URLField("办理网址", blank=True)
    phone = models.CharField("咨询电话", max_length=100, blank=True)
    opens_on = models.DateField("开始受理", null=True, blank=True)
    closes_on = models.DateField("截止受理", null=True, blank=True, help_text="含当日。")

    objects = PolicyItemQuerySet.as_manager()

    search_fields = found_by("title", boost=10)

    class Meta(Orderable.Meta):
        verbose_name = "惠企事项"
        verbose_name_plural = "惠企事项"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.policy.get_absolute_url()}#item-{self.pk}"

    def clean(self):
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": "截止受理早于开始受理。"})
        if self.amount_ceiling is not None and self.amount_ceiling < 0:
            raise ValidationError({"amount_ceiling": "最高额度不能是负数。"})
