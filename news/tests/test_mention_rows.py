"""Who is named where: read from what is published, and from nothing else."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import PageViewRestriction

from news.mentions.deriving import mentions_in, rebuild
from news.mentions.receivers import read_converted
from news.models import ArticlePage, LostMention, Mention
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory

from .factories import ArticlePageFactory, SectionPageFactory
from .mentions import link


def published(section, *paragraphs, **fields):
    article = ArticlePageFactory(parent=section, live=False, lead="", body=body(*paragraphs), **fields)
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def body(*paragraphs):
    return [("paragraph", f"<p>{text}</p>") for text in paragraphs]


def publish(article, *paragraphs):
    article = ArticlePage.objects.get(pk=article.pk)
    article.body = body(*paragraphs)
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def said(article):
    return list(article.mentions.order_by("position").values_list("words", "sentence", "start", "role"))


@pytest.fixture
def company(db):
    return CompanyFactory(title="温州示例鞋业有限公司", slug="shili-xieye")


def test_every_kind_of_record_in_every_kind_of_text(section, company):
    policy, event = PolicyFactory(), EventFactory()
    item = PolicyItemFactory(policy=policy)
    article = ArticlePageFactory(
        parent=section,
        lead=f"<p>{link(policy, '《示例意见》', 'issuer')}印发。</p>",
        body=[
            ("paragraph", f"<p>先说一句。据悉，{link(company, '示例鞋业', 'beneficiary')}领到了{link(item, '招工补贴')}。</p>"),
            ("sidebar", {"kind": "手记", "title": "", "body": [("paragraph", f"<p>{link(event, '订货会')}开幕！</p>")]}),
            ("table", {"table": {
                "caption": "表", "columns": [{"type": "text", "heading": "项"}, {"type": "rich_text", "heading": "注"}],
                "rows": [{"values": ["一", f"<p>{link(company, '示例鞋业')}</p>"]}],
            }, "note": ""}),
        ],
    )  # fmt: skip
    assert rebuild(article)
    rows = list(article.mentions.order_by("position").prefetch_related("record"))
    assert [(row.record, row.words, row.sentence, row.start, row.role) for row in rows] == [
        (policy, "《示例意见》", "《示例意见》印发。", 0, "issuer"),
        (company, "示例鞋业", "据悉，示例鞋业领到了招工补贴。", 3, "beneficiary"),
        (item, "招工补贴", "据悉，示例鞋业领到了招工补贴。", 10, ""),
        (event, "订货会", "订货会开幕！", 0, ""),
        (company, "示例鞋业", "示例鞋业", 0, ""),
    ]
    assert rows[1].anchor == rows[2].anchor and rows[0].block == "lead" and rows[4].block.endswith("/table/0/1")
    assert all(row.sentence[row.start :].startswith(row.words) for row in rows)
    assert rows[1].get_absolute_url() == f"{article.url}#{rows[1].anchor}"


def test_what_points_nowhere_is_left_out(section, company):
    texts = [
        '<a linktype="company" id="99999999">没有了</a>。',
        '<a linktype="company" id="１２">全角</a>。',
        '<a linktype="company" id="99999999999999999999999">太大</a>。',
        '<a linktype="company">没有编号</a>。',
        '<a linktype="dragon" id="1">没有这一类</a>。',
        f'<a linktype="company" id="{company.pk}"> </a>空的。',
        f"{link(company, '示例鞋业', 'emperor')}没有这个角色。",
    ]
    assert said(published(section, *texts)) == [("示例鞋业", "示例鞋业没有这个角色。", 0, "")]


def test_words_with_other_marks_entities_and_blanks(section, company):
    article = published(section, f"甲&amp;乙在{link(company, ' <b>示例</b>&amp;鞋业 ')}签约。")
    assert said(article) == [("示例&鞋业", "甲&乙在 示例&鞋业 签约。", 5, "")]
    long = published(section, link(company, "很长" * 200))
    assert len(said(long)[0][0]) == 255


def test_a_draft_never_shows(section, company):
    article = ArticlePageFactory(parent=section, live=False, body=body(link(company, "示例鞋业")))
    article.save_revision()
    assert not rebuild(article) and not Mention.objects.exists()
    article = published(section, "没有提到谁。")
    article.body = body(link(company, "示例鞋业"))
    article.save_revision()
    assert not rebuild(ArticlePage.objects.get(pk=article.pk)) and not Mention.objects.exists()
    call_command("rebuild_mentions")
    assert not Mention.objects.exists()


def test_published_taken_down_and_published_again(section, company):
    article = published(section, f"{link(company, '示例鞋业')}开工。", f"{link(company, '这家鞋厂')}招工。")
    assert Mention.objects.public_now().of(company).count() == 2
    article.unpublish()
    assert not Mention.objects.exists() and not LostMention.objects.exists()
    article = publish(article, f"{link(company, '示例鞋业')}开工。")
    assert [words for words, *_ in said(article)] == ["示例鞋业"]
    assert LostMention.objects.get().words == "这家鞋厂", "what vanished while it was off the site is lost, too"


def test_private_articles_and_hidden_records_are_not_public(section, news_index, company):
    private = SectionPageFactory(parent=news_index)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    published(private, link(company, "示例鞋业"))
    internal = CompanyFactory(visibility="internal")
    hidden_item = PolicyItemFactory(policy=PolicyFactory(live=False))
    published(section, link(internal, "内部单位"), link(hidden_item, "未发布的事项"), link(company, "公开的"))
    assert Mention.objects.count() == 4
    assert [mention.words for mention in Mention.objects.public_now()] == ["公开的"]


def test_moved_and_deleted(section, news_index, company):
    article = published(section, link(company, "示例鞋业"))
    article.move(SectionPageFactory(parent=news_index, slug="elsewhere"), "last-child")
    assert "/elsewhere/" in Mention.objects.get().get_absolute_url()
    ArticlePage.objects.get(pk=article.pk).delete()
    assert not Mention.objects.exists()


def test_an_alias_quotes_nothing_until_it_is_an_article_of_its_own(section, news_index, company):
    article = published(section, link(company, "示例鞋业"))
    alias = article.create_alias(parent=SectionPageFactory(parent=news_index))
    publish(article, link(company, "示例鞋业"), "又一段。")
    call_command("rebuild_mentions")
    assert alias.specific.live and Mention.objects.get().article_id == article.pk
    read_converted(None, ConvertAliasPageAction(ArticlePage.objects.get(pk=alias.pk)).execute(True))
    assert Mention.objects.filter(article=alias.pk).count() == 1


def test_a_copy_has_mentions_of_its_own_once_it_is_published(section, company):
    article = published(section, link(company, "示例鞋业"))
    draft = article.copy(update_attrs={"slug": "copy-1"}, keep_live=False)
    assert not Mention.objects.filter(article=draft.pk).exists()
    live = article.copy(update_attrs={"slug": "copy-2"})
    assert Mention.objects.filter(article=live.pk).count() == 1


# --- What vanishes --------------------


def test_what_an_edit_drops_is_listed_and_what_moves_is_not(section, company):
    other = CompanyFactory()
    article = published(section, f"{link(company, '示例鞋业', 'subject')}开工。", f"{link(other, '另一家')}停工。")
    article = publish(article, f"{link(other, '另一家')}改了句子，还在。", "前面的一句没有了。")
    lost = LostMention.objects.get()
    assert (lost.record, lost.words, lost.sentence, lost.role) == (company, "示例鞋业", "示例鞋业开工。", "subject")
    assert lost.article == article and lost.seen_at is None
    publish(article, f"新的一句里，{link(company, '示例鞋业')}又来了。", link(other, "另一家"))
    assert not LostMention.objects.exists(), "what comes back is lost no longer"


def test_of_two_that_say_the_same_the_one_whose_sentence_went_is_lost(section, company):
    words = link(company, "示例鞋业")
    article = published(section, f"{words}开工。", f"{words}招工。")
    publish(article, f"{words}招工。")
    assert [lost.sentence for lost in LostMention.objects.all()] == ["示例鞋业开工。"]


def test_approval_as_it_was_loses_nothing(section, company):
    article = published(section, link(company, "示例鞋业"))
    pk = Mention.objects.get().pk
    article.save_revision().publish()
    assert Mention.objects.get().pk == pk and not LostMention.objects.exists()


# --- Cost --------------------


def test_nothing_is_written_where_nothing_changed(section, company):
    article = published(section, *[f"第{number}句，{link(company, '示例鞋业')}。" for number in range(12)])
    with CaptureQueriesContext(connection) as queries:
        assert not rebuild(article)
    assert not [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_queries_do_not_grow_with_mentions(section):
    def cost(count):
        links = [f"第{number}句，{link(CompanyFactory(), '某企业')}。" for number in range(count)]
        article = ArticlePageFactory(parent=section, body=body(*links))
        mentions_in(article)
        with CaptureQueriesContext(connection) as queries:
            rebuild(article)
        assert article.mentions.count() == count
        return len(queries)

    assert cost(12) == cost(2)


# --- The command --------------------


def test_the_command_finds_differences_and_mends_them(section, company, capsys):
    article = published(section, f"{link(company, '示例鞋业')}开工。")
    call_command("rebuild_mentions", "--check")
    Mention.objects.update(sentence="别的话")
    with pytest.raises(CommandError, match="1篇的提及与正文不符"):
        call_command("rebuild_mentions", "--check")
    assert article.title in capsys.readouterr().out and Mention.objects.get().sentence == "别的话"
    call_command("rebuild_mentions")
    assert Mention.objects.get().sentence == "示例鞋业开工。"
    Mention.objects.all().delete()
    call_command("rebuild_mentions")
    assert Mention.objects.count() == 1 and not LostMention.objects.exists()
    call_command("rebuild_mentions", "--check")
