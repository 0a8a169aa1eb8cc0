"""What something public shows stays: whoever asks to delete it is told every public place, and goes there first.

So nothing leaves a published story but by a change of that story, with its own review. A page or record that is itself
taken down is shown by nobody and may go; so may what drafts alone use.
"""

from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import Page

from media.uses import places_of, public_users

from .protection import Hold, protects
from .publication import public_pages

ADVICE = "请先到那里换掉或去掉，审核发布以后再来删除"
ADVICE_TO_TAKE_DOWN = "请先到那里去掉，或者先把它下线"


def protect_in_use(model):
    """Let nobody delete rows of `model` (pictures, files, authors) that something public shows."""
    protects(model)(_held_files)


def protect_public_in_use(model):
    """The same for records: those that readers may see, for links to others are closed already."""

    def held(rows):
        public = set(model.objects.public_now().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        return _held([row for row in rows if row.pk in public], ADVICE_TO_TAKE_DOWN)

    protects(model)(held)


def _held_files(rows):
    return _held(rows, ADVICE)


def _held(rows, advice):
    users = public_users(type(rows[0]), [row.pk for row in rows]) if rows else {}
    holds = {}
    for row in rows:
        places = places_of(user for user in users.get(row.pk, ()) if user != row)
        if places:
            holds[row.pk] = Hold(row, f"正被 {len(places)} 处公开内容用到", places=places, advice=advice)
    return holds


@protects(Page)
def held_pages(rows):
    """Pages to which something public elsewhere leads, and those below which there are public ones: these go, or are
    taken down, one by one."""
    below = public_pages().filter(reduce(or_, (Q(path__startswith=row.path) for row in rows)))
    public = {page.path: page for page in below.order_by("path")}
    users = public_users(Page, [page.pk for page in public.values()]) if public else {}
    holds = {}
    for row in rows:
        inside = [page for path, page in public.items() if path.startswith(row.path)]
        if lower := places_of(page for page in inside if page.path != row.path):
            text = f"下面还有 {len(lower)} 个公开的页面"
            holds[row.pk] = Hold(row, text, places=lower, advice="请先把它们逐一下线或移走")
            continue
        used = places_of(user for page in inside for user in users.get(page.pk, ()) if user != page)
        if used:
            holds[row.pk] = Hold(row, f"正被 {len(used)} 处公开内容用到", places=used, advice=ADVICE_TO_TAKE_DOWN)
    return holds
