"""Turns the home page's parts into what its template shows: one query a section, and one for all pictures' sizes."""

from functools import partial

from django.db.models import prefetch_related_objects

from news.models import ArticlePage, SectionPage

from .record_parts import RECORD_PARTS

MOST_CHOSEN = 7  # stories in a headline: one, and six beside it
MOST_BESIDE = 4  # where none are chosen


def prepared_parts(parts, shown_above=frozenset()):
    """Return a list of dicts, one a part, each with `kind` and ready articles; unpublished stories fall out. A story
    stands in one place only, the first that wants it: lists are filled up with the next. `shown_above`: addresses of
    records that stand over the parts and in none of them again."""
    chosen = _chosen_articles(parts)
    latest = list(_listed(ArticlePage.objects.public_now())[: MOST_CHOSEN + MOST_BESIDE])
    sections = _sections(parts, len(chosen) + MOST_CHOSEN + MOST_BESIDE)
    shown = [*chosen.values(), *latest, *(article for _, articles in sections.values() for article in articles)]
    prefetch_related_objects([article.cover for article in shown if article.cover], "renditions")
    makers = {
        "headline": lambda value, told: _headline(value, chosen, latest, told),
        "sections": lambda value, told: _groups(value, sections, told),
        "notices": lambda value, told: _notices(value, sections, told),
    }
    told, prepared = set(), []
    for part in parts:
        make = makers.get(part.block_type, partial(_other, part.block_type, shown_above))
        found = make(part.value, told)
        if found:
            prepared.append({"kind": part.block_type, **found})
    return prepared


def _headline(value, chosen, latest, told):
    """The chosen stories, and where there are none the newest. `told` are the stories that stand above."""
    wanted = [chosen.get(page.pk) for page in [value["article"], *value["secondary"]] if page]
    articles = _untold(wanted, told, MOST_CHOSEN)
    is_main_chosen = bool(value["article"] and articles and articles[0].pk == value["article"].pk)
    main = articles.pop(0) if is_main_chosen else next(iter(_untold(latest, told, 1)), None)
    articles = [article for article in articles if article != main]
    secondary = articles or _untold(latest, told, MOST_BESIDE)
    return {
        "article": main,
        "title": value["title"] or (main.title if main else ""),
        "secondary": secondary,
    }


def _untold(articles, told, count):
    """The first `count` of `articles` that stand nowhere yet; now they do."""
    found = list({article.pk: article for article in articles if article and article.pk not in told}.values())[:count]
    told.update(article.pk for article in found)
    return found


def _groups(value, sections, told):
    groups = [_group(item, sections, told) for item in value["sections"]]
    return {"title": value["title"], "groups": [group for group in groups if group]}


def _notices(value, sections, told):
    group = _group(value, sections, told)
    return {"title": value["title"], **group} if group else None


def _other(kind, shown_above, value, told):
    if kind not in RECORD_PARTS:
        return {"value": value}
    title, records = RECORD_PARTS[kind](value, shown_above)
    return {"title": title, "records": records} if records else None


def _listed(articles):
    """As in a list, but for the sizes of their pictures, which the page fetches for all parts at once."""
    return articles.for_listing().prefetch_related(None)


def _chosen_articles(parts):
    ids = set()
    for part in parts:
        if part.block_type == "headline":
            ids |= {page.pk for page in [part.value["article"], *part.value["secondary"]] if page}
    if not ids:
        return {}
    return {page.pk: page for page in _listed(ArticlePage.objects.filter(pk__in=ids).public_now())}


def _section_values(parts):
    for part in parts:
        if part.block_type == "sections":
            yield from part.value["sections"]
        elif part.block_type == "notices":
            yield part.value


def _sections(parts, more):
    """Map each section shown to its newest articles: as many as its lists hold, and `more` in place of those that stand
    above."""
    counts = {}
    for value in _section_values(parts):
        if value["section"]:
            counts[value["section"].pk] = value["count"] + counts.get(value["section"].pk, more)
    sections = SectionPage.objects.filter(pk__in=counts).public_now()
    return {section.pk: (section, list(_listed(section.articles())[: counts[section.pk]])) for section in sections}


def _group(value, sections, told):
    if not value["section"] or value["section"].pk not in sections:
        return None
    section, articles = sections[value["section"].pk]
    articles = _untold(articles, told, value["count"])
    if not articles:
        return None
    return {"section": section, "articles": articles, "is_with_picture": value.get("is_with_picture", False)}
