"""Makes a body of blocks ready to be shown, whether an article's, a page's or a record's."""

from media.links import expand_links
from media.pictures import load_pictures

from .publication import public_pages


def prepare_body(body, also=()):
    """Bring what the blocks of `body` show, in a number of queries that does not grow with them."""
    load_pictures(body, also=also)
    expand_links(body)
    keep_public_links(body)


def keep_public_links(body):
    """Take related links to drafts, expired and private pages out: their titles are not for readers."""
    blocks = [block.value for block in body if block.block_type == "related_links"]
    ids = {link["page"].pk for value in blocks for link in value["links"] if link["page"]}
    public = set(public_pages().filter(pk__in=ids).values_list("pk", flat=True)) if ids else ()
    for value in blocks:
        value["links"] = [link for link in value["links"] if not link["page"] or link["page"].pk in public]
