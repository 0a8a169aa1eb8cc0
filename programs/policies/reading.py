"""What a reader of a policy's page is shown, ready for its template."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from programs.showing.attachments import open_attachments
from programs.showing.bodies import prepare_body
from programs.showing.facts import Badge, Fact, FactLink, day_text, unstated
from programs.showing.related import related_groups
from programs.showing.structured import StructuredData, part

from .claims import claims_of
from .items import shown_items, summary
from .words import words_of

LEGAL_FORCE = {"valid": "InForce", "pending": "NotInForce", "expired": "NotInForce", "repealed": "NotInForce"}


@dataclass(frozen=True)
class Banner:
    """What must be known before reading on. `level`: old, pending, or soon (still in force, a successor is known)."""

    level: str
    text: str
    lead: str = ""
    links: tuple[FactLink, ...] = ()


def banner(policy, validity, successors, today=None):
    """The banner over a policy that is not, not yet or not much longer in force; None over any other. `successors` are
    the public policies that supersede it."""
    today = today or timezone.localdate()
    links = tuple(FactLink(successor.title, successor.get_absolute_url()) for successor in successors)
    if validity == "repealed":
        return Banner("old", _repealed_text(policy, today), "现行文件：", links)
    if validity == "expired":
        text = f"本文件有效期至{day_text(policy.effective_to)}，已经失效，仅供查阅。"
        return Banner("old", text, "后续文件：", links)
    if validity == "pending":
        return Banner("pending", _pending_text(policy), "后续文件：", links)
    if policy.repealed_on:
        return Banner("soon", f"本文件将于{day_text(policy.repealed_on)}废止。", "接替的文件：", links)
    if links:
        return Banner("soon", "接替本文件的新文件已经公布、尚未施行，在此之前本文件继续有效。", "接替的文件：", links)
    return None


def _pending_text(policy):
    """Only a stated day is said to be the one from which it holds: the day of writing is none."""
    if policy.effective_from:
        return f"本文件尚未施行，自{day_text(policy.effective_from)}起施行。"
    if policy.published_on:
        return f"本文件尚未施行，定于{day_text(policy.published_on)}发布。"
    return f"本文件的成文日期为{day_text(policy.written_on)}，施行日期未载。"


def _repealed_text(policy, today):
    if policy.repealed_on and policy.repealed_on <= today:
        basis = f"（依据：{policy.repeal_basis}）" if policy.repeal_basis else ""
        return f"本文件已于{day_text(policy.repealed_on)}废止{basis}，仅供查阅。"
    return "本文件已被新文件取代，不再有效，仅供查阅。"


def claims_badge(claims):
    """受理中, and how long it lasts; None where nothing is said to be open."""
    if claims is None:
        return None
    until = f"{claims.closing}，{claims.left}" if claims.left else ""
    which = f"共{claims.number}项，最近的{until}" if until and claims.number > 1 else until
    return Badge(claims.state, claims.label, which)


def issuer_names(policy):
    return "、".join(str(department) for department in policy.issuers.all()) or policy.issuer_text


def predecessors_and_successors(policy):
    """The public policies that `policy` supersedes, and those that supersede it, in one query. A draft says by itself
    what it supersedes."""
    model = type(policy)
    older = (
        [other for other in policy.supersedes.all() if other.is_public and other != policy]
        if policy.is_draft_at_hand
        else None
    )
    if not policy.pk:
        return older, []
    is_newer = Exists(model.supersedes.through.objects.filter(from_policy=OuterRef("pk"), to_policy=policy.pk))
    either = Q(supersedes=policy.pk) | Q(superseded_by=policy.pk)
    # looked for by number: the joins of either way would give a policy once for each of its own links
    numbers = model.objects.filter(either).values("pk")
    others = (
        model.objects.public_now()
        .filter(pk__in=numbers)
        .exclude(pk=policy.pk)
        .annotate(is_newer=is_newer)
        .for_reference()
    )
    rows = list(others.newest_first())
    return (
        [row for row in rows if not row.is_newer] if older is None else older,
        [row for row in rows if row.is_newer],
    )


def header(policy, issuers, validity):
    """The document's head in the order in which government sites print it."""
    return [
        Fact("索引号", policy.index_number),
        Fact("主题分类", str(policy.topic or "")),
        Fact("发文机关", issuers),
        Fact("成文日期", day_text(policy.written_on)),
        Fact("标题", policy.title, is_long=True),
        Fact("发文字号", policy.document_number),
        Fact("统一编号", policy.unified_number),
        Fact("发布日期", day_text(policy.published_on)),
        Fact("有效性", "" if validity == "unstated" else str(validity.label)),
        Fact("施行日期", day_text(policy.effective_from)),
        Fact("有效期至", day_text(policy.effective_to)),
        Fact("主题词", policy.keywords, is_long=True),
    ]


def files(policy):
    """Its attachments, the original document first."""
    return sorted(open_attachments(policy), key=lambda row: not row.is_original)


def structured(policy, issuers, validity):
    """A document is legislation to search engines, everything else a service of the government."""
    issuer = part("GovernmentOrganization", name=issuers)
    common = {"name": policy.title, "url": policy.full_url, "description": policy.summary, "inLanguage": "zh-Hans"}
    if policy.kind != "document":
        del common["inLanguage"]
        return StructuredData("GovernmentService", **common, provider=issuer)
    return StructuredData(
        "Legislation",
        **common,
        legislationIdentifier=policy.document_number,
        legislationPassedBy=issuer,
        legislationDate=_iso(policy.written_on),
        datePublished=_iso(policy.published_on),
        legislationDateOfApplicability=_iso(policy.effective_from),
        legislationLegalForce=LEGAL_FORCE.get(str(validity.value), ""),
        keywords=policy.keywords,
    )


def _iso(day):
    return day.isoformat() if day else ""


def policy_context(policy):
    """The template's variables beside `object`."""
    prepare_body(policy.body)
    older, newer = predecessors_and_successors(policy)
    validity = policy.validity_on(successors=newer)
    stored = list(policy.items.all())
    words = words_of(policy, stored)
    issuers = "、".join(words.issuers) or policy.issuer_text
    items, head = shown_items(stored, words.of_items), header(policy, issuers, validity)
    claims = claims_of(stored) if validity in ("valid", "unstated") else None
    return {
        "actions": [FactLink("在线办理", claims.link)] if claims and claims.link else [],
        "badge": claims_badge(claims),
        "banner": banner(policy, validity, newer),
        "content_source": issuers,
        "description": policy.summary,
        "files": files(policy),
        "header": head,
        "items": items,
        "related": related_groups(policy),
        "structured": structured(policy, issuers, validity),
        "summary": summary(items),
        "superseded_by": newer,
        "supersedes": older,
        "trail": [{"title": "政策", "url": reverse("policy_list")}],
        "unstated": unstated([*head, Fact("咨询方式", policy.contact)]),
    }
