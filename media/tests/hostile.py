"""Files that nobody should be able to upload, made here."""

import io
import struct
import zipfile
import zlib

from PIL import Image

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
# the industry's harmless test signature, in two halves so that no scanner trips over this file
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PROGRAM = b"MZ\x90\x00" + bytes(200)


def picture(image_format="JPEG", size=(640, 400), **options):
    output = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(output, image_format, **options)
    return output.getvalue()


def animated_gif(frames=60):
    images = [Image.new("L", (20, 20), number * 4) for number in range(frames)]
    output = io.BytesIO()
    images[0].save(output, "GIF", save_all=True, append_images=images[1:])
    return output.getvalue()


def png_bomb(width, height, is_cut=False):
    """A PNG of one colour, whose rows are packed as they are made: no memory for its pixels. Cut, its rows break off."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    packed = packed[: len(packed) // 2] if is_cut else packed
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def webp_bomb():
    """The header of a lossless WebP of 16383 × 16383 pixels."""
    bits = 16382 | 16382 << 14
    body = b"\x2f" + bits.to_bytes(4, "little") + bytes(200)
    chunk = b"VP8L" + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)
    return b"RIFF" + (4 + len(chunk)).to_bytes(4, "little") + b"WEBP" + chunk


def archive(members):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in members.items():
            file.writestr(name, body)
    return output.getvalue()


def word(**more):
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>", **more})


def old_office(stream, macro=False):
    names = [stream, *(["_VBA_PROJECT"] if macro else [])]
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(n.encode("utf-16-le") + bytes(40) for n in names)


def pdf():
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
