"""How long the desk takes to propose links for a long article among 100,000 records, what their names weigh in memory, and
how long a manuscript of 4,000 characters takes to a draft: in a process and a database of its own."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORDS = {"companies": 80_000, "policies": 8_000, "events": 12_000}
LETTERS, MANUSCRIPT = 10_000, 4_000
ROUNDS = 5


def measure():
    """Return times and MiB by name: see `times` and `memory`."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        environment = os.environ | {"DATA_DIR": folder, "DATABASE_URL": "", "LOG_LEVEL": "ERROR"}
        environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
        run = [sys.executable, "-m", "tests.bench.suggestions"]
        subprocess.run([*run, "prepare"], check=True, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        found = {}
        for step in ("time", "memory"):  # tracing memory makes everything slow
            done = subprocess.run([*run, step], check=True, env=environment, cwd=ROOT, capture_output=True, text=True)
            found |= json.loads(done.stdout.splitlines()[-1])
        return found


def prepare():
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("generate_corpus", articles=0, seed=1, verbosity=0, **RECORDS)


def make_article():
    """One with every tenth sentence about a company, a policy or an event of the register."""
    from news.models import NewsIndexPage
    from news.tests.factories import ArticlePageFactory, SectionPageFactory
    from programs.companies.models import Company
    from programs.events.models import Event
    from programs.policies.models import Policy

    draw = random.Random(5)  # noqa: S311 - the same text each time
    names = [name for model in (Company, Policy, Event) for name in model.objects.values_list("title", flat=True)[:500]]
    plain = "示例正文：温州市鹿城区的企业把单据带到窗口，当天受理、当天办理，所需材料一次告知。"
    paragraphs, length = [], 0
    while length < LETTERS:
        text = plain * 9 + f"记者走进{draw.choice(names)}。"
        paragraphs.append(("paragraph", f"<p>{text}</p>"))
        length += len(text)
    section = SectionPageFactory(parent=NewsIndexPage.objects.get())
    article = ArticlePageFactory(parent=section, body=paragraphs)
    article.save_revision()
    return section, article


def times():
    from news.manuscripts.filing.importing import import_manuscript
    from news.mentions.name_index import NAMES
    from news.mentions.suggesting import count, propose

    section, article = make_article()
    started = time.perf_counter()
    NAMES.current()
    found = {"names_seconds": round(time.perf_counter() - started, 1)}
    found["suggestions"] = len(propose(article)[0])
    found["suggestion_ms"] = _best(lambda: propose(article))
    found["suggestion_count_ms"] = _best(lambda: count(article, NAMES.at_hand()))
    for name in ("manuscript_first", "manuscript"):  # the first one reads the names that its checker compares with
        started, spent = time.perf_counter(), time.process_time()
        import_manuscript(_manuscript(name).encode(), f"{name}.txt", section)
        found[f"{name}_seconds"] = round(time.perf_counter() - started, 2)
        found[f"{name}_cpu_seconds"] = round(time.process_time() - spent, 2)
    print(json.dumps(found))


def _manuscript(name):
    paragraph = "企业把单据带到窗口，当天受理、当天办理。" * 8
    lines = [f"示例：鹿城外贸企业综合服务中心开窗{name}", "示例记者"]
    return "\n\n".join([*lines, *[paragraph] * (MANUSCRIPT // len(paragraph))])


def _best(work):
    """Milliseconds of the processor, SQLite's included: it works in this process. A busy machine has no part in it."""
    spent = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return round(min(spent) * 1000, 1)


def memory():
    import tracemalloc

    from news.mentions.name_index import NAMES

    tracemalloc.start()
    snapshot = NAMES.current()
    now, peak = tracemalloc.get_traced_memory()
    found = {"names": len(snapshot.base.bearers), "names_mib": now >> 20, "names_peak_mib": peak >> 20}
    print(json.dumps(found))


if __name__ == "__main__":
    import django

    django.setup()
    {"prepare": prepare, "time": times, "memory": memory}[sys.argv[1]]()
