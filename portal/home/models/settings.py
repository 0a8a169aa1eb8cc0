import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from media.stale import StaleCheckedFormMixin

ADDRESS = re.compile(r"(/(?![/\\])|#|https?://|mailto:|tel:)\S*", re.IGNORECASE)


def check_address(text):
    """Raise ValidationError unless `text` is an address that a link may lead to: no script, no other scheme."""
    if not ADDRESS.fullmatch(text):
        raise ValidationError("网址应以 / 或 https:// 开头，如 /about/。")


class MenuItemBlock(blocks.StructBlock):
    label = blocks.CharBlock(label="文字", max_length=20)
    page = blocks.PageChooserBlock(label="站内页面", required=False)
    url = blocks.CharBlock(label="或网址", required=False, max_length=200, help_text="如 /policies/ 或 https://…")

    def clean(self, value):
        cleaned = super().clean(value)
        try:
            if not cleaned.get("page"):
                check_address(cleaned.get("url") or "")
        except ValidationError as error:
            raise blocks.StructBlockValidationError(block_errors={"url": error}) from error
        return cleaned

    class Meta:
        icon = "link"
        label = "菜单项"
        description = "菜单或页脚里的一个链接：站内页面或网址。"


class FooterColumnBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="栏名", max_length=20)
    links = blocks.ListBlock(MenuItemBlock(), label="链接", min_num=1, max_num=8)

    class Meta:
        icon = "list-ul"
        label = "页脚栏"
        description = "页脚里的一栏链接。"


class SiteSettingsForm(StaleCheckedFormMixin, WagtailAdminModelForm):
    pass


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Who runs this site, its menus, its footer and its urgent banner. One row a site, read once a page."""

    class BannerLevel(models.TextChoices):
        NOTICE = "notice", "提示"
        WARNING = "warning", "预警"
        URGENT = "urgent", "紧急"

    name = models.CharField("网站名称", max_length=50, default="鹿城门户")
    tagline = models.CharField("一句话介绍", max_length=100, blank=True)
    domain = models.CharField("网站域名", max_length=100, blank=True, help_text="如 www.example.gov.cn，写入页面标签。")
    id_code = models.CharField("网站标识码", max_length=20, blank=True, help_text="全国政府网站标识码，没有就留空。")
    host_organisation = models.CharField("主办单位", max_length=100, blank=True)
    operating_organisation = models.CharField("承办单位", max_length=100, blank=True)
    contact = models.CharField("联系方式", max_length=150, blank=True)
    icp_number = models.CharField("ICP备案号", max_length=50, blank=True)
    police_number = models.CharField("公网安备号", max_length=50, blank=True)
    party_mark_url = models.URLField("党政机关网站标识链接", blank=True)
    share_picture = models.ForeignKey(
        "media.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="默认分享图片"
    )
    menu = StreamField([("item", MenuItemBlock())], verbose_name="主菜单", blank=True)
    footer = StreamField([("column", FooterColumnBlock())], verbose_name="页脚", blank=True)
    banner_text = models.CharField("横幅文字", max_length=150, blank=True, help_text="留空则不显示横幅。")
    banner_url = models.CharField("横幅链接", max_length=200, blank=True)
    banner_level = models.CharField("横幅级别", max_length=10, choices=BannerLevel, default=BannerLevel.NOTICE)
    banner_starts_at = models.DateTimeField("横幅开始", null=True, blank=True)
    banner_ends_at = models.DateTimeField("横幅结束", null=True, blank=True)

    updated_at = models.DateTimeField(auto_now=True, editable=False)

    select_related = ["share_picture"]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("name"), FieldPanel("tagline"), FieldPanel("domain"), FieldPanel("id_code")], "网站"
                    ),
                    MultiFieldPanel(
                        [FieldPanel("host_organisation"), FieldPanel("operating_organisation"), FieldPanel("contact")],
                        "主办与联系",
                    ),
                    MultiFieldPanel(
                        [FieldPanel("icp_number"), FieldPanel("police_number"), FieldPanel("party_mark_url")],
                        "备案与标识",
                    ),
                    FieldPanel("share_picture"),
                ],
                heading="网站信息",
            ),
            ObjectList([FieldPanel("menu"), FieldPanel("footer")], heading="菜单与页脚"),
            ObjectList(
                [
                    FieldPanel("banner_text"),
                    FieldPanel("banner_url"),
                    FieldPanel("banner_level"),
                    FieldRowPanel([FieldPanel("banner_starts_at"), FieldPanel("banner_ends_at")]),
                ],
                heading="紧急横幅",
            ),
        ],
        base_form_class=SiteSettingsForm,
    )

    class Meta:
        verbose_name = "网站设置"

    def clean(self):
        super().clean()
        if self.banner_url:
            try:
                check_address(self.banner_url)
            except ValidationError as error:
                raise ValidationError({"banner_url": error}) from error

    @property
    def banner(self):
        """The banner's text while it is on, else an empty string."""
        now = timezone.now()
        begun = self.banner_starts_at is None or self.banner_starts_at <= now
        over = self.banner_ends_at is not None and self.banner_ends_at <= now
        return self.banner_text if begun and not over else ""
