from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable

from media.blocks import BodyBlock
from programs.companies.models import Company
from programs.policies.models import Policy
from programs.records.fields import ReferencedManyToManyField, by_last_change
from programs.records.model import Record, moments
from programs.records.searching import found_by
from programs.showing.attachments import open_attachments
from programs.showing.naming import OTHER_NAMES, lines
from programs.taxonomy.models import Classified, Department, Term, Town

from .dates import Precision, beginning, date_text, ends_too_early, finish, is_lost_sight_of
from .querysets import EventQuerySet
from .reading import badge, event_context, when


class EventSeries(Term):
    """What comes again: a fair and its editions."""

    name = models.CharField("系列名称", max_length=100, unique=True)

    search_fields = [*Term.search_fields, *found_by("description")]

    class Meta(Term.Meta):
        verbose_name = "活动系列"
        verbose_name_plural = "活动系列"


class State(models.TextChoices):
    """Where an event stands. Staff set it, but for the last; the clock moves a confirmed event on: see `Event.state_at`."""

    PLANNED = "planned", "计划中"
    CONFIRMED = "confirmed", "已确定"
    UNDER_WAY = "under_way", "进行中"
    ENDED = "ended", "已结束"
    POSTPONED = "postponed", "延期"
    CANCELLED = "cancelled", "取消"
    OPEN_ENDED = "open_ended", "结束时间未载"

    @classmethod
    def stated(cls):
        """What staff choose from, as choices."""
        return [choice for choice in cls.choices if choice[0] != cls.OPEN_ENDED]


class Event(Classified):
    """Something that takes place, or was to."""

    class Kind(models.TextChoices):
        FAIR = "fair", "订货会"
        JOB_FAIR = "job_fair", "招聘会"
        INVESTMENT = "investment", "招商考察"
        SIGNING = "signing", "签约"
        CAMPAIGN = "campaign", "专项行动"
        COMMUNITY = "community", "社区活动"
        TRADE_TRIP = "trade_trip", "外出拓市"
        OTHER = "other", "其他"

    fallback_slug = "event"

    title = models.CharField("名称", max_length=255)
    short_title = models.CharField("简称", max_length=100, blank=True)
    other_names = models.TextField("别名", blank=True, help_text=OTHER_NAMES)
    series = models.ForeignKey(
        EventSeries, models.PROTECT, null=True, blank=True, related_name="events", verbose_name="系列"
    )
    edition = models.PositiveSmallIntegerField("届次", null=True, blank=True, help_text="第几届，只写数字。")
    kind = models.CharField("类别", max_length=20, choices=Kind, default=Kind.OTHER)
    state = models.CharField("状态", max_length=20, choices=State.stated(), default=State.PLANNED)
    starts_at = models.DateTimeField("开始", null=True, blank=True)
    ends_at = models.DateTimeField("结束", null=True, blank=True)
    precision = models.CharField("时间精度", max_length=10, choices=Precision, default=Precision.DAY)
    is_year_inferred = models.BooleanField("年份为推定", default=False, help_text="来源没有印出年份，由上下文推定。")
    printed_date = models.CharField(
        "来源中的日期", max_length=100, blank=True, help_text="照原文写，如 2022年12月16日晚。"
    )
    venue = models.CharField("地点", max_length=255, blank=True)
    town = models.ForeignKey(Town, models.PROTECT, null=True, blank=True, related_name="events", verbose_name="街镇")
    online_link = models.URLField("线上入口", blank=True)
    policies = ReferencedManyToManyField(Policy, blank=True, related_name="events", verbose_name="相关政策")
    body = StreamField(BodyBlock(), blank=True, verbose_name="活动介绍")
    recap = RichTextField("活动回顾", blank=True, features=["bold", "link", "ul", "ol", "document-link"])
    contact = models.TextField("咨询方式", blank=True)
    # The first moment that the dates may mean, and the first one after all that they may mean: what queries ask.
    begins_at = models.DateTimeField(null=True, editable=False)
    finishes_at = models.DateTimeField(null=True, editable=False)

    objects = EventQuerySet.as_manager()

    search_fields = [*Record.search_fields, *found_by("short_title", boost=5)]

    class Meta:
        verbose_name = "活动"
        verbose_name_plural = "活动"
        ordering = ["-begins_at", "-pk"]
        indexes = [
            models.Index(fields=["begins_at", "id"], name="event_by_beginning"),
            models.Index(fields=["finishes_at", "id"], name="event_by_finish"),
            *moments("event"),
            by_last_change("event_by_last_change"),
        ]

    def clean(self):
        super().clean()
        if ends_too_early(self):
            raise ValidationError({"ends_at": "结束早于开始。"})
        if self.ends_at and not self.starts_at:
            raise ValidationError({"starts_at": "写了结束，也请写开始。"})

    def searchable_texts(self):
        parties = [party.display_name for party in self.parties.all() if party.company_id is None]  # see `says`
        return [*super().searchable_texts(), self.short_title, self.other_names, self.venue, *parties]

    def page_context(self):
        return event_context(self)

    def prepare(self):
        super().prepare()
        self.begins_at = beginning(self.starts_at, self.precision)
        self.finishes_at = finish(self)

    @property
    def further_names(self):
        return lines(self.other_names)

    @property
    def standing(self):
        """Where it stands, in words, with what nobody has said of it."""
        return badge(self)

    @property
    def open_attachments(self):
        return open_attachments(self)

    @property
    def when(self):
        """The same, but nothing where no source tells."""
        return when(self)

    @property
    def date_text(self):
        """When it takes place, in words as precise as the source."""
        return date_text(self)

    def state_at(self, now=None):
        """Where this event stands at `now`. The clock moves a confirmed event on; of a planned one nobody has said
        that it took place, so it stays planned; and of one that was under way once nobody knows for ever that it is."""
        now = now or timezone.now()
        if self.state not in {State.CONFIRMED, State.UNDER_WAY}:
            return State(self.state)
        if self.finishes_at and self.finishes_at <= now:
            return State.ENDED
        if is_lost_sight_of(self, now) and (self.begins_at or self.state == State.UNDER_WAY):
            return State.OPEN_ENDED
        if self.begins_at and self.begins_at <= now:
            return State.UNDER_WAY
        return State(self.state)


class EventParty(Orderable):
    """Somebody who organises an event or takes part: a company, a department, or a name alone."""

    class Role(models.TextChoices):
        HOST = "host", "主办"
        ORGANISER = "organiser", "承办"
        CO_ORGANISER = "co_organiser", "协办"
        PARTICIPANT = "participant", "参与"
        SIGNATORY = "signatory", "签约方"
        VISITED = "visited", "走访对象"

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField("身份", max_length=20, choices=Role, default=Role.PARTICIPANT)
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="event_parts", verbose_name="企业"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="event_parts", verbose_name="机构"
    )
    name = models.CharField("名称", max_length=200, blank=True, help_text="不在台账里的，照来源写。")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "参与方"
        verbose_name_plural = "参与方"

    def __str__(self):
        return self.display_name

    def clean(self):
        if not (self.company_id or self.department_id or self.name):
            raise ValidationError("请选择企业或机构，或者写下名称。")

    @property
    def is_public(self):
        """May readers be told? A company that is no public record is not named, not even by the source's words."""
        return self.company is None or self.company.is_public

    @property
    def display_name(self):
        return self.name or str(self.company or self.department or "")


class EventStop(Orderable):
    """One stop of an itinerary."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="stops")
    place = models.CharField("地点", max_length=200)
    time_text = models.CharField("时间", max_length=100, blank=True)
    description = models.TextField("内容", blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "行程"
        verbose_name_plural = "行程"

    def __str__(self):
        return self.place


class EventFigure(Orderable):
    """A target or a result, with where it is written. A plan is no result, an intent is no contract."""

    class Basis(models.TextChoices):
        PLANNED = "planned", "计划"
        ACTUAL = "actual", "实际"
        INTENT = "intent", "意向"

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField("指标", max_length=100)
    qualifier = models.CharField("限定", max_length=20, blank=True, help_text="超、约、余、破等，照来源写。")
    figure = models.DecimalField("数值", max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    basis = models.CharField("性质", max_length=10, choices=Basis)
    printed = models.CharField("来源中的写法", max_length=100, blank=True)
    source = models.CharField("来源", max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "目标与成果"
        verbose_name_plural = "目标与成果"

    def __str__(self):
        return self.name


class EventAttachment(Orderable):
    """A file that belongs to an event."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="attachments")
    attachment = models.ForeignKey("media.Attachment", models.PROTECT, related_name="+", verbose_name="附件")
    title = models.CharField("显示名称", max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "活动附件"
        verbose_name_plural = "活动附件"

    def __str__(self):
        return self.title or str(self.attachment)
