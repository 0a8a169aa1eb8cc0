import re
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "portal/css/portal.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\(([\w-]+)\);\n?')


class PortalStaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for all static files, compressed copies of those that readers load, one stylesheet.

    The desk's own 50 MB would take minutes to compress; there, compressing costs more than it saves.
    """

    manifest_strict = False
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if STYLESHEET in paths and not dry_run:
            self._join_stylesheet()
        yield from super().post_process(paths, dry_run, **options)

    def _join_stylesheet(self):
        """Put the imported component files into the stylesheet itself: one request instead of a chain of them."""
        path = Path(self.path(STYLESHEET))

        def layered(match):
            return f"@layer {match[2]} {{\n{(path.parent / match[1]).read_text()}}}\n"

        path.write_text(IMPORT.sub(layered, path.read_text()))

    def compress_files(self, names):
        yield from super().compress_files([name for name in names if name.startswith("portal/")])
