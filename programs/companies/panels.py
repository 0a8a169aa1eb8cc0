"""The form of a company."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from programs.desk.panels import IS_ANOTHER, TITLE, internal_tab, publication, record_form, sources_tab
from programs.desk.widgets import FilteredCheckboxes

from .forms import CompanyForm

FACTS = ObjectList(
    [
        MultiFieldPanel(
            [
                TITLE,
                FieldRowPanel([FieldPanel("short_name"), FieldPanel("english_name")]),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("credit_code")]),
                IS_ANOTHER,
            ],
            "名称与身份",
        ),
        InlinePanel(
            "aliases",
            [FieldRowPanel([FieldPanel("name"), FieldPanel("kind")])],
            heading="别名和曾用名",
            label="别名",
            help_text="按这些名称也能找到它；查重时也会比对。",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sector"), FieldPanel("size_band")]),
                FieldRowPanel([FieldPanel("town"), FieldPanel("founded_on")]),
                FieldPanel("address"),
                FieldPanel("parent"),
                FieldPanel("tags", widget=FilteredCheckboxes),
            ],
            "行业、规模和所在地",
        ),
        publication(),
    ],
    heading="基本情况",
)
BUSINESS = ObjectList(
    [
        FieldPanel("summary"),
        FieldPanel("main_products"),
        FieldPanel("export_markets"),
        FieldPanel("website"),
        FieldPanel("public_contact"),
        FieldPanel("logo"),
    ],
    heading="经营与联系",
)
PEOPLE = ObjectList(
    [
        InlinePanel(
            "people",
            [FieldRowPanel([FieldPanel("name"), FieldPanel("role")]), FieldPanel("is_public")],
            heading="人员",
            label="人员",
            help_text="没有勾选“公开”的人员只有工作人员能看到。",
        ),
        InlinePanel(
            "memberships",
            [
                FieldPanel("list"),
                FieldRowPanel([FieldPanel("entered_on"), FieldPanel("left_on")]),
                FieldPanel("basis"),
            ],
            heading="列入的名单",
            label="名单记录",
            help_text="不公开的名单只有工作人员能看到；移出时填移出日期，不要删掉这一行。",
        ),
    ],
    heading="人员与名单",
)
COMPANY_FORM = record_form(
    FACTS, BUSINESS, PEOPLE, sources_tab(), internal_tab(FieldPanel("internal_contact")), form=CompanyForm
)
