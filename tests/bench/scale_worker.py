"""One database of the scale bench, in a process of its own: `python -m tests.bench.scale_worker` answers a line of JSON with one.

{"do": "collect"} makes the static files ready; {"do": "build", "counts": {…}} fills the database; {"do": "open"} reads the indexes and lists addresses to ask for;
{"do": "get", "urls": […]} times each once; {"do": "queries", "urls": […]} counts the queries of each.
"""

import json
import os
import sys
import time
from functools import cache
from pathlib import Path

NOT_FOUND = 404
SEED = 1
PAGE = 20
DEEP = 1000  # the page that is asked for behind the first, or the last one where there are fewer
SAMPLES = 2  # of each noun's own pages: their rows are the same in both sizes
LISTS = {"companies": "COMPANIES", "policies": "POLICIES", "events": "EVENTS"}
OUTSIDE = {"/api/v1": "API "}
DESK = "/cms/snippets/"


def build(counts):
    from django.core.management import call_command
    from django.db import connection

    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    call_command("generate_corpus", verbosity=0, seed=SEED, **counts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"seconds": round(time.perf_counter() - started, 1)}


def collect():
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    return {}


def listings():
    from importlib import import_module

    return {noun: getattr(import_module(f"programs.{noun}.filters"), name) for noun, name in LISTS.items()}


def open_site():
    """Read every index; return what that costs, and the addresses to ask for by what they are."""
    from django.conf import settings
    from django.core.management import call_command
    from django.http import QueryDict

    call_command("migrate", verbosity=0)
    settings.API_REQUESTS_A_MINUTE = 0
    get("/healthz")  # loads what every address needs, which is no part of an index
    before, started = memory(), time.perf_counter()
    for listing in listings().values():
        listing.index.snapshot()
    cost = {"index_seconds": round(time.perf_counter() - started, 2), "index_mib": memory() - before}
    urls, missing = {}, []
    for noun, listing in listings().items():
        selection = listing.select(QueryDict())
        for root, label in {"": "", **OUTSIDE}.items():
            path = f"{root}/{noun}/"
            if get(path)[1] == NOT_FOUND:
                missing.append(path)
                continue
            urls[f"{label}{noun}"] = path
            urls[f"{label}{noun} page {DEEP}"] = f"{path}?after={deep_cursor(listing)}"
            for group in selection.facets:
                value = max(group.values, key=lambda value: value.count)
                urls[f"{label}{noun} by {group.name}"] = f"{path}?{group.name}={value.slug}"
            for number, row in enumerate(listing.model.objects.public_now().order_by("pk")[:SAMPLES]):
                urls[f"{label}{noun} own page {number}"] = f"{path}{row.slug}/"
        opts = listing.model._meta
        urls[f"{noun} at the desk"] = f"{DESK}{opts.app_label}/{opts.model_name}/"
        urls[f"{noun} at the desk page 100"] = f"{DESK}{opts.app_label}/{opts.model_name}/?p=100"
    return cost | {"urls": urls, "missing": missing}


def deep_cursor(listing):
    from programs.listing.cursors import cursor_text

    snapshot = listing.index.snapshot()
    order, size = snapshot.orders[0], len(snapshot.everyone)
    place = min(DEEP * PAGE, size - size % PAGE) - PAGE - 1
    (pk,) = order.first(snapshot.everyone, 1, skip=place)
    return cursor_text(order.key_of(pk), pk)


def memory():
    """MiB that this process holds now; 0 where nobody can tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGESIZE") >> 20


@cache
def client(is_staff):
    from django.contrib.auth import get_user_model
    from django.test import Client

    found = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    if is_staff:
        users = get_user_model().objects
        found.force_login(users.filter(is_superuser=True).first() or users.create_superuser("bench", password=None))
    return found


def get(url):
    """Milliseconds and status. SQLite works in this process, so that its share of the processor is what counts there."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    started = clock()
    response = client(url.startswith(DESK)).get(url)
    return round((clock() - started) * 1000, 3), response.status_code


def queries(url):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    get(url)  # what a process looks up once, such as content types, is no part of the page
    with CaptureQueriesContext(connection) as caught:
        get(url)
    return len(caught)


def answer(order):
    if order["do"] == "build":
        return build(order["counts"])
    if order["do"] == "open":
        return open_site()
    if order["do"] == "collect":
        return collect()
    ask = get if order["do"] == "get" else queries
    return {"answers": [ask(url) for url in order["urls"]]}


def main():
    import django

    django.setup()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
