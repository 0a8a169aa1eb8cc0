"""The desk speaks Chinese: what Wagtail leaves in English is in `locale/`, in the words of docs/glossary.md."""

import json
import re
from pathlib import Path

import polib
import pytest
import wagtail
from django.conf import settings
from django.utils.translation import gettext, override, pgettext

OURS = settings.LOCALE_PATHS[0] / "zh_Hans" / "LC_MESSAGES"
DOMAINS = ["django", "djangojs"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr](?![a-z])|\{\w+\}|%%")
ROOM = Path(wagtail.__file__).parent
APPS = [
    "admin", "", "contrib/redirects", "contrib/settings", "contrib/typed_table_block", "documents", "embeds",
    "images", "locales", "search", "sites", "snippets", "users",
]  # fmt: skip

# The same in both languages: abbreviations, pure placeholders, a licence to look like code.
SAME = {"%(range_start)s - %(range_end)s", "ID", "(%(user_name)s)", "HTML", "API", "slug", "HTTP Accept"}

SELECTED = [
    "1 snippet selected", "%(objects)s snippets selected", "All %(objects)s snippets on this screen selected",
    "All snippets in listing selected",
]  # fmt: skip

# Words of other vocabularies; docs/glossary.md has ours.
UNWANTED = re.compile(
    "工作流|集合|选集|缩略名|取消发布|修订版本|控制面板|主控台|重定向|帐号|注销|提交审核|私有设置|评论|你(?!们)"
)


def entries(domain):
    return list(polib.pofile(OURS / f"{domain}.po"))


def english(app, domain="django"):
    path = ROOM / app / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    return [entry for entry in polib.pofile(path) if not entry.obsolete] if path.exists() else []


def forms(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("domain", DOMAINS)
def test_compiled_catalogue_is_the_written_one(domain):
    written = {(entry.msgctxt, entry.msgid): forms(entry) for entry in entries(domain)}
    compiled = {(entry.msgctxt, entry.msgid): forms(entry) for entry in polib.mofile(OURS / f"{domain}.mo")}
    assert compiled == written


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_is_finished(domain):
    catalogue = polib.pofile(OURS / f"{domain}.po")
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    for entry in catalogue:
        assert not entry.fuzzy, entry.msgid
        assert all(text.strip() for text in forms(entry)), entry.msgid
        assert len(forms(entry)) == 1, entry.msgid
        assert entry.msgid.startswith("\n") == forms(entry)[0].startswith("\n"), entry.msgid


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_agree(domain):
    """Chinese has one plural form, which serves one and many: it takes the plural's placeholders."""
    for entry in entries(domain):
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        assert set(PLACEHOLDER.findall(forms(entry)[0])) == wanted, entry.msgid


@pytest.mark.parametrize("domain", DOMAINS)
def test_markup_agrees(domain):
    for entry in entries(domain):
        tags = re.findall(r"<(/?\w+)", entry.msgid_plural or entry.msgid)
        if "enable-javascript" not in entry.msgid:  # ours names no other site
            assert sorted(re.findall(r"<(/?\w+)", forms(entry)[0])) == sorted(tags), entry.msgid


@pytest.mark.parametrize("app", APPS)
def test_nothing_of_the_desk_is_left_in_english(app):
    with override("zh-hans"):
        left = [
            entry.msgid
            for entry in english(app)
            if (pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)) == entry.msgid
        ]
    assert set(left) - SAME == set()


@pytest.mark.django_db
def test_scripts_are_sent_our_catalogue(client):
    script = client.get("/cms/jsi18n/").content.decode()
    catalogue = json.loads(re.search(r"const newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])
    left = [entry.msgid for entry in english("admin", "djangojs") if entry.msgid not in catalogue]
    assert left == []


def test_one_term_for_one_thing():
    with override("zh-hans"):
        wrong = {
            entry.msgid: text
            for app in APPS
            for entry in english(app)
            if UNWANTED.search(
                text := (pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid))
            )
        }
    assert wrong == {}


def test_what_is_ticked_in_a_list_is_counted_in_plain_words():
    """Wagtail's own name for a record is 片段, which no keeper knows."""
    with override("zh-hans"):
        said = [gettext(text) for text in SELECTED]
    assert said[0] == "已选 1 条" and not any("片段" in text for text in said)
