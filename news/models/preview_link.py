import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


def new_token():
    return secrets.token_urlsafe(24)


def in_a_week():
    return timezone.now() + timedelta(days=7)


class PreviewLink(models.Model):
    """Lets somebody without an account read a page's newest draft until a date, or until it is revoked."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="preview_links", verbose_name="页面")
    token = models.CharField("令牌", max_length=64, unique=True, default=new_token, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="创建人"
    )
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    expires_at = models.DateTimeField("失效时间", default=in_a_week)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "预览链接"
        verbose_name_plural = "预览链接"
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.page} 的预览链接"

    def get_absolute_url(self):
        return reverse("preview", args=[self.token])

    @property
    def is_valid(self):
        """It dies with the account of whoever made it: switched off or deleted."""
        is_answered_for = self.created_by is not None and self.created_by.is_active
        return is_answered_for and self.revoked_at is None and self.expires_at > timezone.now()
