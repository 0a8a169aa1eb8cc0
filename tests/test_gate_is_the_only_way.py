"""One gate decides what the public sees, and nothing escapes the template engine's care."""

import re

import pytest
from django.conf import settings

PACKAGES = ("portal", "news", "programs", "media")

# Who may ask for `live` outside the gate, and why.
ASKS_LIVE = {
    "programs/records/batches.py": "publishes what an import wrote",
    "programs/bulk/record_admin.py": "writes a new record before it publishes it",
    "programs/records/publication.py": "the gate itself",
    "media/visible_writes.py": "asks whether a draft alone is written, which moves no kept page",
    "programs/records/model.py": "a new record is a draft until its first revision is published",
    "news/manuscripts/filing/pages.py": "writes a draft",
    "programs/desk/lists.py": "shows staff, who may see drafts, which records are published",
    "portal/demo/publish.py": "writes a draft before it publishes it",
    "programs/sameness/asking.py": "asks staff about namesakes of what is on the site",
    "portal/demo/shelf.py": "dates anew only what is still on the site",
    "portal/home/desk.py": "shows staff, who may see drafts, which of their pages are live",
    "portal/scheduler.py": "looks for what is live and should no longer be",
    "portal/views.py": "finds the page that was asked for; `only_current_pages` and Wagtail's privacy rules then decide",
}
# Who may say that a text is safe HTML, and why.
SAYS_SAFE = {}


def sources(pattern):
    for package in PACKAGES:
        for path in (settings.ROOT / package).rglob(pattern):
            name = str(path.relative_to(settings.ROOT))
            if "/migrations/" not in name and "/tests/" not in name:
                yield name, path.read_text()


def templates():
    yield from sources("*.html")
    for path in (settings.ROOT / "templates").rglob("*"):
        if path.is_file():
            yield str(path.relative_to(settings.ROOT)), path.read_text()


def users_of(pattern, files):
    return {name for name, text in files if re.search(pattern, text)}


LIVE = r"\.live\(\)|\.not_live\(\)|\.public\(\)|\blive\s*=\s*True|\blive\s*=\s*False|[\"']live[\"']\s*:"
SAFE = r"\bmark_safe\b|\bSafeString\b|\bSafeText\b|\bautoescape\b|\|\s*safe\b|\bsafeseq\b"


def test_only_the_gate_asks_whether_a_page_is_live():
    assert users_of(LIVE, sources("*.py")) <= set(ASKS_LIVE)


def test_no_template_keeps_a_fragment():
    """`{% cache %}` shows the public what an editor previewed."""
    assert users_of(r"\{%\s*cache\b", templates()) == set()


def test_nothing_is_declared_safe():
    assert users_of(SAFE, [*sources("*.py"), *templates()]) <= set(SAYS_SAFE)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (LIVE, "ArticlePage.objects.live()"),
        (LIVE, "pages.filter(live=True)"),
        (LIVE, "pages.filter(**{'live': True})"),
        (LIVE, "pages.public()"),
        (SAFE, "{{ text|safe }}"),
        (SAFE, "{{ text | safe }}"),
        (SAFE, "{% autoescape off %}"),
        (SAFE, "return mark_safe(text)"),
    ],
)
def test_the_search_finds_what_is_forbidden(pattern, text):
    assert re.search(pattern, text)


def test_the_lists_of_exceptions_are_not_longer_than_needed():
    assert set(ASKS_LIVE) == users_of(LIVE, sources("*.py"))
