"""The form of an event."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from programs.desk.panels import IS_ANOTHER, TITLE, internal_tab, publication, record_form, sources_tab
from programs.desk.widgets import ChooseMany
from programs.policies.models import Policy

from .words import HELP

FACTS = ObjectList(
    [
        MultiFieldPanel(
            [
                TITLE,
                IS_ANOTHER,
                FieldPanel("short_title"),
                FieldPanel("other_names"),
                FieldRowPanel([FieldPanel("series"), FieldPanel("edition")]),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("state", help_text=HELP["state"])]),
                FieldPanel("summary"),
            ],
            "名称与状态",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("precision"), FieldPanel("printed_date")]),
                FieldPanel("is_year_inferred"),
            ],
            "时间",
            help_text="先选时间精度：到日、到月、到季度的，填其中任意一刻即可，读者只看到那一日、那一月、那一季度。",
        ),
        MultiFieldPanel([FieldPanel("venue"), FieldRowPanel([FieldPanel("town"), FieldPanel("online_link")])], "地点"),
        publication(),
    ],
    heading="基本情况",
)
PEOPLE = ObjectList(
    [
        InlinePanel(
            "parties",
            [
                FieldPanel("role"),
                FieldRowPanel([FieldPanel("company"), FieldPanel("department")]),
                FieldRowPanel([FieldPanel("name"), FieldPanel("note")]),
            ],
            heading="主办、承办和参与方",
            label="参与方",
            help_text="台账里有的，选企业或机构；没有的，照来源写名称。",
        ),
        InlinePanel(
            "stops",
            [FieldRowPanel([FieldPanel("place"), FieldPanel("time_text")]), FieldPanel("description")],
            heading="行程",
            label="一站",
        ),
    ],
    heading="参与方与行程",
)
FIGURES = ObjectList(
    [
        InlinePanel(
            "figures",
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("basis")]),
                FieldRowPanel([FieldPanel("qualifier"), FieldPanel("figure"), FieldPanel("unit")]),
                FieldRowPanel([FieldPanel("printed"), FieldPanel("source")]),
            ],
            heading="目标与成果",
            label="指标",
            help_text="计划、意向和实际分开写：意向签约不是成交。",
        ),
    ],
    heading="目标与成果",
)
TEXT = ObjectList(
    [
        FieldPanel("body"),
        FieldPanel("recap"),
        InlinePanel(
            "attachments",
            [FieldRowPanel([FieldPanel("attachment"), FieldPanel("title")])],
            heading="附件",
            label="附件",
        ),
        FieldPanel("policies", widget=ChooseMany(Policy)),
        FieldPanel("contact"),
    ],
    heading="介绍、回顾与附件",
)
EVENT_FORM = record_form(FACTS, PEOPLE, FIGURES, TEXT, sources_tab(), internal_tab(review_help=HELP["review_by_on"]))
