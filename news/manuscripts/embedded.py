"""A Word file's pictures in the picture library: each once, and none where the import comes to nothing."""

import contextlib
import hashlib

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from media.metadata import without_metadata

from .errors import ManuscriptError
from .word.package import Package
from .word.pictures import extension_of


def file_pictures(draft, source, title, user=None):
    """Give each picture block of `draft` its picture; return the Pictures that had to be made. Needs a transaction."""
    if not draft.pictures:
        return []
    package, made, at_hand = Package(source.data), [], {}
    try:
        for value, embedded in draft.pictures:
            if embedded.sha256 not in at_hand:
                data = _contents(package, embedded)
                at_hand[embedded.sha256] = _known(data) or _filed(data, embedded, f"{title} 图 {len(made) + 1}", user)
                made += [at_hand[embedded.sha256]] if at_hand[embedded.sha256].is_new else []
            value["picture"] = at_hand[embedded.sha256].pk
    except BaseException:
        _forget(made)
        raise
    return made


@contextlib.contextmanager
def pictures_go_with(record):
    """Where the transaction within fails, the files of the pictures made for `record` go as their rows do."""
    try:
        yield
    except BaseException:
        _forget(record.new_pictures)
        raise


def _forget(pictures):
    for picture in pictures:
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
    picture = get_image_model().objects.filter(file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest()).first()
    if picture:
        picture.is_new = False
    return picture


def _filed(data, embedded, title, user):
    picture = get_image_model()(title=title[:255], description=embedded.alt_text[:255], uploaded_by_user=user)
    name = f"word-{embedded.sha256[:12]}.{extension_of(data)}"
    picture.file.save(name, ContentFile(data), save=False)
    picture.file_size = len(data)
    picture.file_hash = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    picture.is_new = True
    try:
        picture.save()
    except BaseException:
        _forget([picture])
        raise
    return picture
