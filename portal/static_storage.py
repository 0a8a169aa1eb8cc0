import re
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "portal/css/portal.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\(([\w-]+)\);\n?')


class Joined:
    """In place of the storage that a stylesheet is read from: gives it with all that it imports put into it."""

    def __init__(self, paths):
        self.paths = paths

    def open(self, name):
        def layered(match):
            return f"@layer {match[2]} {{\n{self._read(str(PurePosixPath(name).parent / match[1]))}}}\n"

        return ContentFile(IMPORT.sub(layered, self._read(name)).encode())

    def _read(self, name):
        storage, path = self.paths[name]
        with storage.open(path) as file:
            return file.read().decode()


class PortalStaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for all static files, compressed copies of those that readers load, one stylesheet.

    The desk's own 50 MB would take minutes to compress; there, compressing costs more than it saves.
    """

    manifest_strict = False
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        """The stylesheet is hashed and compressed with its components in it: one request instead of a chain of them."""
        if STYLESHEET in paths:
            paths = paths | {STYLESHEET: (Joined(paths), STYLESHEET)}
        yield from super().post_process(paths, dry_run, **options)

    def compress_files(self, names):
        yield from super().compress_files([name for name in names if name.startswith("portal/")])
