"""Links are put into rich text without touching anything else of it."""

import random
import re

import pytest

from news.mentions.linking import CannotLink, NewLink, linked
from news.mentions.texts import paragraphs

COMPANY = {"linktype": "company", "id": "7", "role": "issuer"}
TAG = '<a linktype="company" id="7" role="issuer">'


def put(html, words, paragraph=0):
    start = paragraphs(html)[paragraph].text.index(words)
    return linked(html, [NewLink(paragraph, start, start + len(words), COMPANY)])


@pytest.mark.parametrize(
    ("html", "words", "made"),
    [
        ("<p>走进示例鞋业车间</p>", "示例鞋业", f"<p>走进{TAG}示例鞋业</a>车间</p>"),
        ("<p>走进<b>示例</b>鞋业</p>", "示例鞋业", f"<p>走进{TAG}<b>示例</b>鞋业</a></p>"),
        ("<p><b>示例鞋业</b>车间</p>", "示例鞋业", f"<p><b>{TAG}示例鞋业</a></b>车间</p>"),
        ("<p><b>走进示例</b>鞋业</p>", "示例鞋业", f"<p><b>走进{TAG}示例</a></b>{TAG}鞋业</a></p>"),
        ("<p>A&amp;B鞋业&quot;</p>", "A&B鞋业", f"<p>{TAG}A&amp;B鞋业</a>&quot;</p>"),
        ("<p>示例<br/>鞋业</p>", "示例\n鞋业", f"<p>{TAG}示例<br/>鞋业</a></p>"),
    ],
)
def test_around_the_words(html, words, made):
    assert put(html, words) == made


def test_in_the_second_paragraph_with_ink():
    html = "<p>  </p><p>示例鞋业</p><ul><li>示例鞋业</li></ul>"
    assert put(html, "示例鞋业", 1) == f"<p>  </p><p>示例鞋业</p><ul><li>{TAG}示例鞋业</a></li></ul>"


def test_two_links_side_by_side():
    made = linked("<p>示例鞋业</p>", [NewLink(0, 2, 4, COMPANY), NewLink(0, 0, 2, COMPANY)])
    assert made == f"<p>{TAG}示例</a>{TAG}鞋业</a></p>"


@pytest.mark.parametrize(
    "html", ['<p>走进<a href="/">示例鞋业</a></p>', '<p>示例<a linktype="page" id="3">鞋业</a></p>']
)
def test_never_inside_a_link(html):
    with pytest.raises(CannotLink):
        put(html, "示例鞋业")


def test_words_that_are_not_there():
    with pytest.raises(CannotLink):
        linked("<p>示例</p>", [NewLink(0, 0, 9, COMPANY)])
    with pytest.raises(CannotLink):
        linked("<p>示例</p>", [NewLink(3, 0, 1, COMPANY)])


def test_only_links_are_added():
    """In random rich text: what stands there before and after differs by tags of links alone."""
    draw = random.Random(11)  # noqa: S311 - a test that can be repeated
    pieces = [
        "甲",
        "乙丙",
        "&amp;",
        "&lt;",
        "<b>丁</b>",
        "<i>戊<b>己</b></i>",
        '<a href="/x?a=1&amp;b=2">庚</a>',
        "<br/>",
        "“",
        " ",
    ]
    for _ in range(400):
        html = "".join(
            f"<{tag}>{''.join(draw.choices(pieces, k=draw.randint(1, 9)))}</{tag}>"
            for tag in draw.choices(["p", "h2", "blockquote"], k=draw.randint(1, 3))
        )
        before = paragraphs(html)
        if not before:
            continue
        number = draw.randrange(len(before))
        length = len(before[number].text)
        start = draw.randrange(length)
        end = draw.randint(start + 1, length)
        try:
            made = linked(html, [NewLink(number, start, end, COMPANY)])
        except CannotLink:
            assert any(link.start < end and start < link.end for link in before[number].links)
            continue
        assert [one.text for one in paragraphs(made)] == [one.text for one in before]
        assert re.sub(r"<a linktype[^>]*>(.*?)</a>", r"\1", made) == html
        inside = [link for link in paragraphs(made)[number].links if link.attributes == COMPANY]
        assert "".join(paragraphs(made)[number].text[one.start : one.end] for one in inside).strip() or (
            not before[number].text[start:end].strip()
        )
