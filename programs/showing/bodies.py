"""Makes a body of blocks ready to be shown, whether an article's, a page's or a record's."""

from media.file_links import drop_private_files
from media.linked import linked
from media.links import expand_links
from media.pictures import load_pictures
from media.references import PAGE


def prepare_body(body, also=(), page=None, but=()):
    """Bring what the blocks of `body` show in one query, and its pictures, with those in `also`, in another. `page` has
    the body, and where it is private itself, its readers may see private files. Links of the kinds in `but` (names of
    link types) have been opened already."""
    with linked(body, but=but) as found:
        load_pictures(body, also=also)
        drop_private_files(body, found, may_stay=lambda: bool(page and page.get_view_restrictions().exists()))
        keep_public_links(body, found)
        expand_links(body)


def keep_public_links(body, found):
    """Take related links to drafts, expired and private pages out: their titles are not for readers."""
    for block in body:
        if block.block_type == "related_links":
            block.value["links"] = [
                link
                for link in block.value["links"]
                if link["url"] or (link["page"] and found.get((PAGE, link["page"].pk)))
            ]
