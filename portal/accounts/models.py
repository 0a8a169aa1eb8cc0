from django.contrib.auth.models import AbstractUser
from django.db import models
from wagtail.search import index

from programs.records.searching import found_by


class User(index.Indexed, AbstractUser):
    """A member of staff. Chinese names are one field: splitting them serves nobody."""

    last_name = None
    display_name = models.CharField("姓名", max_length=50, blank=True, help_text="在工作台和记录中显示的名字。")
    department = models.CharField("部门", max_length=100, blank=True)
    job_title = models.CharField("职务", max_length=100, blank=True)

    search_fields = [
        *found_by("display_name", "username", boost=10),
        *found_by("department", "job_title", "email"),
    ]

    class Meta:
        verbose_name = "工作人员"
        verbose_name_plural = "工作人员"

    def __str__(self):
        return self.get_full_name()

    @property
    def first_name(self):
        """What Wagtail's menu calls the person by."""
        return self.display_name

    def get_full_name(self):
        return self.display_name or self.username

    def get_short_name(self):
        return self.get_full_name()
