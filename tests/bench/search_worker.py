"""One database of the search's bench, in a process of its own: `python -m tests.bench.search_worker` answers a line of JSON
with one, {"do": the name of a function of `STEPS`}."""

import json
import os
import statistics
import sys
import time

from . import scale_worker

ROUNDS = 5
# What everybody's texts have, what nobody's have, and all that the search understands in between.
QUERIES = """
的 一 企 业 温 州 鹿 城 号 市 2023 2 企业 温州 鹿城 鹿城区 政策 支持 服务 公司 有限公司 测试 示例 贸易 外贸 鞋 鞋业 招聘会 进出口 补贴
温州市鹿城区 支持企业 有限责任公司 笑果 巨一集团 浙江笑果鞋业有限公司 2716.1亿元 49.1% 第11届 RCEP 外贸一站通 溫州 ＲＣＥＰ
lucheng lc xiaoguo wenzhou qiye 企业招工有什么补贴 外贸企业怎么降低通关成本 出口企业可以申请哪些贷款 独居老人报警器怎么安装
企业 补贴 温州 支持 的 鹿城 外贸 “支持企业” 巨亿集团 不存在的词语组合啊 饕餮鱻 zzzzzz
""".split()
WITH = [
    "q=企业 温州",
    "q=支持 企业 政策",
    "q=的 一",
    "q=企业&kind=policy",
    "q=企业&sort=date",
    "q=温州&page=40",
    "q=的&page=500",
]
WITH += [
    "q=企业&year=2023",
    "q=鹿城&validity=valid",
    "q=温州&kind=article&sort=date",
    "q=“鹿城区企业”",
    "q=贸易 有限公司 鹿城",
]
TYPED = """
企 鹿 温 州 的 外 外贸 鞋 鞋业 笑 笑果 浙江 浙江笑 巨一 关于 关于支 温州市 温政 鹿政办 2023 91 第 招 招聘
l lu lucheng lc x xi xiao xiaoguo xgxy z zh zhe zhejiang w wz wenzhou g gy gyzc 鹿c 鹿cheng 有限公司 gongsi yxgs 不存在 zzzz
""".split()


def build(counts):
    from django.core.management import call_command
    from django.db import connection

    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    call_command("generate_corpus", verbosity=0, seed=1, **counts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"seconds": round(time.perf_counter() - started, 1)}


def open_site():
    """Read what a process keeps in memory of the documents and names."""
    from portal.search.finding.catalogue import DOCUMENTS
    from portal.search.finding.name_index import NAMES
    from portal.search.models import SearchDocument

    scale_worker.collect()
    get("/healthz")
    before, started = scale_worker.memory(), time.perf_counter()
    DOCUMENTS.index.snapshot()
    NAMES.current()
    spent = time.perf_counter() - started
    memory = scale_worker.memory() - before
    return {"documents": SearchDocument.objects.count(), "opening_seconds": round(spent, 1), "opening_mib": memory}


def judge():
    from portal.search.finding.finder import asked, find

    from ..judged import corpus
    from ..judged.sets import judged, measure, names_and_words

    def ask(query):
        return [(found.document.kind, found.document.title) for found in find(asked(query)).results]

    questions = [*judged("demo", True), *judged("fresh", True), *corpus.questions()]
    scores, missed = measure(questions, ask)
    if os.environ.get("VERBOSE"):
        for one, recall, rank, found in missed:
            print(f"{one.sort} {one.query}: {recall:.2f} {rank:.2f} {one.expected} <- {found[:4]}", file=sys.stderr)
    return {
        "judged": scores["all"].number,
        "recall": round(scores["all"].recall, 3),
        "mrr_names_and_words": round(names_and_words(scores).mrr, 3),
        "mrr_questions": round(scores["question"].mrr, 3),
    }


def pages():
    from django.utils.http import urlencode

    urls = [f"/search/?{urlencode({'q': query})}" for query in QUERIES] + [f"/search/?{query}" for query in WITH]
    return _times(urls, "page")


def suggestions():
    from django.utils.http import urlencode

    return _times([f"/search/suggest/?{urlencode({'q': typed})}" for typed in TYPED], "suggest")


def _times(urls, name):
    """Of the first time that each address is asked for in a process that has everything else at hand, and of the others."""
    first = [get(url) for url in urls]
    again = [get(url) for _ in range(ROUNDS) for url in urls]
    slowest = max(zip(first, urls, strict=True))
    return {
        f"{name}_p50_ms": round(statistics.median(again), 1),
        f"{name}_p95_ms": _p95(again),
        f"{name}_first_p95_ms": _p95(first),
        f"{name}_first_slowest": f"{slowest[0]:.0f} ms {slowest[1]}",
    }


def _p95(times):
    return round(sorted(times)[int(len(times) * 0.95)], 1)


def get(url):
    started = time.perf_counter()
    response = scale_worker.client().get(url)
    assert response.status_code == 200, (url, response.status_code)
    return (time.perf_counter() - started) * 1000


def sizes():
    """Bytes of the texts as they are printed, and of all that is kept to find them: the index, and the folded texts."""
    from django.db import connection

    with connection.cursor() as cursor:
        octets = "length(CAST({} AS BLOB))" if connection.vendor == "sqlite" else "octet_length({})"
        cursor.execute(_sum(octets, ("names", "numbers", "summary", "body")))
        text = cursor.fetchone()[0]
        cursor.execute(_sum(octets, ("folded_names", "folded_summary", "folded_body", "pinyin")))
        folded = cursor.fetchone()[0]
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'search_searchdocument_text*'")
        else:
            cursor.execute("SELECT pg_relation_size('search_searchdocument_text')")
        index = int(cursor.fetchone()[0])
    return {
        "text_mib": round(text / 2**20, 1),
        "index_mib": round(index / 2**20, 1),
        "index_against_text": round(index / text, 2),
        "with_folded_against_text": round((index + folded) / text, 2),
    }


def _sum(octets, columns):
    return f"SELECT sum({' + '.join(octets.format(column) for column in columns)}) FROM search_searchdocument"  # noqa: S608 - nobody's words


def article():
    """Publish a changed article some times: what its document costs of that, and the first search thereafter."""
    from django.db import transaction

    from news.models import ArticlePage
    from portal.search.documents.keeping import changed
    from portal.search.models import SearchDocument

    page = ArticlePage.objects.public_now().filter(title__contains="测试").order_by("pk")[10]
    published, indexed, asked = [], [], []
    for number in range(ROUNDS):
        page.body = [("paragraph", f"<p>示例正文第{number}次改动，企业当天办理。</p>" * 40)]
        started = time.perf_counter()
        page.save_revision().publish()
        published.append((time.perf_counter() - started) * 1000)
        asked.append(get("/search/?q=鹿城"))
        SearchDocument.objects.of(ArticlePage, [page.pk]).update(digest="")
        started = time.perf_counter()
        with transaction.atomic():
            changed(ArticlePage, [page.pk])
        indexed.append((time.perf_counter() - started) * 1000)
    return {
        "article_ms": round(statistics.median(indexed), 1),
        "article_published_ms": round(statistics.median(published), 1),
        "page_after_publishing_ms": round(statistics.median(asked), 1),
    }


STEPS = {
    "open": open_site,
    "judged": judge,
    "pages": pages,
    "suggestions": suggestions,
    "sizes": sizes,
    "article": article,
}


def main():
    import django

    django.setup()
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(build(order["counts"]) if order["do"] == "build" else STEPS[order["do"]]()), flush=True)


if __name__ == "__main__":
    main()
