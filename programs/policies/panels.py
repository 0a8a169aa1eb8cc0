"""The form of a policy and of its items."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from programs.desk.panels import (
    IS_ANOTHER,
    TITLE,
    KeepingInlinePanel,
    internal_tab,
    publication,
    record_form,
    sources_tab,
)
from programs.desk.widgets import ChooseMany, FilteredCheckboxes

from .forms import PolicyForm
from .models import Policy

DOCUMENT = ObjectList(
    [
        MultiFieldPanel(
            [
                TITLE,
                IS_ANOTHER,
                FieldPanel("short_title"),
                FieldPanel("other_names"),
                FieldPanel("kind"),
                FieldPanel("summary"),
            ],
            "名称",
        ),
        MultiFieldPanel(
            [
                FieldPanel("issuers", widget=FilteredCheckboxes),
                FieldPanel("issuer_text"),
                FieldRowPanel([FieldPanel("index_number"), FieldPanel("document_number")]),
                FieldRowPanel([FieldPanel("unified_number"), FieldPanel("topic")]),
                FieldPanel("keywords"),
                FieldRowPanel([FieldPanel("written_on"), FieldPanel("published_on")]),
            ],
            "发文信息",
            help_text="来源没有写的，留空；读者看到的是“未载”。",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_to")]),
                FieldRowPanel([FieldPanel("repealed_on"), FieldPanel("repeal_basis")]),
                FieldPanel("supersedes", widget=ChooseMany(Policy)),
            ],
            "效力",
            help_text="有效、失效、废止按日期和取代关系自动算出；这份文件取代了哪些旧文件，在这里选。",
        ),
        publication(),
    ],
    heading="文件信息",
)
TEXT = ObjectList(
    [
        FieldPanel("body"),
        InlinePanel(
            "attachments",
            [FieldPanel("attachment"), FieldRowPanel([FieldPanel("title"), FieldPanel("is_original")])],
            heading="附件",
            label="附件",
        ),
        FieldPanel("contact"),
    ],
    heading="正文与附件",
)
ITEM = [
    FieldRowPanel([FieldPanel("number"), FieldPanel("title")]),
    FieldPanel("gives"),
    FieldRowPanel([FieldPanel("benefit"), FieldPanel("claim_mode")]),
    FieldRowPanel([FieldPanel("amount_text"), FieldPanel("amount_ceiling")]),
    MultiFieldPanel(
        [
            FieldPanel("who_text"),
            FieldPanel("audiences", widget=FilteredCheckboxes),
            FieldPanel("size_bands"),
            FieldPanel("sectors", widget=FilteredCheckboxes),
            FieldPanel("towns", widget=FilteredCheckboxes),
            FieldPanel("needs", widget=FilteredCheckboxes),
        ],
        "谁能享受",
        help_text="不勾选就是不限。",
    ),
    FieldPanel("conditions"),
    FieldPanel("materials"),
    FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
    FieldPanel("where"),
    FieldRowPanel([FieldPanel("link"), FieldPanel("phone")]),
]
ITEMS = ObjectList(
    [
        KeepingInlinePanel(
            "items",
            ITEM,
            heading="惠企事项",
            label="事项",
            help_text="文件里能办的每一件事写一项；来源没有写的一律留空。",
        )
    ],
    heading="惠企事项",
)
POLICY_FORM = record_form(DOCUMENT, TEXT, ITEMS, sources_tab(), internal_tab(), form=PolicyForm)
