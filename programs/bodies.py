"""Makes a body of blocks ready to be shown, whether an article's, a page's or a record's."""

from media.links import expand_links
from media.pictures import load_pictures
from media.uses import drop_private_attachments

from .publication import public_pages


def prepare_body(body, also=(), page=None):
    """Bring what the blocks of `body` show, in a number of queries that does not grow with them. `page` has the body,
    and where it is private itself, its readers may see private files."""
    load_pictures(body, also=also)
    drop_private_attachments(body, may_stay=lambda: bool(page and page.get_view_restrictions().exists()))
    expand_links(body)
    keep_public_links(body)


def keep_public_links(body):
    """Take related links to drafts, expired and private pages out: their titles are not for readers."""
    blocks = [block.value for block in body if block.block_type == "related_links"]
    ids = {link["page"].pk for value in blocks for link in value["links"] if link["page"]}
    public = set(public_pages().filter(pk__in=ids).values_list("pk", flat=True)) if ids else ()
    for value in blocks:
        value["links"] = [link for link in value["links"] if not link["page"] or link["page"].pk in public]
