from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .nouns import BY_NAME
from .quotations import quotations_on, sentences_about

A_PAGE = 20  # sentences


@require_safe
def record_mentions(request, noun, slug):
    """Every sentence of the news that names one record, newest first."""
    kind = BY_NAME.get(noun)
    if kind is None or kind.owner:
        raise Http404  # what belongs to another record has no address of its own
    record = get_object_or_404(kind.public_now(), slug=slug)
    page = Paginator(sentences_about(record), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "record": record,
        "trail": _above(record),
        "articles": page,
        "entries": quotations_on(record, page),
        "noindex": page.number > 1 or not page.paginator.count,
    }
    return render(request, "news/record_mentions.html", context)


def _above(record):
    name = record._meta.model_name
    return [
        {"title": record._meta.verbose_name, "url": reverse(f"{name}_list")},
        {"title": record.title, "url": record.get_absolute_url()},
    ]
