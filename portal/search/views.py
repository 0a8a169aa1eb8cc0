from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from programs.policies.claims import offer_of

from .finding.finder import find
from .finding.findings import SUGGESTION_KINDS, Suggestion
from .finding.providers import popular_queries
from .finding.suggestions import suggest as find_suggestions
from .limiting import limited, refused_page, refused_suggestions
from .models import SearchDocument
from .showing import ITEM, card_of, promotions, rows, without_card
from .statistics.clicks import ticket
from .statistics.counting import count_search

REGISTERS = (("全部新闻", "/news/"), ("政策", "policy_list"), ("企业", "company_list"), ("活动", "event_list"))
LABELS = SUGGESTION_KINDS | dict(SearchDocument.Kind.choices)  # things are called as among the results
LONGEST = 100  # characters of which suggestions are made
MOST_SUGGESTIONS = 8
FRESH_FOR = 60  # seconds that suggestions may be kept


@require_safe
@limited("SEARCHES_A_MINUTE", "searches", refused_page)
def search(request):
    """What answers `q` of all that the public may read: `finding` finds and explains, this page shows. The search is
    counted in memory; nothing is written."""
    findings = find(request.GET)
    card, card_template = card_of(findings.card)
    shown = rows(findings.results, findings, findings.first)
    shown, card_place = without_card(shown, findings.card if card else None, findings.ways)
    context = {
        "query": findings.query,
        "findings": findings,
        "rows": shown,
        "near": rows(findings.near, findings),
        "card": card,
        "card_kind": findings.card.document.get_kind_display() if card else "",
        "card_template": card_template,
        "card_place": card_place,
        "card_offer": offer_of(card) if card and findings.card.document.kind == ITEM else "",
        "promoted": promotions(findings.promoted, findings.terms),
        "is_answered": bool(card or findings.promoted or findings.ways),
        "ways": promotions(findings.ways, findings.terms),
        "ticket": ticket(findings),
        "registers": [(label, name if name.startswith("/") else reverse(name)) for label, name in REGISTERS],
        "noindex": True,
    }
    count_search(request, findings)
    return render(request, "search/search.html", context)


@require_safe
@limited("SUGGESTIONS_A_MINUTE", "suggestions", refused_suggestions)
def suggest(request):
    """Names, titles, numbers and popular questions that begin with or hold `q`, as JSON; popular ones without it."""
    text = request.GET.get("q", "")[:LONGEST]
    if text.strip():
        found = find_suggestions(text, MOST_SUGGESTIONS)
    else:
        found = [Suggestion(popular, "query") for popular in popular_queries()[:MOST_SUGGESTIONS]]
    response = JsonResponse({"suggestions": [_told(one) for one in found]}, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=FRESH_FOR)
    return response


def _told(suggestion):
    return {
        "text": suggestion.text,
        "kind": suggestion.kind,
        "label": LABELS[suggestion.kind],
        "note": suggestion.note,
        "url": suggestion.url or f"{reverse('search')}?{urlencode({'q': suggestion.text})}",
    }
