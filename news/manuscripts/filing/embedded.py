"""A Word file's pictures in the picture library: each once, and none where the import comes to nothing."""

import contextlib
import hashlib

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from media.metadata import without_metadata

from ..errors import ManuscriptError
from ..source.word.package import Package
from ..source.word.pictures import extension_of


def write_pictures(draft, source, user=None):
    """Give each picture block of `draft` its Picture: one that the library has, or a new one whose file is written and
    which waits for `Picture.save`. Return the new ones. Decodes them all: no work for a write transaction."""
    if not draft.pictures:
        return []
    package, new, at_hand = Package(source.data), [], {}
    try:
        for value, embedded in draft.pictures:
            if embedded.sha256 not in at_hand:
                data = _contents(package, embedded)
                title = f"{draft.fields['title']} 图 {len(new) + 1}"
                at_hand[embedded.sha256] = _known(data) or _written(data, embedded, title, user, new)
            value["picture"] = at_hand[embedded.sha256]
    except BaseException:
        _forget(new)
        raise
    return new


def save_pictures(draft, new):
    """Put the pictures that `write_pictures` has written for `draft` on record. Needs a transaction."""
    for picture in new:
        picture.save()
    for value, _ in draft.pictures:
        value["picture"] = value["picture"].pk


@contextlib.contextmanager
def pictures_go_with(record):
    """Where the making of an article fails, the files of the pictures written for `record` go as their rows do."""
    try:
        yield
    except BaseException:
        _forget(record.new_pictures)
        raise


def _forget(pictures):
    for picture in pictures:
        if picture.file:
            picture.file.delete(save=False)


def _contents(package, embedded):
    data = package.read(embedded.name)
    if hashlib.sha256(data).hexdigest() != embedded.sha256:
        raise ManuscriptError(f"Word 文件里的图片 {embedded.name} 与读稿时不同，没有导入。请重新上传稿件。")
    try:
        return without_metadata(data)
    except ValueError as error:
        raise ManuscriptError(
            f"Word 文件里的图片 {embedded.name} 已损坏，没有导入。请在 Word 里删去后再导入。"
        ) from error


def _known(data):
    return get_image_model().objects.filter(file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest()).first()


def _written(data, embedded, title, user, new):
    picture = get_image_model()(title=title[:255], description=embedded.alt_text[:255], uploaded_by_user=user)
    new.append(picture)
    name = f"word-{embedded.sha256[:12]}.{extension_of(data)}"
    picture.file.save(name, ContentFile(data), save=False)
    picture.file_size = len(data)
    picture.file_hash = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    return picture
