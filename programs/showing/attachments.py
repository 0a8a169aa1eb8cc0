"""Files beside a record. Those in a private collection are for staff alone, and so are their names."""

from media.models import Attachment
from media.uses import is_in_private_collection


def with_files(rows):
    """`rows` of a record's attachments with their files, each knowing whether it `is_open` to every reader."""
    is_private = is_in_private_collection("attachment__collection__path")
    return rows.select_related("attachment").annotate(is_open=~is_private)


def open_attachments(record):
    """The attachments of `record` that every reader may see. Those that `with_files` has loaded cost no query."""
    rows = list(record.attachments.all())
    unknown = [row.attachment_id for row in rows if not hasattr(row, "is_open")]
    files = Attachment.objects.filter(pk__in=unknown).exclude(is_in_private_collection())
    known = set(files.values_list("pk", flat=True)) if unknown else ()
    return [row for row in rows if getattr(row, "is_open", row.attachment_id in known)]
