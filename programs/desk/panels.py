"""Parts of the form that every record has."""

from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from programs.records.protection import refuse_held_rows

from . import comparisons  # noqa: F401  (registers them)
from .record_forms import RecordForm
from .widgets import Headline

TITLE = FieldPanel("title", required_on_save=True, widget=Headline)  # a draft needs an address, which is made of it
IS_ANOTHER = FieldPanel("is_another", classname="desk-override")


class KeepingFormSet(BaseChildFormSet):
    """Refuses to take off a row that somebody holds on to, in drafts too: no draft shall wait that cannot be published."""

    def clean(self):
        super().clean()
        refuse_held_rows(self)


class KeepingInlinePanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = KeepingFormSet
        return options


def publication():
    return MultiFieldPanel([FieldPanel("visibility"), FieldPanel("slug")], "公开范围与网址")


def sources_tab():
    return ObjectList([FieldPanel("source_note"), FieldPanel("sources")], heading="资料来源")


def internal_tab(*more, review_help=""):
    """The tab 内部, with what a noun keeps for its keepers besides. `review_help` says what the date does there."""
    responsibility = [
        FieldRowPanel([FieldPanel("responsible_department"), FieldPanel("responsible_person")]),
        FieldPanel("review_by_on", help_text=review_help),
    ]
    return ObjectList(
        [
            HelpPanel(template="desk/only_staff.html"),
            MultiFieldPanel(responsibility, "责任与复核"),
            FieldPanel("internal_note"),
            *more,
        ],
        heading="内部",
    )


def record_form(*tabs, form=RecordForm):
    """The whole form: the noun's tabs, and the dialogue for a time to publish and to take down."""
    first, *others = tabs
    first = ObjectList([*first.children, PublishingPanel()], heading=first.heading)
    return TabbedInterface([first, *others], base_form_class=form)
