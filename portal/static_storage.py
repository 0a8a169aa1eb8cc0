from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for all static files, and compressed copies of those that readers load.

    The desk's own 50 MB would take minutes to compress; there, compressing costs more than it saves.
    """

    manifest_strict = False

    def compress_files(self, names):
        yield from super().compress_files([name for name in names if name.startswith("portal/")])
