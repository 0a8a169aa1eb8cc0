"""Menus link to pages: when such a page moves, changes its address or goes, they are prepared again."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from news.models import ArticlePage

from .models import SiteSettings


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def refresh_menus(sender, **kwargs):
    if sender is not ArticlePage:
        SiteSettings.objects.update(updated_at=timezone.now())
