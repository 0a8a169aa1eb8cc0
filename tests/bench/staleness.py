"""What two processes answer the moment a change is acknowledged: `python -m tests.bench.staleness [TRIALS]`.

Needs DATA_DIR and, for PostgreSQL, DATABASE_URL: a migrated database, to which it adds. Prints, as JSON, for each kind of
change how often an old answer came (`stale`), how often the answer before it had come from memory (`kept`), and trials.
"""

import http.client
import itertools
import json
import os
import subprocess
import sys
import threading
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.stale_settings")
PROCESSES = 2


def main():
    import django

    django.setup()
    from .running_site import free_port
    from .stale_changes import CHANGES, World

    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    world = World()
    ports = [free_port() for _ in range(PROCESSES)]
    command = [sys.executable, "-m", "tests.bench.stale_server"]
    servers = [subprocess.Popen([*command, str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) for port in ports]
    try:
        for server in servers:
            server.stdout.readline()
        with reading_all_along(ports, world.paths):
            outcome = {name: tried(change(world), ports, trials) for name, change in CHANGES.items()}
    finally:
        for server in servers:
            server.stdin.close()
            server.wait(20)
    print(json.dumps(outcome, indent=1))


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


def tried(change, ports, trials):
    """`change` is a generator: each step changes something and gives {path: is it what a reader may be sent now?}."""
    reader, stale, kept, number = Reader(ports), 0, 0, 0
    for expected in itertools.islice(change, trials):
        for path, is_right in expected.items():
            stale += not all(is_right(status, body) for status, body, _ in reader.read(path))
            again = [reader.read(path) for _ in range(2)]
            kept += all(is_hit for *_, is_hit in again[-1])
        number += 1
    return {"stale": stale, "kept": kept, "trials": number}


class reading_all_along:
    """Others read meanwhile: pages are begun before a change and finished after it."""

    def __init__(self, ports, paths):
        self.ports, self.paths = ports, paths
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._read)

    def _read(self):
        reader = Reader(self.ports)
        for path in itertools.cycle(self.paths):
            if self.over.is_set():
                return
            reader.read(path)
            time.sleep(0.002)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *error):
        self.over.set()
        self.thread.join()


if __name__ == "__main__":
    main()
