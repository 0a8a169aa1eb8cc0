"""Reads what lives in memory before the first reader comes: once, before the workers part from their master, so that they
share it. A worker that is started later takes up what changed since."""

import gc
import logging
import threading
from importlib import import_module

from django.conf import settings
from django.db import DatabaseError, connections

from news.mentions.name_index import NAMES as MENTIONED
from portal.search.finding.name_index import NAMES as SEARCHED
from programs.listing.listing import all_listings

logger = logging.getLogger(__name__)


def _sources():
    """Each by the call that reads it, or takes up what changed."""
    return [*(listing.index.catch_up for listing in all_listings()), SEARCHED.current, MENTIONED.current]


def read_all():
    """Read everything, and let go of the connections. A database that is away stops nothing."""
    try:
        for read in _sources():
            read()
    except DatabaseError:
        logger.exception("What lives in memory could not be read ahead; its first readers will")
    finally:
        close_connections()


def close_connections():
    """Nothing of a connection may live in two processes, nor the threads of its pool."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()


def before_fork():
    """Read in the master, with all that pages are made by. What is there now is garbage to nobody: the collector must not touch pages that are shared."""
    import_module(settings.ROOT_URLCONF)  # which knows every list
    read_all()
    if threading.active_count() > 1:
        logger.warning("Threads are running before the workers are started: %s", threading.enumerate())
    gc.collect()
    gc.freeze()


def in_worker():
    """Take up what changed since the master read; what it could not read is read in the background."""
    if all(listing.index.read for listing in all_listings()):
        read_all()
    else:
        threading.Thread(target=read_all, name="reading ahead", daemon=True).start()
