"""Links to files in rich text: nothing in a private collection is linked, for an address tells a file's name."""

from django.db.models import Case, F, IntegerField, Value, When
from wagtail.documents.rich_text import DocumentLinkHandler

from .linked import register_linked, things
from .models import Attachment
from .references import FILE
from .uses import is_in_private_collection


def _file(pk, title, file, size, is_open):
    attachment = Attachment(pk=pk, title=title, file=file, file_size=size, collection_id=None)  # no query for the root
    attachment.is_open = bool(is_open)
    return attachment


def register_files():
    is_open = Case(When(is_in_private_collection(), then=Value(0)), default=Value(1), output_field=IntegerField())
    register_linked(FILE, Attachment.objects.all, ("title", "file"), _file, numbers=(F("file_size"), is_open))


class OpenFileLinkHandler(DocumentLinkHandler):
    """Leaves of a link to a private file its words alone, as Wagtail does of a deleted one."""

    @classmethod
    def get_many(cls, attrs_list):
        files = things(FILE, [attrs.get("id", "") for attrs in attrs_list])
        return [file if file and file.is_open else None for file in files]


def register_file_links(features):
    features.register_link_type(OpenFileLinkHandler)


def drop_private_files(body, found, may_stay=lambda: False):
    """Take attachments in private collections out of `body`, and close the links to them: not even their names are for
    every reader. `found` is what `linked` has brought; `may_stay()` is asked where it holds a private file."""
    private = [thing for (kind, _), thing in found.items() if kind == FILE and thing and not thing.is_open]
    if private and may_stay():
        for file in private:
            file.is_open = True
        return
    hidden = {file.pk for file in private}
    for place in reversed(range(len(body) if hidden else 0)):
        block = body[place]
        if block.block_type == "attachment" and block.value["attachment"] and block.value["attachment"].pk in hidden:
            del body[place]
