"""Every answer, compared whole. The expected ones are the examples of the documentation, which so cannot go stale.

After a change on purpose: `WRITE_API_EXAMPLES=1 pytest tests/test_api_payloads.py`, and read the difference.
"""

import json
import os
import re

import pytest
from django.conf import settings

from portal.api.schema import EXAMPLES
from portal.search.tests.index import index_all

from .api_world import make_world

ENDPOINTS = {
    "articles_list": lambda world: "articles/?page_size=1",
    "articles_retrieve": lambda world: f"articles/{world.article.pk}/",
    "sections_list": lambda world: "sections/",
    "sections_retrieve": lambda world: f"sections/{world.section.pk}/",
    "policies_list": lambda world: "policies/",
    "policies_retrieve": lambda world: f"policies/{world.policy.slug}/",
    "companies_list": lambda world: "companies/?kind=company&town=shi-li-jie-dao",
    "companies_retrieve": lambda world: f"companies/{world.company.slug}/",
    "events_list": lambda world: "events/",
    "events_retrieve": lambda world: f"events/{world.event.slug}/",
    "mentions_list": lambda world: "mentions/",
    "pictures_list": lambda world: "pictures/",
    "pictures_retrieve": lambda world: f"pictures/{world.picture.pk}/",
    "search_list": lambda world: "search/?q=示例鞋业&page_size=5",
}
CHANGES_WITH_EACH_RUN = [
    (re.escape(settings.BASE_URL), "https://www.lucheng.example"),
    (r'("id": |articles/|sections/|documents/|#item-)\d+', r"\g<1>1"),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}", "5d1f0c1e-7a52-4f0e-9a53-2b1c0f3d9e10"),
    (r"(river|shenbao)_\w{7}", r"\1"),
    (r"after=[\w-]+", "after=WyIyMDI2Il0"),
]


def settled(text):
    """An answer without what differs from run to run: numbers of rows, keys of blocks, names of files."""
    text = json.dumps(json.loads(text), ensure_ascii=False)
    for pattern, instead in CHANGES_WITH_EACH_RUN:
        text = re.sub(pattern, instead, text)
    return json.loads(text)


def test_every_answer_is_the_documented_one(client, news_index):
    world = make_world(news_index)
    index_all()
    answers = {}
    for name, address in ENDPOINTS.items():
        response = client.get(f"/api/v1/{address(world)}")
        assert response.status_code == 200, name
        answers[name] = settled(response.content.decode())
    if os.environ.get("WRITE_API_EXAMPLES"):
        EXAMPLES.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n")
    expected = json.loads(EXAMPLES.read_text())
    for name, answer in answers.items():
        assert answer == expected[name], name
    assert expected.keys() == answers.keys()


@pytest.mark.django_db
def test_answers_are_plain_utf8_in_beijing_time(client, news_index):
    world = make_world(news_index)
    raw = client.get(f"/api/v1/articles/{world.article.pk}/").content
    assert "示例解读".encode() in raw
    assert b'"published_at":"2026-02-01T09:30:00+08:00"' in raw
