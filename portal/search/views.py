from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.models import ArticlePage

MAX_TERMS = 10
MAX_LENGTH = 100  # characters


def search_terms(text):
    """Return the words of a query: at most ten, a hundred characters, no control characters."""
    cleaned = "".join(character if character.isprintable() else " " for character in text[:MAX_LENGTH])
    return cleaned.split()[:MAX_TERMS]


@require_safe
def search(request):
    """Articles whose title, subtitle or text contains every word of `q`, newest first."""
    terms = search_terms(request.GET.get("q", ""))
    found = ArticlePage.objects.none()
    if terms:
        found = ArticlePage.objects.public_now().matching(terms).for_listing()
    results = Paginator(found, 20).get_page(request.GET.get("page"))
    query = " ".join(terms)
    context = {"query": query, "results": results, "pagination_query": urlencode({"q": query}) + "&", "noindex": True}
    return render(request, "search/search.html", context)
