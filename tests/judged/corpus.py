"""Questions about made-up rows (`generate_corpus`), each with the one document that it asks for."""

from pypinyin import Style, lazy_pinyin

from news.models import ArticlePage
from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy

from .sets import Judged

EACH = 6  # rows of a noun that are asked for
PLACES = ("温州市鹿城区", "温州瓯江", "温州", "浙江", "鹿城", "瓯海", "浙南")
FORMS = ("有限责任公司", "股份有限公司", "集团有限公司", "有限公司")
OTHER = "凡"  # a character that no made-up name has


def questions():
    """The same questions for the same rows."""
    found = []
    for make, rows in (
        (_of_company, _some(Company.objects.filter(kind="company", credit_code__isnull=False))),
        (_of_policy, _some(Policy.objects.exclude(document_number=""))),
        (_of_event, _some(Event.objects.filter(title__contains="测试"))),
        (_of_article, _some(ArticlePage.objects.filter(title__contains="测试"))),
    ):
        for row in rows:
            found += make(row)
    return found


def _some(rows):
    """Rows from all over the table."""
    rows = rows.public_now()
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    step = max(1, len(ids) // EACH)
    return rows.filter(pk__in=ids[step // 2 :: step][:EACH]).order_by("pk")


def _of_company(company):
    core = _core(company.title)
    brand = core[:3]
    expected = (("company", company.title),)
    yield Judged("name", company.title, expected)
    yield Judged("fragment", core, expected)
    yield Judged("fragment", brand, expected)
    yield Judged("code", company.credit_code, expected)
    yield Judged("code", company.credit_code.lower(), expected)
    yield Judged("traditional", _traditional(core), expected)
    yield Judged("pinyin", "".join(lazy_pinyin(core, style=Style.NORMAL)), expected)
    yield Judged("initials", "".join(lazy_pinyin(_without_place(company.title), style=Style.FIRST_LETTER)), expected)
    yield Judged("several", f"{brand} {core[3:]}", expected)
    yield Judged("question", f"{core}在哪里", expected)
    yield Judged("typo", company.title.replace(brand[1], OTHER, 1), expected)


def _without_place(title):
    for place in PLACES:
        title = title.removeprefix(place)
    return title


def _core(title):
    """The name without the place before it and the legal form behind it."""
    title = _without_place(title)
    for form in FORMS:
        title = title.removesuffix(form)
    return title


def _traditional(text):
    for simple, other in zip("业务国际贸电机阀锁汇远丰鸿", "業務國際貿電機閥鎖匯遠豐鴻", strict=True):
        text = text.replace(simple, other)
    return text


def _of_policy(policy):
    expected = (("policy", policy.title),)
    number = policy.document_number
    yield Judged("name", policy.title, expected)
    yield Judged("code", number, expected)
    yield Judged("code", number.replace("〔", "[").replace("〕", "]"), expected)
    yield Judged("code", number.replace("〔", "（").replace("〕", "） "), expected)
    yield Judged("code", policy.index_number, expected)


def _of_event(event):
    expected = (("event", event.title),)
    yield Judged("name", event.title, expected)
    yield Judged("several", event.title.replace("（", " ").replace("）", ""), expected)


def _of_article(article):
    expected = (("article", article.title),)
    yield Judged("name", article.title, expected)
    yield Judged("quoted", f"“{article.title}”", expected)
