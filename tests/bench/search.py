"""The search among 100,000 documents and the demo's: how good and how quick it is, how large its index is, and what it costs
to take in one article; on SQLite, and on PostgreSQL where DATABASE_URL names a server.

    python -m tests.bench.search [documents]

The databases stay in DATA_DIR/bench (or on the server) and are made anew when the corpus changes. Another number of
documents, such as 1000000, has databases of its own.
"""

import os
import sys
from pathlib import Path

from . import scale

DOCUMENTS = 100_000
SHARES = {"articles": 0.30, "companies": 0.25, "policies": 0.07, "events": 0.12}  # a policy has some four items besides
LIMITS = {
    "recall": (0.97, "at least"),
    "mrr_names_and_words": (0.85, "at least"),
    "mrr_questions": (0.7, "at least"),
    "page_p95_ms": (100, "at most"),
    "suggest_p95_ms": (20, "at most"),
    "index_against_text": (3, "at most"),
    "article_ms": (150, "at most"),
}


def measure(database_url="", documents=DOCUMENTS):
    """Return {"sqlite": figures, "postgresql": figures}, without the second where there is no server to ask. Times are
    milliseconds by the clock."""
    folder = Path(os.environ.get("DATA_DIR") or scale.ROOT / "var").resolve() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"search-{documents}"
    places = {"sqlite": f"sqlite:///{folder / f'{name}.sqlite3'}"}
    if database_url.startswith("postgres"):
        places["postgresql"] = scale.database(database_url, f"portal_bench_{name}")
    return {vendor: _measure(folder, vendor, name, url, documents) for vendor, url in places.items()}


def _measure(folder, vendor, name, url, documents):
    counts = {noun: round(documents * share) for noun, share in SHARES.items()}
    stamp, wanted = folder / f"{vendor}-{name}.made", scale.fingerprint(counts)
    found = {}
    if not (stamp.is_file() and stamp.read_text() == wanted and scale.exists(url)):
        stamp.unlink(missing_ok=True)
        scale.make_empty(url)
        print(f"Filling the {vendor} database of {documents} documents …", flush=True)
        with scale.Worker(folder, url, "search_worker") as worker:
            found["filled_in_seconds"] = worker.ask(do="build", counts=counts)["seconds"]
        stamp.write_text(wanted)
    with scale.Worker(folder, url, "search_worker") as worker:
        for step in ("open", "judged", "pages", "suggestions", "sizes", "article"):
            found |= worker.ask(do=step)
            print(f"  {vendor} {step}: {found}" if os.environ.get("VERBOSE") else f"  {vendor} {step}", flush=True)
    return found


def faults(result):
    """Everything beyond a limit, as lines to print."""
    found = []
    for vendor, figures in result.items():
        for name, (limit, way) in LIMITS.items():
            if figures[name] < limit if way == "at least" else figures[name] > limit:
                found.append(f"search on {vendor}: {name} is {figures[name]}, {way} {limit}")
    return found


def show(result):
    for vendor, figures in result.items():
        print(f"\nsearch on {vendor}")
        for name, value in figures.items():
            limit, way = LIMITS.get(name, ("", ""))
            print(f"{name:32} {value!s:>14} {way} {limit}")
    for fault in faults(result):
        print(f"NO  {fault}")


if __name__ == "__main__":
    figures = measure(os.environ.get("DATABASE_URL", ""), int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
    show(figures)
    if faults(figures):
        sys.exit(1)
