"""`make bench`: the article page with 25 blocks and 6 pictures among 20 and among some hundred others, in a database of its
own; the registers at scale (`scale.py`); an import of 10,000 companies (`import_sheet.py`);
links proposed among 100,000 records, and a manuscript taken in (`suggestions.py`); a company that 5,000 sentences name
(`mentions.py`); the search among 100,000 documents (`search.py`)."""

import datetime
import gzip
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urljoin

from . import import_sheet, mentions, running_site, scale, search, suggestions

LIMITS = {
    "queries": 12,
    "queries_growth": 0,
    "html_bytes": 60 << 10,
    "css_js_bytes": 60 << 10,
    "memory_rss_mib": 400,
    "memory_pss_mib": 400,
    "second_start_seconds": 5,
    "import_seconds": 60,
    "import_cpu_seconds": 60,
    "import_peak_mb": 500,
    "suggestion_ms": 300,
    "suggestion_count_ms": 50,
    "names_mib": 150,
    "mentions_queries_growth": 0,
    "manuscript_seconds": 1,
    "manuscript_cpu_seconds": 1,
}
REPORTED_ONLY = {
    "second_start_seconds",
    "import_seconds",
    "manuscript_seconds",
}  # times: another machine, or a busy one, has others
IMPORTED = 10_000  # companies from one sheet
ROUNDS = 20
MANY = 400  # articles


def main():
    database_url = os.environ.get("DATABASE_URL", "")
    registers = scale.measure(database_url)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        os.environ |= {"DATA_DIR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
        os.environ["LOG_LEVEL"] = "ERROR"
        started = time.perf_counter()
        import django

        django.setup()
        result = {"setup_seconds": round(time.perf_counter() - started, 2)} | measure()
        result |= running_site.measure()
        result |= measure_import(database_url)
    result |= suggestions.measure() | measure_mentions(database_url)
    searches = search.measure(database_url)
    show(result)
    scale.show(registers)
    search.show(searches)
    faults = scale.faults(registers) + search.faults(searches)
    result |= {"registers": registers, "search": searches}
    file = Path("bench-results") / f"{datetime.datetime.now():%Y%m%d-%H%M%S}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(result, indent=2))
    print(f"→ {file}")
    over = [name for name in LIMITS if name not in REPORTED_ONLY and not is_ok(name, result[name])]
    if over or faults:
        sys.exit(f"Over the limit: {', '.join(over + faults)}")


def is_ok(name, value):
    return value is not None and value <= LIMITS[name]


def show(result):
    print(f"{'figure':32} {'value':>10} {'limit':>10}  ok")
    for name, value in result.items():
        verdict = ("yes" if is_ok(name, value) else "NO") if name in LIMITS else ""
        print(f"{name:32} {value!s:>10} {LIMITS.get(name, '')!s:>10}  {verdict}")


def measure():
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    section, article = make_article()
    client = Client(SERVER_NAME="127.0.0.1")
    fill(section, 20)
    few, response = queries_of(client, article.url)
    fill(section, MANY)
    many, response = queries_of(client, article.url)
    return {
        "queries": many,
        "queries_growth": many - few,
        "html_bytes": len(response.content),
        "html_gzip_bytes": len(gzip.compress(response.content)),
        **asset_sizes(client, response.content.decode()),
        **ratios(client, article.url),
        "bench_process_peak_mib": memory(),
    }


def measure_import(database_url):
    """On SQLite; and on the server that `database_url` names, in a database of its own, where the worse figure counts."""
    found = [import_sheet.measure(IMPORTED)]
    if database_url.startswith("postgres"):
        os.environ["DATABASE_URL"] = scale.empty_database(database_url, "portal_bench_import")
        found.append(import_sheet.measure(IMPORTED))
        os.environ["DATABASE_URL"] = ""
    return {f"import_{name}": max(one[name] for one in found) for name in ("seconds", "cpu_seconds", "peak_mb")}


def measure_mentions(database_url):
    """The same two, side by side: those on the server end in `_server`, and the growth is the worse one."""
    found = mentions.measure()
    if database_url.startswith("postgres"):
        server = mentions.measure(scale.empty_database(database_url, "portal_bench_mentions"))
        growth = max(one["mentions_queries_growth"] for one in (found, server))
        found |= {f"{name}_server": value for name, value in server.items()} | {"mentions_queries_growth": growth}
    return found


def make_article():
    from media.tests.factories import PictureFactory
    from news.models import NewsIndexPage
    from news.tests.factories import ArticlePageFactory, BylineFactory, SectionPageFactory

    section = SectionPageFactory(parent=NewsIndexPage.objects.get())
    text = "示例正文：企业把单据带到窗口，当天受理、当天办理，所需材料一次告知。" * 6
    body = [("heading", {"text": "一站式服务", "level": "2"})] * 4 + [("paragraph", f"<p>{text}</p>")] * 15
    body += [("picture", {"picture": PictureFactory(), "caption": "示例图注"}) for _ in range(6)]
    article = ArticlePageFactory(parent=section, cover=PictureFactory(), body=body)
    BylineFactory(page=article)
    return section, article


def fill(section, count):
    """Add `count` short live articles."""
    from news.tests.factories import ArticlePageFactory

    for _ in range(count):
        ArticlePageFactory(parent=section, body=[])


def queries_of(client, url):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, response.status_code
    return len(queries), response


def asset_sizes(client, html):
    """Sizes of the style sheets and scripts that the page asks for, and of those that they ask for in turn."""
    waiting = set(re.findall(r'(?:href|src)="(/static/portal/[^"]+\.(?:css|js|mjs))"', html))
    found = {}
    while waiting:
        url = waiting.pop()
        found[url] = b"".join(client.get(url).streaming_content)
        text = found[url].decode()
        inner = re.findall(r"@import\s+(?:url\()?[\"']([^\"']+)", text)
        inner += re.findall(r"\b(?:from|import)\s*\(?[\"'](\.[^\"']+)", text)
        waiting |= {urljoin(url, name) for name in inner} - set(found)
    return {
        "css_js_files": len(found),
        "css_js_bytes": sum(map(len, found.values())),
        "css_js_gzip_bytes": sum(len(gzip.compress(part)) for part in found.values()),
    }


def ratios(client, url):
    """Times in turn within one loop, so that a busy machine slows all alike; the lowest of each counts."""
    urls = {"article": url, "healthz": "/healthz", "all_news": "/news/", "home": "/"}
    best = dict.fromkeys(urls, float("inf"))
    for _ in range(ROUNDS):
        for name, address in urls.items():
            started = time.process_time()
            client.get(address)
            best[name] = min(best[name], time.process_time() - started)
    return {f"{name}_against_healthz": round(best[name] / best["healthz"], 1) for name in urls if name != "healthz"} | {
        "article_cpu_ms": round(best["article"] * 1000, 2)
    }


def memory():
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


main()
