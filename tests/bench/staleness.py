"""What two processes answer the moment a change is acknowledged: `python -m tests.bench.staleness [TRIALS] [KIND …]`.

Needs DATA_DIR and, for PostgreSQL, DATABASE_URL: a migrated database, to which it adds. Prints, as JSON, for each kind of
change how often an old answer came (`stale`), how often the answer before a change came from memory (`kept`), and trials.
"""

import http.client
import itertools
import json
import multiprocessing
import os
import sys
import threading
import time
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

PROCESSES = 2


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.stale_settings")
    from portal.wsgi import application

    trials, kinds = int((sys.argv[1:] or [200])[0]), sys.argv[2:]
    fork = multiprocessing.get_context("fork")
    sites = [Server(("127.0.0.1", 0), Handler) for _ in range(PROCESSES)]  # each says its port before it is served
    processes = [fork.Process(target=serve, args=(site, application), daemon=True) for site in sites]
    for process in processes:
        process.start()
    print(json.dumps(measured([site.server_port for site in sites], trials, kinds), indent=1))
    for process in processes:
        process.terminate()


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


class Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass


def serve(site, application):
    site.set_app(application)
    site.serve_forever()


def measured(ports, trials, kinds):
    from .stale_changes import CHANGES, World

    world = World()
    with reading_all_along(ports, world.paths):
        return {name: tried(name, CHANGES[name](world), ports, trials) for name in kinds or CHANGES}


class Reader:
    """Somebody with one connection to each process."""

    def __init__(self, ports):
        self.connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=30) for port in ports]

    def read(self, path):
        """[(status, body, whether it came from memory)] of each process."""
        found = []
        for connection in self.connections:
            connection.request("GET", path)
            answer = connection.getresponse()
            found.append((answer.status, answer.read().decode(), answer.headers.get("X-Page-Cache") == "hit"))
        return found


def tried(name, change, ports, trials):
    """`change` is a generator: each step changes something and gives {path: is it what a reader may be sent now?}."""
    reader, stale, kept, number = Reader(ports), 0, 0, 0
    for number, expected in enumerate(itertools.islice(change, trials), 1):
        for path, is_right in expected.items():
            answers = reader.read(path)
            if not all(is_right(status, body) for status, body, _ in answers):
                stale += 1
                print(
                    name, number, path, [(status, len(body), held) for status, body, held in answers], file=sys.stderr
                )
            reader.read(path)
            kept += all(held for *_, held in reader.read(path))
    change.close()
    return {"stale": stale, "kept": kept, "trials": number}


@contextmanager
def reading_all_along(ports, paths):
    """Others read meanwhile: pages are begun before a change and finished after it."""
    over = threading.Event()

    def read():
        reader = Reader(ports)
        for path in itertools.cycle(paths):
            if over.is_set():
                return
            reader.read(path)
            time.sleep(0.02)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    main()
