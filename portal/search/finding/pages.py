"""Numbers of pages, and which of them are offered."""

from .findings import PageLink

AROUND = 2  # pages on either side of the present one


def page_number(text):
    """The page that an address asks for; 1 for what is no number."""
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 8 and int(text) else 1


def page_links(page, pages, address):
    """Links to the first and last page and to those around `page`; one without a number stands for those left out."""
    if pages < 2:
        return []
    wanted = {1, pages, *range(max(1, page - AROUND), min(pages, page + AROUND) + 1)}
    links, before = [], 0
    for number in sorted(wanted):
        if number > before + 1:
            links.append(PageLink(None, "", False))
        links.append(PageLink(number, address(number), number == page))
        before = number
    return links
