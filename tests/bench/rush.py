"""A notice is published, and everybody opens it at once: `python -m tests.bench.rush [READERS]`.

Needs DATA_DIR and, for PostgreSQL, DATABASE_URL: a migrated database, to which it adds an article. The server is the one of
production: two workers, four threads each. Prints, as JSON, how often the page was rendered, errors, and seconds until half
and until 99 in 100 of the readers had it.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter

from .running_site import fetch, free_port, stop

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.stale_settings")


def main():
    readers = int((sys.argv[1:] or [2000])[0])
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "portal.wsgi"]
    server = subprocess.Popen(command, env=os.environ | {"PORT": str(port), "SCHEDULER_IN_WEB": "0"})
    try:
        import django

        django.setup()
        from .stale_changes import World

        world = World()
        wait_for(port)
        fetch(f"http://127.0.0.1:{port}/")
        world.publish(title="大家一起打开的通知")
        print(json.dumps(asyncio.run(rush(port, world.path, readers)), indent=1))
    finally:
        stop(server)


def wait_for(port):
    for _ in range(600):
        try:
            return fetch(f"http://127.0.0.1:{port}/healthz")
        except OSError:
            time.sleep(0.1)


async def rush(port, path, readers):
    answers = await asyncio.gather(*(read(port, path) for _ in range(readers)), return_exceptions=True)
    good = [answer for answer in answers if not isinstance(answer, BaseException)]
    waits = sorted(wait for _, _, wait in good)
    told = Counter(told for _, told, _ in good)
    return {
        "readers": readers,
        "renders": sum(number for kind, number in told.items() if kind != "hit"),
        "errors": readers - sum(status == 200 for status, _, _ in good),
        "median_seconds": round(waits[len(waits) // 2], 3),
        "p99_seconds": round(waits[len(waits) * 99 // 100], 3),
    }


async def read(port, path):
    """(status, what the page cache says, seconds)"""
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    head = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")
    told = next((line.partition(": ")[2] for line in head if line.lower().startswith("x-page-cache")), "")
    return int(head[0].split()[1]), told, time.perf_counter() - begun


if __name__ == "__main__":
    main()
