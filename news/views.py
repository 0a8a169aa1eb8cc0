from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .doors import remember
from .models import ArticlePage, Contributor, PreviewLink
from .models.index import PER_PAGE
from .rail import rail


@require_safe
def contributor(request, slug):
    """An author and all that they wrote."""
    person = get_object_or_404(Contributor.objects.select_related("portrait"), slug=slug)
    articles = ArticlePage.objects.public_now().by(person).for_listing()
    if not articles.exists():
        raise Http404  # nobody becomes public before a first published story
    page = Paginator(articles, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "news/contributor.html", {"contributor": person, "articles": page, "rail": rail(page)})


@never_cache
@require_safe
def preview(request, token):
    """The newest draft of a page, for whoever holds a link that has neither expired nor been revoked."""
    link = PreviewLink.objects.select_related("page", "created_by").filter(token=token).first()
    if not link or not link.is_valid:
        return _never_kept(render(request, "news/preview_expired.html", status=404))
    page = link.page.specific.get_latest_revision_as_object()
    request.is_preview = True
    request.preview_link = link
    response = _never_kept(page.serve(request))
    remember(request, response, link)
    return response


def _never_kept(response):
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"  # the address itself is the key
    return response
