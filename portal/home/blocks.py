"""The parts that editors build the home page from. Each names where its stories come from, not the stories' text."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from media.figure_blocks import FigureBlock


class HeadlineBlock(blocks.StructBlock):
    article = blocks.PageChooserBlock(
        label="头条文章", page_type="news.ArticlePage", required=False, help_text="留空则用最新的一篇。"
    )
    title = blocks.CharBlock(label="头条标题", required=False, max_length=60, help_text="留空则用文章标题。")
    secondary = blocks.ListBlock(
        blocks.PageChooserBlock(label="文章", page_type="news.ArticlePage"),
        label="次头条",
        default=[],
        max_num=6,
        help_text="头条旁边的几篇；留空则用最新的四篇。",
    )

    class Meta:
        icon = "pick"
        label = "头条"
        description = "一篇大图头条和旁边的几篇次头条。"
        preview_template = "home/previews/part.html"
        preview_value = {"title": "示例头条标题"}


class SectionListBlock(blocks.StructBlock):
    section = blocks.PageChooserBlock(label="栏目", page_type="news.SectionPage")
    count = blocks.IntegerBlock(label="篇数", default=5, min_value=1, max_value=12)
    is_with_picture = blocks.BooleanBlock(label="首篇带图", required=False, default=True)

    class Meta:
        icon = "list-ul"
        label = "栏目"
        description = "一个栏目和它列出的篇数。"


class SectionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", required=False, max_length=30)
    sections = blocks.ListBlock(SectionListBlock(), label="栏目", min_num=1, max_num=6)

    class Meta:
        icon = "grip"
        label = "栏目组"
        description = "并排的几个栏目，各列最新的几篇。"
        preview_template = "home/previews/part.html"
        preview_value = {"title": "示例栏目组", "sections": [{}, {}]}


class NoticesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", default="通知公告", max_length=30)
    section = blocks.PageChooserBlock(label="栏目", page_type="news.SectionPage")
    count = blocks.IntegerBlock(label="条数", default=6, min_value=1, max_value=12)

    class Meta:
        icon = "warning"
        label = "通知公告"
        description = "一列只有标题和日期的通知。"
        preview_template = "home/previews/part.html"
        preview_value = {"title": "通知公告"}


class HomeFiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", default="数说鹿城", max_length=30)
    figures = blocks.ListBlock(FigureBlock(), label="数字", min_num=1, max_num=6)
    note = blocks.CharBlock(label="说明", required=False, max_length=200)

    class Meta:
        icon = "order"
        label = "数字看板"
        description = "一到六个关键数字，各带出处。"
        preview_template = "home/previews/part.html"
        preview_value = {
            "title": "数说鹿城",
            "figures": [
                {"value": "12", "unit": "项", "label": "示例说明", "source": "示例出处"},
                {"value": "96", "unit": "%", "qualifier": "以上", "label": "示例说明二", "source": "示例出处"},
            ],
        }


class LatestPoliciesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", default="最新政策", max_length=30)
    count = blocks.IntegerBlock(label="条数", default=5, min_value=1, max_value=12)

    class Meta:
        icon = "doc-full"
        label = "最新政策"
        description = "最近发布的政策，带发文机关和日期，自动更新。"
        preview_template = "home/previews/part.html"
        preview_value = {"title": "最新政策"}


class UpcomingEventsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", default="即将举行的活动", max_length=30)
    count = blocks.IntegerBlock(label="条数", default=4, min_value=1, max_value=12)

    class Meta:
        icon = "calendar-alt"
        label = "即将举行的活动"
        description = "还没结束的活动，近的在前，带状态和时间，自动更新；一场也没有时，改为“最近的活动”。"
        preview_template = "home/previews/part.html"
        preview_value = {"title": "即将举行的活动"}


class FeaturedCompaniesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", default="推荐企业", max_length=30)
    companies = blocks.ListBlock(
        SnippetChooserBlock("companies.Company", label="企业"),
        label="企业",
        default=[],
        max_num=12,
        help_text="按这里的顺序显示；留空则用最近登记的几家。",
    )
    count = blocks.IntegerBlock(label="家数", default=6, min_value=1, max_value=12)

    class Meta:
        icon = "group"
        label = "推荐企业"
        description = "几家企业的名称、行业和主要产品。"
        preview_template = "home/previews/part.html"
        preview_value = {"title": "推荐企业"}


class HomePartsBlock(blocks.StreamBlock):
    headline = HeadlineBlock()
    sections = SectionsBlock()
    notices = NoticesBlock()
    figures = HomeFiguresBlock()
    policies = LatestPoliciesBlock()
    events = UpcomingEventsBlock()
    companies = FeaturedCompaniesBlock()
