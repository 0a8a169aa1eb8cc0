"""The site as `make run` starts it, on a data directory and a port of its own: memory, second start, a page beside a file."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE = 120  # seconds for a first start
ROUNDS = 30


def measure():
    with tempfile.TemporaryDirectory(prefix="portal-bench-site-") as folder:
        port = free_port()
        base = f"http://127.0.0.1:{port}"
        first, process = start(folder, port)
        stop(process)
        second, process = start(folder, port)
        try:
            addresses = addresses_of(base)
            for _ in range(3):
                for address in addresses:
                    fetch(base + address)
            return {
                "first_start_seconds": first,
                "second_start_seconds": second,
                **memory_of(process.pid),
                **page_beside_file(base, addresses),
            }
        finally:
            stop(process)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder, port):
    """Return the seconds until the site answers, and its process."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {"DATA_DIR": folder, "PORT": str(port), "LOG_LEVEL": "ERROR"}
    begun = time.perf_counter()
    command = "python3 deploy/bootstrap.py && exec " + sys.executable + " manage.py serve"
    process = subprocess.Popen(["sh", "-c", command], env=environment, stdout=subprocess.DEVNULL)
    while time.perf_counter() - begun < PATIENCE and process.poll() is None:
        try:
            fetch(f"http://127.0.0.1:{port}/healthz")
            return round(time.perf_counter() - begun, 2), process
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    stop(process)
    sys.exit("The site did not start.")


def stop(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def fetch(address):
    with urllib.request.urlopen(address, timeout=20) as response:
        return response.read().decode("utf-8", "replace")


def addresses_of(base):
    """The home page, a list, the first article of the list, and a static file."""
    home, news = fetch(f"{base}/"), fetch(f"{base}/news/")
    article = re.search(r'href="(?:http://[^/"]+)?(/news/[\w-]+/[\w-]+/)"', news)[1]
    file = re.search(r'href="(/static/portal/[^"]+\.css)"', home)[1]
    return ["/", "/news/", article, "/search/?q=%E9%B9%BF%E5%9F%8E", file]


def page_beside_file(base, addresses):
    """Seconds of an article and of a static file from the same server, in turn; the shortest of each counts."""
    best = {address: float("inf") for address in (addresses[2], addresses[-1])}
    for _ in range(ROUNDS):
        for address in best:
            begun = time.perf_counter()
            fetch(base + address)
            best[address] = min(best[address], time.perf_counter() - begun)
    page, file = best.values()
    return {
        "article_against_static_file": round(page / file, 1),
        "article_first_to_last_byte_ms": round(page * 1000, 1),
    }


def memory_of(pid):
    """Sums over the server and its workers. PSS counts what they share once; RSS counts it in each."""
    try:
        family = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
        texts = [Path(f"/proc/{each}/smaps_rollup").read_text() for each in family]
    except OSError:  # not Linux
        return {"memory_rss_mib": None, "memory_pss_mib": None}
    sums = {name: sum(int(re.search(rf"^{name}:\s+(\d+)", text, re.M)[1]) for text in texts) for name in ("Rss", "Pss")}
    return {"processes": len(family), "memory_rss_mib": sums["Rss"] // 1024, "memory_pss_mib": sums["Pss"] // 1024}
