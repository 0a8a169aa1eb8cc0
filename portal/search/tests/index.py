"""Brings the index up to date in tests, where no transaction ever ends and no scheduler runs."""

from portal.search.documents.files.due import read_due
from portal.search.documents.pending import ask_for_stale, work_off
from portal.search.documents.rebuilding import request_rebuild, walk


def catch_up():
    """What the scheduler's next round would do."""
    ask_for_stale()
    return work_off()


def index_all():
    """Make the documents of everything that the factories made, files included."""
    request_rebuild()
    walk()
    read_due()
    return catch_up()
