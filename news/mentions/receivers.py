"""When the mentions of an article are read anew. Moves need no reading: addresses are asked for when they are shown;
and what is deleted takes its mentions along."""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from ..models import ArticlePage
from .deriving import rebuild


@receiver(page_published, sender=ArticlePage, dispatch_uid="mentions_of_published")
def read_published(instance, revision=None, **_):
    rebuild(instance, revision)


@receiver(page_unpublished, sender=ArticlePage, dispatch_uid="mentions_of_unpublished")
def forget_unpublished(instance, **_):
    rebuild(instance)


def read_converted(request, page):
    """An alias that becomes an article of its own is published already, without a signal."""
    if isinstance(page.specific, ArticlePage):
        rebuild(page.specific)
