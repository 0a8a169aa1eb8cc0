"""In which encoding a text was saved, of those that Chinese offices save texts in."""

import codecs

PIECE = 1 << 16  # bytes
MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}  # by what the text begins with; then it is no other


def encoding_of(file):
    """The name of the codec that reads all of `file`, or None. Reads it in small pieces, and leaves it at its start."""
    file.seek(0)
    head = file.read(3)
    marked = next((codec for mark, codec in MARKED.items() if head.startswith(mark)), None)
    for codec in [marked] if marked else ["utf-8", "gb18030"]:
        if _reads(file, codec):
            file.seek(0)
            return codec
    file.seek(0)
    return None


def _reads(file, codec):
    decoder = codecs.getincrementaldecoder(codec)()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
