"""By which query parameters pages of ours are asked for: of any other, nobody knows what it does."""

from functools import cache

from news.api_filters import ARTICLE_PARAMETERS
from programs.listing.listing import all_listings

# Not `q`: what people type is rarely typed twice, and would only push out pages.
# Of pages; of lists, besides their facets; of feeds; of the API.
COMMON = {"page", "sort", "after", "before", "section", "topic", "format", "page_size"}


@cache
def known_parameters():
    facets = {facet.name for listing in all_listings() for facet in listing.declaration.facets}
    return (COMMON | facets | {parameter.name for parameter in ARTICLE_PARAMETERS}) - {"q"}
