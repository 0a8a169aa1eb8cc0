"""Which builder makes the documents of which model."""

from django.contrib.contenttypes.models import ContentType

from . import attachments, companies, events, pages, policies

BUILDERS = [
    *policies.BUILDERS,
    *companies.BUILDERS,
    *events.BUILDERS,
    *pages.BUILDERS,
    *attachments.BUILDERS,
]
BY_MODEL = {builder.model: builder for builder in BUILDERS}
BY_NAME = {builder.name: builder for builder in BUILDERS}


def builder_of(content_type_id):
    """The builder whose documents have that content type, or None."""
    return BY_MODEL.get(ContentType.objects.get_for_id(content_type_id).model_class())
