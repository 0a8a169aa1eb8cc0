"""Which statements change what readers may see: all that write, but for a short list of tables and columns."""

import re
from functools import lru_cache

READING = {
    "SELECT", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET", "SHOW", "EXPLAIN", "LOCK", "FETCH",
    "DECLARE", "CLOSE", "ANALYZE", "VACUUM", "REINDEX", "CREATE", "VALUES", "LISTEN", "RESET",
}  # fmt: skip
WRITING = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?)\s+\"?(\w+)",
    re.IGNORECASE,
)
WORD = re.compile(r"\s*\(*\s*(\w+)")
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
_DRAFT = {
    "latest_revision_id", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "locked", "locked_at",
    "locked_by_id",
}  # fmt: skip
_columns = {"wagtailcore_page": _DRAFT}


def hide(table, reason):
    """Writes to `table`, a model or the name of a table, change nothing that readers see, because of `reason`."""
    _tables[_name(table)] = reason
    is_visible.cache_clear()


def hide_columns(table, columns=_DRAFT):
    """Nor do writes to these columns of `table` alone: as a rule those that tell of drafts and locks."""
    _columns[_name(table)] = set(columns)
    is_visible.cache_clear()


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
    hidden = _columns.get(table)
    return not (hidden and _only_writes(sql, hidden))


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
