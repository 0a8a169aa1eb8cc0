"""Whose documents say something of a thing, besides its own: they are made anew when it changes."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from media.models import Attachment
from news.models import ArticlePage, Contributor
from programs.companies.models import Company, CompanyList
from programs.events.models import Event, EventSeries
from programs.policies.models import Policy, PolicyItem
from programs.taxonomy.models import Audience, CompanyTag, Department, Need, Sector, Topic, Town

from ..models.attachment import AttachmentUse

# Model → where its rows are named: the model with documents, and the lookup from there. Names of terms stand in texts.
NAMED_IN = {
    Department: [(Policy, "issuers"), (Event, "parties__department")],
    Town: [(Company, "town"), (PolicyItem, "towns"), (Event, "town")],
    Sector: [(Company, "sector"), (PolicyItem, "sectors")],
    Topic: [(Policy, "topic"), (ArticlePage, "topics")],
    Need: [(PolicyItem, "needs")],
    Audience: [(PolicyItem, "audiences")],
    CompanyTag: [(Company, "tags")],
    CompanyList: [(Company, "memberships__list")],
    EventSeries: [(Event, "series")],
    Contributor: [(ArticlePage, "bylines__contributor")],
    Company: [(Event, "parties__company")],
    Policy: [(PolicyItem, "policy"), (Policy, "superseded_by"), (PolicyItem, "policy__superseded_by")],
}
# What of a term its dependents say; a change of anything else is none to them.
SAID = {
    Department: ("name", "short_name"),
    CompanyList: ("name", "is_public"),
    **dict.fromkeys((Town, Sector, Topic, Need, Audience, CompanyTag, EventSeries, Contributor), ("name",)),
}


def dependents_of(model, pks):
    """{model: keys} of the documents that say something of those rows of `model`, their own left out."""
    found = defaultdict(set)
    for named_in, path in NAMED_IN.get(model, ()):
        rows = named_in._base_manager.filter(**{f"{path}__in": pks}).order_by()
        found[named_in].update(rows.values_list("pk", flat=True))
    if issubclass(model, Page):
        found[model].update(model._base_manager.filter(alias_of__in=pks).order_by().values_list("pk", flat=True))
    found[Attachment].update(attachments_of(model, pks))
    return {named_in: keys for named_in, keys in found.items() if keys}


def attachments_of(model, pks):
    """The attachments that those rows show, and those that they showed when the attachments' documents were made."""
    if model in (Attachment, PolicyItem) or not ReferenceIndex.model_is_indexable(model):
        return set()
    source = ContentType.objects.get_for_model(Page if issubclass(model, Page) else model)
    texts = [str(pk) for pk in pks]
    references = ReferenceIndex.objects.filter(
        base_content_type=source, object_id__in=texts, to_content_type=ContentType.objects.get_for_model(Attachment)
    )
    shown = AttachmentUse.objects.filter(content_type=source, object_id__in=pks)
    return {
        *map(int, references.order_by().values_list("to_object_id", flat=True)),
        *shown.values_list("attachment", flat=True),
    }
