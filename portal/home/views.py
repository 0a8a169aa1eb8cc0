from django.contrib.sitemaps import views
from django.db.transaction import non_atomic_requests
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from news.models import SectionPage

from .display import DISPLAY_COOKIE, THEMES, Display, read_display
from .models import StandardPage
from .sitemaps import SITEMAPS

A_YEAR = 365 * 24 * 3600


@non_atomic_requests  # writes nothing, so it must not wait for those who write
@csrf_exempt  # sets nothing but how this browser is shown the site; a token would make every page uncacheable
@require_POST
def display(request):
    """Switch 长者模式 or the theme, and go back to where the reader was."""
    current = read_display(request.COOKIES.get(DISPLAY_COOKIE, ""))
    theme = request.POST.get("theme", current.theme)
    chosen = Display(
        is_elder={"elder": True, "standard": False}.get(request.POST.get("mode"), current.is_elder),
        theme=theme if theme in THEMES else current.theme,
    )
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(DISPLAY_COOKIE, str(chosen), max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    return response


@require_safe
def sitemap_index(request):
    return views.index(request, SITEMAPS, sitemap_url_name="sitemap_section")


@require_safe
def sitemap_section(request, section):
    return views.sitemap(request, SITEMAPS, section)


@require_safe
def sitemap_page(request):
    context = {
        "sections": SectionPage.objects.public_now().order_by("path"),
        "pages": StandardPage.objects.public_now().order_by("path"),
    }
    return render(request, "home/sitemap.html", context)
