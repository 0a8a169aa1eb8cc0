import pytest
from wagtail.contrib.redirects.models import Redirect

from news.models import ArticlePage
from programs.records.slugs import SLUG_LENGTH, pinyin_slug

from .factories import ArticlePageFactory, SectionPageFactory


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("鹿城新闻", "lu-cheng-xin-wen"),
        ("2023年春季订货会", "2023-nian-chun-ji-ding-huo-hui"),
        ("RCEP 与“外贸一站通”", "rcep-yu-wai-mao-yi-zhan-tong"),
        ("绿色通道", "lv-se-tong-dao"),
        ("！？。", "page"),
    ],
)
def test_pinyin_slug(title, slug):
    assert pinyin_slug(title) == slug


def test_long_titles_are_cut_between_syllables():
    slug = pinyin_slug("关于支持工业企业留员工稳生产开门红的意见" * 20)
    assert len(slug) <= SLUG_LENGTH
    assert not slug.endswith("-")
    assert slug.split("-")[-1] in {"guan", "yu", "zhi", "chi", "gong", "ye", "qi", "liu", "yuan", "wen", "sheng", "chan"} | {
        "kai", "men", "hong", "de", "yi", "jian",
    }  # fmt: skip


def test_siblings_get_different_slugs(section):
    first, second = (section.add_child(instance=ArticlePage(title="百日招聘促就业", live=False)) for _ in range(2))
    assert (first.slug, second.slug) == ("bai-ri-zhao-pin-cu-jiu-ye", "bai-ri-zhao-pin-cu-jiu-ye-2")


def test_an_editor_s_slug_stays(section):
    page = section.add_child(instance=ArticlePage(title="百日招聘促就业", slug="zhaopin", live=False))
    page.title = "百日招聘已经结束"
    page.save()
    assert page.slug == "zhaopin"


def test_a_moved_article_leaves_a_redirect(section, news_index, client, django_capture_on_commit_callbacks):
    article = ArticlePageFactory(parent=section)
    old = article.url
    other = SectionPageFactory(parent=news_index)
    with django_capture_on_commit_callbacks(execute=True):
        article.move(other, pos="last-child")
    assert Redirect.objects.count() == 1
    response = client.get(old)
    assert response.status_code == 301
    assert response.url.endswith(ArticlePage.objects.get(pk=article.pk).url)


def test_a_feed_of_no_section_is_not_there(client, section):
    assert client.get(f"/feeds/news.xml?section={section.slug}").status_code == 200
    assert client.get("/feeds/news.xml?section=no-such-section").status_code == 404
