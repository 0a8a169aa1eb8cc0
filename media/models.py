from django.db import models
from django.utils import timezone
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from .changed_rows import CurrentTransaction
from .fields import PictureFieldFile
from .renditions import written_rendition


class Picture(AbstractImage):
    """A picture with the facts a newspaper prints beside it.

    Who took a picture (摄影) and who provided it (提供) are different facts: the one never fills the other.
    Wagtail's own `description` holds the alternative text.
    """

    caption = models.CharField("图注", max_length=300, blank=True, help_text="印在图片下方的说明；文章里可以另写。")
    photographer = models.CharField(
        "摄影", max_length=100, blank=True, help_text="拍摄者姓名。不知道就留空，不要填供图单位。"
    )
    provider = models.CharField("供图", max_length=100, blank=True, help_text="提供图片的单位或个人。")
    usage_note = models.CharField(
        "使用许可", max_length=255, blank=True, help_text="版权归属和使用限制，例如“仅限本站使用”。"
    )
    taken_on = models.DateField("拍摄日期", null=True, blank=True)

    admin_form_fields = (
        "file",
        "title",
        "description",
        "caption",
        "photographer",
        "provider",
        "usage_note",
        "taken_on",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    search_fields = AbstractImage.search_fields + [
        field
        for name in ("caption", "photographer", "provider")
        for field in (index.SearchField(name), index.AutocompleteField(name))
    ]

    class Meta(Image.Meta):
        verbose_name = "图片"
        verbose_name_plural = "图片"
        permissions = [("choose_picture", "可以选用图片")]

    @property
    def alt_text(self):
        """What a reader who cannot see the picture is told."""
        return self.description or self.caption or self.title

    @property
    def default_alt_text(self):
        return self.alt_text

    def create_rendition(self, filter):
        """Wagtail's, with the file written and measured before the row's transaction begins."""
        with self.open_file() as file:
            new = written_rendition(self, filter, file.read())
        rendition, is_new = self.renditions.get_or_create(
            filter_spec=new.filter_spec,
            focal_point_key=new.focal_point_key,
            defaults={"file": new.file, "width": new.width, "height": new.height},
        )
        if not is_new:
            new.file.delete(save=False)
        return rendition


# Set here, for a field declared anew would come after width and height, and these would be saved before it knows them.
Picture._meta.get_field("file").attr_class = PictureFieldFile


class PictureRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions", verbose_name="图片")

    class Meta:
        verbose_name = "图片尺寸"
        verbose_name_plural = "图片尺寸"
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]  # each size that is sent is asked about
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_picture_rendition"
            ),
        ]


class Attachment(AbstractDocument):
    """A file that readers download: the original of a notice, a form, a table."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "附件"
        verbose_name_plural = "附件"
        permissions = [("choose_attachment", "可以选用附件")]


class ContentStamp(models.Model):
    """The one row that says whether anything that readers may see has changed: see `content_stamp.py`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.CharField(max_length=32)

    class Meta:
        verbose_name = "内容版本"
        verbose_name_plural = "内容版本"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_content_stamp")]

    def __str__(self):
        return self.value


class ChangedRow(models.Model):
    """One line for each change of a row that something in memory follows: see `changed_rows.py`."""

    kind = models.CharField(max_length=60)  # the model's label
    object_id = models.BigIntegerField()
    transaction = models.BigIntegerField(db_default=CurrentTransaction())
    written_at = models.DateTimeField(default=timezone.now)  # for deleting alone

    class Meta:
        verbose_name = "改动记录"
        verbose_name_plural = "改动记录"
        indexes = [
            models.Index(fields=["kind", "transaction"], name="changed_by_transaction"),
            models.Index(fields=["kind", "id"], name="changed_by_number"),
            models.Index(fields=["written_at"], name="changed_when"),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"
