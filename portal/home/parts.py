"""Turns the home page's parts into what its template shows: one query a section, and one for all pictures' sizes."""

from django.db.models import prefetch_related_objects

from news.models import ArticlePage, SectionPage

from .record_parts import RECORD_PARTS


def prepared_parts(parts):
    """Return a list of dicts, one a part, each with `kind` and ready articles; unpublished stories fall out."""
    chosen = _chosen_articles(parts)
    latest = list(_listed(ArticlePage.objects.public_now())[:12])
    sections = _sections(parts)
    shown = [*chosen.values(), *latest, *(article for _, articles in sections.values() for article in articles)]
    prefetch_related_objects([article.cover for article in shown if article.cover], "renditions")
    prepared = []
    for part in parts:
        value, kind = part.value, part.block_type
        if kind == "headline":
            prepared.append(_headline(value, chosen, latest))
        elif kind == "sections":
            groups = [_group(item, sections) for item in value["sections"]]
            prepared.append({"kind": kind, "title": value["title"], "groups": [group for group in groups if group]})
        elif kind == "notices":
            group = _group(value, sections)
            if group:
                prepared.append({"kind": kind, "title": value["title"], **group})
        elif kind in RECORD_PARTS:
            title, records = RECORD_PARTS[kind](value)
            if records:
                prepared.append({"kind": kind, "title": title, "records": records})
        else:
            prepared.append({"kind": kind, "value": value})
    return prepared


def _headline(value, chosen, latest):
    wanted = [value["article"], *value["secondary"]]
    articles = [chosen[page.pk] if page else None for page in wanted if page is None or page.pk in chosen]
    main = (articles[0] if articles else None) or (latest[0] if latest else None)
    secondary = [article for article in articles[1:] if article]
    if not secondary:
        secondary = [article for article in latest if article != main][:4]
    return {
        "kind": "headline",
        "article": main,
        "title": value["title"] or (main.title if main else ""),
        "secondary": secondary,
    }


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


def _sections(parts):
    """Map each section shown to its newest articles."""
    counts = {}
    for value in _section_values(parts):
        if value["section"]:
            counts[value["section"].pk] = max(value["count"], counts.get(value["section"].pk, 0))
    sections = SectionPage.objects.filter(pk__in=counts).public_now()
    return {section.pk: (section, list(_listed(section.articles())[: counts[section.pk]])) for section in sections}


def _group(value, sections):
    if not value["section"] or value["section"].pk not in sections:
        return None
    section, articles = sections[value["section"].pk]
    return {
        "section": section,
        "articles": articles[: value["count"]],
        "is_with_picture": value.get("is_with_picture", False),
    }
