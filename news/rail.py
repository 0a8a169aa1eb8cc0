"""What stands beside a list of stories: the newest stories of all, what can be claimed now, what takes place soon."""

from programs.events.related import coming_events
from programs.policies.claims import open_items
from programs.showing.related import Entry, Group

from .models.article import ArticlePage

LATEST, OPEN_ITEMS, EVENTS = 6, 4, 4


def rail(beside=None):
    """Groups for the narrow column, none of them empty; a query each. `beside`: the page of stories that it stands
    beside, none of which it repeats; None leaves the stories out, where they are the list itself."""
    groups = [] if beside is None else [Group("latest", "最新报道", _latest({article.pk for article in beside}))]
    groups.append(Group("open-items", "正在受理", [_item(one) for one in open_items(OPEN_ITEMS)]))
    groups.append(Group("coming", "近期活动", coming_events(EVENTS)))
    return [group for group in groups if group.entries]


def _latest(shown):
    newest = ArticlePage.objects.public_now().newest_first().only("title", "url_path", "published_at")
    rows = [row for row in newest[: LATEST + len(shown)] if row.pk not in shown]
    return [Entry(row.title, row.url, _day(row)) for row in rows[:LATEST]]


def _day(article):
    return article.published_at.strftime("%Y-%m-%d") if article.published_at else ""


def _item(one):
    return Entry(one.title, one.url, one.offer, one.left)
