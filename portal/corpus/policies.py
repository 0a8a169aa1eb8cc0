"""Made-up policies with their items."""

import datetime
import json

from programs.policies.models import Policy, PolicyItem

from . import names, words
from .writing import Draft

FIRST_DAY = datetime.date(2012, 1, 1)
DAYS = 365 * 15
KINDS = list(words.PAPERS)
CONDITIONS = "在本区登记注册\n近一年无严重失信记录\n依法纳税"
MATERIALS = "申请表\n营业执照复印件\n支出凭证"


def policy(rng, number, seed, vocabulary):
    kind, day = rng.choice(KINDS), FIRST_DAY + datetime.timedelta(days=rng.randrange(DAYS))
    starts = day + datetime.timedelta(days=rng.choice((0, 0, 7, 30)))
    aim, trade = rng.choice(words.AIMS), rng.choice(names.TRADE_WORDS)
    row = Policy(
        title=f"关于{aim}（{trade}）的{words.PAPERS[kind]}（测试{number}号）",
        kind=kind,
        index_number=f"CS{seed}-{day.year}-{number:06}",
        document_number=f"测鹿发〔{day.year}〕{number}号",
        topic=rng.choice(list(vocabulary["topics"].values())),
        keywords=f"{trade}，{aim}",
        written_on=day,
        published_on=day + datetime.timedelta(days=rng.randrange(15)),
        effective_from=starts,
        effective_to=starts + datetime.timedelta(days=365 * rng.randrange(1, 6)) if rng.random() < 0.7 else None,
        repealed_on=starts + datetime.timedelta(days=200) if rng.random() < 0.03 else None,
        summary=f"{aim}，面向{trade}企业，共若干条。",
        body=json.dumps(body(rng, 5), ensure_ascii=False),
        visibility="internal" if rng.random() < 0.01 else "public",
    )
    issuers = rng.sample(list(vocabulary["departments"].values()), rng.choice((1, 1, 1, 2)))
    items = [_item(rng, order, vocabulary) for order in range(rng.randrange(2, 7))]
    return Draft(row, {"items": items}, {"issuers": issuers, "supersedes": []})


def link(drafts, rng, made):
    """Let a few of `drafts` take the place of an older one among them."""
    for draft in drafts:
        older = rng.choice(drafts).row
        if rng.random() < 0.03 and older.effective_from < draft.row.effective_from:
            draft.terms["supersedes"] = [older]


def body(rng, paragraphs):
    """A story's body as stored: headings with paragraphs below them."""
    parts = []
    for order in range(paragraphs):
        if order % 2 == 0:
            parts.append({"type": "heading", "value": {"text": words.HEADINGS[order // 2 % 6], "level": "2"}})
        parts.append({"type": "paragraph", "value": f"<p>{names.sentences(rng, 3)}</p>"})
    return parts


def _item(rng, order, vocabulary):
    benefit = rng.choice(list(words.GIFTS))
    gives, amount_text = words.GIFTS[benefit]
    amount = rng.choice((1, 3, 5, 10, 20, 50, 100))
    opens = FIRST_DAY + datetime.timedelta(days=rng.randrange(DAYS)) if rng.random() < 0.6 else None
    need = rng.choice(list(vocabulary["needs"]))
    row = PolicyItem(
        number=str(order + 1),
        title=f"{need}支持（{gives}）",
        gives=f"{gives}。",
        benefit=benefit,
        amount_text=amount_text.format(amount=amount),
        amount_ceiling=amount * 10_000 if amount_text else None,
        size_bands=rng.sample(["large", "medium", "small", "micro"], rng.choice((0, 0, 1, 2))),
        conditions=CONDITIONS,
        materials=MATERIALS,
        claim_mode=rng.choice(["", "without", "quick", "application"]),
        where="区企业服务中心（测试）",
        opens_on=opens,
        closes_on=opens + datetime.timedelta(days=rng.randrange(30, 400)) if opens else None,
    )
    return Draft(row, {}, {
        "needs": [vocabulary["needs"][need]],
        "audiences": rng.sample(list(vocabulary["audiences"].values()), rng.choice((0, 1))),
        "sectors": rng.sample(list(vocabulary["sectors"].values()), rng.choice((0, 0, 1))),
        "towns": rng.sample(list(vocabulary["towns"].values()), rng.choice((0, 0, 0, 1))),
    })  # fmt: skip
