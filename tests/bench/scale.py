"""Each register's list, API and own pages among 1,000 rows and among 170,000: times in turn, as ratios; on SQLite, and on
PostgreSQL where DATABASE_URL names a server on which databases may be made.

The databases stay in DATA_DIR/bench (or on the server); they are migrated, and made anew when the corpus changes.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).parents[2]
SIZES = {
    "small": {"companies": 1000, "policies": 1000, "events": 1000},
    "large": {"companies": 100_000, "policies": 20_000, "events": 50_000},
}
RATIO = 1.5
QUERIES = {"own page": 12, "at the desk": 25, "": 10}  # by what stands in the name of an address
ROUNDS = 7
AGAIN = 2  # times that what is over the limit is measured once more, in case the machine was busy


def measure(database_url=""):
    """Return {"sqlite": …, "postgresql": …}, without the second where there is no server to ask."""
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    places = {"sqlite": {size: f"sqlite:///{folder / f'{size}.sqlite3'}" for size in SIZES}}
    if database_url.startswith("postgres"):
        places["postgresql"] = {size: database(database_url, f"portal_bench_{size}") for size in SIZES}
    else:
        print("PostgreSQL is not measured: DATABASE_URL names no server.")
    build(folder, places)
    return {vendor: compare(folder, urls) for vendor, urls in places.items()}


def database(url, name):
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def empty_database(url, name):
    """Make a database of that name anew on the server of `url`; return its address."""
    made = database(url, name)
    make_empty(made)
    return made


class Worker:
    """One database's process."""

    def __init__(self, folder, url, module="scale_worker"):
        own = folder / "data"
        own.mkdir(exist_ok=True)
        environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": str(own), "LOG_LEVEL": "ERROR"}
        environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.demo", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", f"tests.bench.{module}"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)

    def tell(self, **order):
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit("A process of the scale bench has failed.")
        return json.loads(line)

    def ask(self, **order):
        self.tell(**order)
        return self.hear()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(60)


# --- Databases --------------------


def build(folder, places):
    """Collect the static files, whose names pages ask for. Make the databases that are missing or out of date; those of one size side by side."""
    with Worker(folder, places["sqlite"]["small"]) as worker:
        worker.ask(do="collect")
    wanted = fingerprint(SIZES)
    for size, counts in SIZES.items():
        waiting = []
        for vendor, urls in places.items():
            stamp = folder / f"{vendor}-{size}.made"
            if not (stamp.is_file() and stamp.read_text() == wanted and exists(urls[size])):
                stamp.unlink(missing_ok=True)
                make_empty(urls[size])
                waiting.append((vendor, stamp, Worker(folder, urls[size])))
        for vendor, _, worker in waiting:
            print(f"Filling the {size} {vendor} database …", flush=True)
            worker.tell(do="build", counts=counts)
        for vendor, stamp, worker in waiting:
            with worker:
                print(f"Filled the {size} {vendor} database in {worker.hear()['seconds']} s", flush=True)
            stamp.write_text(wanted)


def fingerprint(sizes):
    """Changes whenever the corpus or its `sizes` are others, or a field is; new migrations are run on what is there."""
    files = [*(ROOT / "portal" / "corpus").glob("*.py"), *(ROOT / "programs").glob("*/migrations/0001*.py")]
    text = "".join(file.name + file.read_text() for file in sorted(files))
    return hashlib.sha256((text + json.dumps(sizes)).encode()).hexdigest()


def exists(url):
    if url.startswith("sqlite"):
        return Path(url.removeprefix("sqlite://")).is_file()
    return bool(_on_server(url, "SELECT 1 FROM pg_database WHERE datname = %s", [urlsplit(url).path[1:]]))


def make_empty(url):
    if url.startswith("sqlite"):
        for file in Path(url.removeprefix("sqlite://")).parent.glob(f"{Path(url).name}*"):
            file.unlink()
        return
    name = urlsplit(url).path[1:]
    _on_server(url, f'DROP DATABASE IF EXISTS "{name}"')
    _on_server(url, f'CREATE DATABASE "{name}"')


def _on_server(url, sql, values=None):
    import psycopg

    with psycopg.connect(database(url, "postgres"), autocommit=True) as connection:
        cursor = connection.execute(sql, values)
        return cursor.fetchall() if cursor.description else None


# --- Measuring --------------------


def compare(folder, databases):
    with Worker(folder, databases["small"]) as small, Worker(folder, databases["large"]) as large:
        pair = {"small": small, "large": large}
        opened = {size: worker.ask(do="open") for size, worker in pair.items()}
        names = [name for name in opened["large"]["urls"] if name in opened["small"]["urls"]]
        urls = {size: [found["urls"][name] for name in names] for size, found in opened.items()}
        counts = pair["large"].ask(do="queries", urls=urls["large"])["answers"]
        failed = sorted({f"{name}: {found}" for name, found in zip(names, _statuses(pair, urls), strict=True) if found})
        if failed:
            sys.exit("The scale bench got no pages:\n" + "\n".join(failed))
        rows = {name: {"queries": count, "small": [], "large": []} for name, count in zip(names, counts, strict=True)}
        _rounds(pair, urls, names, rows, range(len(names)))
        for _ in range(AGAIN):
            late = [place for place, name in enumerate(names) if _ratio(rows[name]) > RATIO]
            _rounds(pair, urls, names, rows, late)
    costs = {size: {key: found[key] for key in ("index_seconds", "index_mib")} for size, found in opened.items()}
    return {
        "indexes": costs,
        "missing": opened["large"]["missing"],
        "addresses": {name: _figures(row) for name, row in rows.items()},
    }


def _statuses(pair, urls):
    """What was answered instead of 200, in either size; the first reader of each address warms it."""
    found = [
        [status for _, status in worker.ask(do="get", urls=urls[size])["answers"]] for size, worker in pair.items()
    ]
    return [" ".join(str(status) for status in statuses if status != 200) for statuses in zip(*found, strict=True)]


def _rounds(pair, urls, names, rows, places):
    """Ask small and large for each address in turn, so that a busy machine slows both."""
    for _ in range(ROUNDS):
        for place in places:
            for size, worker in pair.items():
                [(milliseconds, _)] = worker.ask(do="get", urls=[urls[size][place]])["answers"]
                rows[names[place]][size].append(milliseconds)


def _ratio(row):
    return min(row["large"]) / min(row["small"])


def _figures(row):
    return {
        "ratio": round(_ratio(row), 2),
        "small_ms": round(min(row["small"]), 1),
        "large_ms": round(min(row["large"]), 1),
        "large_p95_ms": round(sorted(row["large"])[int(len(row["large"]) * 0.95)], 1),
        "queries": row["queries"],
    }


# --- Telling --------------------


def faults(result):
    """Everything over a limit, as lines to print."""
    found = []
    for vendor, measured in result.items():
        found += [f"{vendor} {path}: not there" for path in measured["missing"]]
        for name, row in measured["addresses"].items():
            most = next(most for words, most in QUERIES.items() if words in name)
            if row["ratio"] > RATIO:
                found.append(f"{vendor} {name}: {row['ratio']} times as slow among many rows (limit {RATIO})")
            if row["queries"] > most:
                found.append(f"{vendor} {name}: {row['queries']} queries (limit {most})")
    return found


def show(result):
    for vendor, measured in result.items():
        print(f"\n{vendor:44} {'small ms':>9} {'large ms':>9} {'p95':>7} {'ratio':>6} {'queries':>8}")
        for name, row in measured["addresses"].items():
            times = f"{row['small_ms']:>9} {row['large_ms']:>9} {row['large_p95_ms']:>7}"
            print(f"{name:44} {times} {row['ratio']:>6} {row['queries']:>8}")
        for size, cost in measured["indexes"].items():
            print(f"indexes, {size}: {cost['index_seconds']} s, {cost['index_mib']} MiB")
    for fault in faults(result):
        print(f"NO  {fault}")


if __name__ == "__main__":
    figures = measure(os.environ.get("DATABASE_URL", ""))
    show(figures)
    if faults(figures):
        sys.exit(1)
