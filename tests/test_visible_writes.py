"""Every table and every door: what is written is either seen by the page cache, or stands in a list with its reason."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models.sql import DeleteQuery, InsertQuery, UpdateQuery
from django.utils import timezone
from wagtail.models import DraftStateMixin, LockableMixin

from media.visible_writes import DRAFT_COLUMNS, hidden_tables, is_seen, is_visible
from news.models import ArticlePage
from news.tests import desk
from news.tests.factories import ArticlePageFactory
from portal.search.statistics.tally import TALLY
from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy

from .record_forms import FORMS, url
from .test_record_forms import add, opened

AUTOMATIC = {"Accept": "application/json"}

HIDDEN = {
    "accounts": set(),
    "admin": {"django_admin_log"},
    "axes": {"axes_accessattempt", "axes_accessattemptexpiration", "axes_accessfailurelog", "axes_accesslog"},
    "media": {"media_changedrow", "media_contentstamp"},
    "news": {
        "news_dismissedsuggestion", "news_lostmention", "news_manuscriptimport", "news_previewlink", "news_wantedrecord",
    },
    "search": {
        "search_indexrebuild", "search_pendingdocument", "search_pendingentry", "search_queryday", "search_resultpositionday",
        "search_searchentry",
    },
    "sessions": {"django_session"},
    "sheets": {"sheets_importedsheet"},
    "wagtailadmin": {"wagtailadmin_editingsession", "wagtailadmin_formstate"},
    "wagtailcore": {
        "wagtailcore_comment", "wagtailcore_commentreply", "wagtailcore_modellogentry", "wagtailcore_pagelogentry",
        "wagtailcore_pagesubscription", "wagtailcore_revision", "wagtailcore_taskstate", "wagtailcore_uploadedfile",
        "wagtailcore_workflowstate",
    },
    "wagtailsearch": {"wagtailsearch_indexentry", "wagtailsearch_indexentry_fts"},
    "wagtailusers": {"wagtailusers_userprofile"},
}  # fmt: skip
# Who speaks to a database past Django's connections, and why the stamp misses nothing there.
PAST_DJANGO = {
    "media/transactions.py": "asks how much was written",
    "portal/backups/postgres.py": "the restore command moves the stamp when it is done",
    "portal/backups/sqlite.py": "the restore command moves the stamp when it is done",
}
MODELS = [
    model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_is_written_to_a_table_is_seen_unless_there_is_a_reason(model, db):
    table, is_hidden = model._meta.db_table, model._meta.db_table in HIDDEN.get(model._meta.app_label, ())
    assert bool(hidden_tables().get(table)) is is_hidden, "each hidden table is named here and has a reason"
    for statement in _statements(model):
        assert is_visible(statement) is not is_hidden, statement


def _statements(model):
    """How Django writes to it."""
    insert = InsertQuery(model)
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key] or model._meta.local_fields
    insert.insert_values(fields, [model()])
    update = UpdateQuery(model)
    update.add_update_fields([(field, None, None) for field in fields])
    delete = DeleteQuery(model)
    yield insert.get_compiler(DEFAULT_DB_ALIAS).as_sql()[0][0]
    yield update.get_compiler(DEFAULT_DB_ALIAS).as_sql()[0]
    yield delete.get_compiler(DEFAULT_DB_ALIAS).as_sql()[0]


def test_no_hidden_table_is_forgotten():
    tables = {model._meta.db_table for model in MODELS}
    named = {name for names in HIDDEN.values() for name in names}
    assert hidden_tables().keys() == named | {"search_searchentry_text"}, "a table that is no model's"
    assert named - {"wagtailsearch_indexentry_fts"} <= tables  # SQLite's own table of words


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_the_columns_of_drafts_say_nothing_else_anywhere(model):
    if DRAFT_COLUMNS & {field.column for field in model._meta.local_concrete_fields}:
        assert issubclass(model, (DraftStateMixin, LockableMixin))


def test_nobody_writes_past_djangos_connections():
    """So every command, ours and others', is seen: they all write through these."""
    drivers = re.compile(r"sqlite3\.connect|psycopg\.connect|connection\.connection\b|executescript|\.copy\(\"COPY")
    ours = (app for app in ("portal", "news", "programs", "media"))
    files = (file for app in ours for file in (settings.ROOT / app).rglob("*.py") if "tests" not in file.parts)
    found = {str(file.relative_to(settings.ROOT)) for file in files if drivers.search(file.read_text())}
    assert found == PAST_DJANGO.keys()
    assert {"restore", "load_demo", "run_scheduler"} <= get_commands().keys()


@pytest.fixture
def visible():
    """The visible statements of a block, in order."""
    seen = []

    def note(execute, sql, params, many, context):
        if is_seen(sql):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


@pytest.mark.django_db
@pytest.mark.parametrize("is_live", [True, False])
def test_an_editor_who_types_moves_nothing(staff, section, visible, is_live):
    editor = staff("editor")
    page = ArticlePageFactory(parent=section, live=is_live)
    if is_live:
        page.save_revision(user=editor).publish()
    visible.clear()
    at = {"published_at": timezone.localtime(page.published_at).strftime("%Y-%m-%d %H:%M")}
    for title in ("改了", "又改了"):
        form = desk.article_form(desk.newest(page), title=title, **at)
        assert editor.client.post(desk.edit_url(page), form, headers=AUTOMATIC).json()["success"]
    assert not visible
    assert desk.newest(page).title == "又改了"
    assert editor.client.get(desk.edit_url(page)).status_code == 200 and not visible
    desk.newest(page).get_latest_revision().publish()
    assert visible
    visible.clear()
    page = ArticlePage.objects.get(pk=page.pk)
    page.live = False
    page.save()
    assert visible, "it was live until now"


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Company, Policy, Event])
@pytest.mark.parametrize("is_live", [True, False])
def test_nor_does_a_keeper(staff, visible, model, is_live):
    keeper = staff("keeper")
    record = add(keeper, model)
    if is_live:
        record.get_latest_revision().publish()
    visible.clear()
    data = FORMS[model](title="边写边存的标题", slug=record.slug) | opened(record)
    assert keeper.client.post(url(model, "edit", record.pk), data, headers=AUTOMATIC).json()["success"]
    assert not visible


@pytest.mark.django_db
def test_nor_does_who_signs_in_or_asks(staff, visible, client, section):
    article = ArticlePageFactory(parent=section)
    user = staff("editor")
    client.get(article.url)
    visible.clear()
    client.get(article.url)
    user.client.logout()
    user.client.force_login(user)
    TALLY.searched("鞋", 3)
    TALLY.write()
    assert not visible
