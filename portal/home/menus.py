"""Menus and footer as ready links: one query when the settings or a linked page changed, none otherwise."""

from dataclasses import dataclass

from programs.records.publication import public_pages


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class FooterColumn:
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Menus:
    main: tuple[Link, ...]
    footer: tuple[FooterColumn, ...]


_prepared = {}  # settings pk → (stamp, Menus); a process keeps one entry a site


def menus_for(settings):
    """Return the `Menus` of a SiteSettings row, prepared again only when its stamp has moved."""
    kept = _prepared.get(settings.pk)
    if kept and settings.pk and kept[0] == settings.updated_at:
        return kept[1]
    menus = _prepare(settings)
    if settings.pk:
        _prepared[settings.pk] = (settings.updated_at, menus)
    return menus


def _prepare(settings):
    items = [dict(item["value"]) for item in settings.menu.raw_data]
    columns = [dict(item["value"]) for item in settings.footer.raw_data]
    link_lists = [[_item(link) for link in column.get("links", [])] for column in columns]
    ids = {item.get("page") for item in items} | {item.get("page") for links in link_lists for item in links}
    pages = {page.pk: page for page in public_pages().filter(pk__in=ids - {None})}
    return Menus(
        main=tuple(_links(items, pages)),
        footer=tuple(
            FooterColumn(column.get("title", ""), tuple(_links(links, pages)))
            for column, links in zip(columns, link_lists, strict=True)
        ),
    )


def _item(link):
    return dict(link.get("value", link)) if "value" in link else dict(link)


def _links(items, pages):
    for item in items:
        page = pages.get(item.get("page"))
        url = page.url if page else item.get("url")
        if url and (page or not item.get("page")):
            yield Link(item.get("label") or (page.title if page else url), url)
