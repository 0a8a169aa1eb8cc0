"""What readers and programs are told of a company that fifty sentences name, and of one that 5,000 do: queries and time of
its page, of the list of its sentences, and of both in the API; in a process and a database of its own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"few": 50, "many": 5_000}
A_STORY = 10  # sentences that name the company
ROUNDS = 5


def measure(database_url=""):
    """Return figures by name: see `figures`. `database_url` is of an empty database on a server; without it, SQLite."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        environment = os.environ | {"DATA_DIR": folder, "DATABASE_URL": database_url, "LOG_LEVEL": "ERROR"}
        environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
        run = [sys.executable, "-m", "tests.bench.mentions"]
        done = subprocess.run(run, check=True, env=environment, cwd=ROOT, capture_output=True, text=True)
        return json.loads(done.stdout.splitlines()[-1])


def main():
    from django.conf import settings
    from django.core.management import call_command

    settings.API_REQUESTS_A_MINUTE = 0
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    found = {size: figures(name_often(size, count)) for size, count in SIZES.items()}
    few, many = found["few"], found["many"]
    growth = max(many[place]["queries"] - few[place]["queries"] for place in many)
    told = {f"mentions_{place}_ms": row["ms"] for place, row in many.items()}
    told |= {f"mentions_{place}_queries": row["queries"] for place, row in many.items()}
    print(json.dumps(told | {"mentions_queries_growth": growth}))


def name_often(size, count):
    """A company that `count` sentences name, in as many stories as that takes."""
    from news.mentions.deriving import rebuild
    from news.models import NewsIndexPage
    from news.tests.factories import ArticlePageFactory, SectionPageFactory
    from news.tests.mentions import link
    from programs.companies.tests.factories import CompanyFactory

    company = CompanyFactory(slug=f"{size}-mentions")
    section = SectionPageFactory(parent=NewsIndexPage.objects.get())
    said = "".join(f"第{number}批订单由{link(company, '这家企业')}接下，当天排产。" for number in range(A_STORY))
    for _ in range(count // A_STORY):
        rebuild(ArticlePageFactory(parent=section, lead="", body=[("paragraph", f"<p>{said}</p>")]))
    return company


def figures(company):
    """{place: {queries, ms}}; the first reader of each address warms it."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    places = {
        "page": company.get_absolute_url(),
        "list": f"/mentions/company/{company.slug}/",
        "last_list": f"/mentions/company/{company.slug}/?page=9999",
        "api": f"/api/v1/mentions/?company={company.slug}",
        "api_record": f"/api/v1/companies/{company.slug}/",
    }
    found = {}
    for place, url in places.items():
        assert client.get(url).status_code == 200, url
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        found[place] = {"queries": len(queries), "ms": _best(lambda url=url: client.get(url))}
    return found


def _best(work):
    """Milliseconds: of the processor where SQLite works in this process, by the clock where a server does."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    spent = []
    for _ in range(ROUNDS):
        started = clock()
        work()
        spent.append(clock() - started)
    return round(min(spent) * 1000, 1)


if __name__ == "__main__":
    import django

    django.setup()
    main()
