from django.db import models
from django.urls import reverse
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from media.stale import StaleCheckedFormMixin
from programs.records.searching import found_by
from programs.records.slugs import unique_slug


class ContributorQuerySet(models.QuerySet):
    def published(self):
        """Those over a story that anybody may read now: nobody becomes public before."""
        from .article import ArticlePage

        return self.filter(bylines__page__in=ArticlePage.objects.public_now())


class ContributorForm(StaleCheckedFormMixin, WagtailAdminModelForm):
    pass


class Contributor(index.Indexed, models.Model):
    """Somebody whose name stands over or under a story. Two people of one name are two contributors."""

    name = models.CharField("姓名", max_length=50)
    slug = models.SlugField("网址名", max_length=100, unique=True, blank=True, help_text="留空则按姓名拼音自动生成。")
    job_title = models.CharField("身份", max_length=100, blank=True, help_text="如 记者、特约撰稿；不确定就留空。")
    organisation = models.CharField("单位", max_length=100, blank=True)
    biography = models.TextField("简介", blank=True)
    portrait = models.ForeignKey(
        "media.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="照片"
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("job_title"), FieldPanel("organisation")], heading="作者"),
        FieldPanel("biography"),
        FieldPanel("portrait"),
        FieldPanel("slug"),
    ]
    base_form_class = ContributorForm
    search_fields = [*found_by("name", boost=10), *found_by("organisation", "job_title", "slug")]

    objects = ContributorQuerySet.as_manager()

    class Meta:
        verbose_name = "作者"
        verbose_name_plural = "作者"
        ordering = ["name", "pk"]

    def __str__(self):
        return f"{self.name}（{self.organisation}）" if self.organisation else self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            others = Contributor.objects.exclude(pk=self.pk)
            self.slug = unique_slug(self.name, lambda slug: others.filter(slug=slug).exists(), "author")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("contributor", args=[self.slug])
