"""Which statements change what readers may see: all that write, but for a short list of tables and columns, and for what
is written of a row that was not live before and is not now."""

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache

from django.db.models import Q
from modelcluster.models import get_all_child_relations
from wagtail.models import ReferenceIndex

READING = {
    "SELECT", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET", "SHOW", "EXPLAIN", "LOCK", "FETCH",
    "DECLARE", "CLOSE", "ANALYZE", "VACUUM", "REINDEX", "CREATE", "VALUES", "LISTEN", "RESET",
}  # fmt: skip
WRITING = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?)\s+\"?(\w+)",
    re.IGNORECASE,
)
WORD = re.compile(r"\s*+(?:\(\s*+)*+(\w+)")
SETTING = re.compile(r"\s*UPDATE\s+\"\w+\"\s+SET\s+", re.IGNORECASE)
COLUMN = re.compile(r"\"(\w+)\"\s*=\s*(?:%s|NULL|TRUE|FALSE|\d+)(,\s*|\s+WHERE\s)", re.IGNORECASE)

# Why nobody outside of the desk sees it. Each room says so of its own tables by `hide`.
_tables = {
    "media_contentstamp": "the stamp itself",
    "media_changedrow": "says of rows that they changed; the change itself is another write",
    "wagtailcore_revision": "drafts; what is published is written to the page or record too",
    "wagtailcore_modellogentry": "the desk's log",
    "wagtailcore_pagelogentry": "the desk's log",
    "django_admin_log": "the desk's log",
    "wagtailcore_comment": "editors' comments",
    "wagtailcore_commentreply": "editors' comments",
    "wagtailcore_pagesubscription": "whom comments are sent to",
    "wagtailcore_uploadedfile": "a file on its way to a form",
    "wagtailcore_workflowstate": "reviews; what they approve is published by a write of its own",
    "wagtailcore_taskstate": "reviews; what they approve is published by a write of its own",
    "wagtailadmin_editingsession": "who has a form open",
    "wagtailadmin_formstate": "what stands in a form",
    "wagtailusers_userprofile": "how the desk looks to one of the staff",
    "wagtailsearch_indexentry": "the desk's search",
    "wagtailsearch_indexentry_fts": "the desk's search",
    "django_session": "sessions",
    "axes_accessattempt": "sign-ins",
    "axes_accessattemptexpiration": "sign-ins",
    "axes_accessfailurelog": "sign-ins",
    "axes_accesslog": "sign-ins",
}
DRAFT_COLUMNS = {  # of pages and records: what autosave and locks write
    "latest_revision_id", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "locked", "locked_at",
    "locked_by_id",
}  # fmt: skip
_columns = {}


_of_a_draft = ContextVar("tables of the draft being saved", default=frozenset())


def hide(table, reason):
    """Writes to `table`, a model or the name of a table, change nothing that readers see, because of `reason`."""
    _tables[_name(table)] = reason
    is_visible.cache_clear()


def hide_columns(table, columns, reason):
    """Nor do writes to these columns of `table` alone."""
    _columns[_name(table)] = set(columns), reason
    is_visible.cache_clear()


def hidden_tables():
    """Why nobody sees what is written to a table, by its name."""
    return dict(_tables)


def _name(table):
    return table if isinstance(table, str) else table._meta.db_table


@lru_cache(maxsize=2000)
def is_visible(sql):
    """May the statement `sql`, with %s where its values stand, change what readers see? When in doubt, yes."""
    if not isinstance(sql, str):
        return True
    found = WRITING.match(sql)
    if not found:
        word = WORD.match(sql)
        return not (word and word[1].upper() in READING)
    table = found[1].lower()
    if table in _tables:
        return False
    own, _ = _columns.get(table, ((), ""))
    return not _only_writes(sql, DRAFT_COLUMNS.union(own))


def _only_writes(sql, columns):
    start = SETTING.match(sql)
    place = start.end() if start else None
    while place is not None:
        found = COLUMN.match(sql, place)
        if not found or found[1] not in columns:
            return False
        if found[2].strip(", \n"):
            return True
        place = found.end()
    return False


@contextmanager
def saving(row):
    """`row` is saved within. Where it is no more than a draft that nobody else hangs on, its own tables are not seen."""
    if row.live or _is_out(row):
        yield
        return
    token = _of_a_draft.set(_own_tables(type(row)))
    try:
        yield
    finally:
        _of_a_draft.reset(token)


def is_seen(sql):
    """May `sql`, executed now, change what readers see?"""
    if not is_visible(sql):
        return False
    tables = _of_a_draft.get()
    found = WRITING.match(sql) if tables and isinstance(sql, str) else None
    return not (found and found[1].lower() in tables)


def _is_out(row):
    """Is it live in the database, or does it carry pages that may be?"""
    out = Q(live=True)
    if any(field.name == "numchild" for field in row._meta.fields):
        out |= Q(numchild__gt=0)
    return bool(row.pk) and type(row)._base_manager.filter(out, pk=row.pk).exists()


@cache
def _own_tables(model):
    models = [model, *model._meta.all_parents, ReferenceIndex]
    models += [relation.related_model for relation in get_all_child_relations(model)]
    models += [
        field.remote_field.through for field in model._meta.many_to_many if hasattr(field.remote_field, "through")
    ]
    return frozenset(one._meta.db_table.lower() for one in models)
