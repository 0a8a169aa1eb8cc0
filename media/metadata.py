"""Takes out of a picture file what its pixels do not need: place, camera, owner, comments, thumbnails, hidden tails.

The pixels stay as they are, byte for byte, unless the file says "turn me": then they are turned and written anew.
"""

import io

from PIL import Image, ImageOps

from .inspection import picture_format

QUALITY = 95  # of a photograph that had to be turned
ORIENTATION = 0x0112
PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs", b"cICP",
}  # fmt: skip
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
WEBP_METADATA_FLAGS = 0x0C  # EXIF and XMP


def without_metadata(data):
    """Return the picture in `data` upright and without metadata; its colour profile stays. Raise ValueError for no picture."""
    strip = {"JPEG": _strip_jpeg, "PNG": _strip_png, "WEBP": _strip_webp, "GIF": _strip_gif}.get(picture_format(data))
    if strip is None:
        raise ValueError("not a JPEG, PNG, WebP or GIF file")
    try:
        return strip(_upright(data))
    except (IndexError, OSError, SyntaxError) as error:
        raise ValueError("broken picture file") from error


def _upright(data):
    with Image.open(io.BytesIO(data)) as image:
        if image.getexif().get(ORIENTATION, 1) not in range(2, 9):
            return data
        turned = ImageOps.exif_transpose(image)
        options = {"icc_profile": image.info.get("icc_profile")}
        if picture_format(data) == "JPEG":
            options |= {"quality": QUALITY, "optimize": True}
        elif picture_format(data) == "WEBP":
            options |= {"quality": QUALITY, "lossless": b"VP8L" in data[:64]}
        kind = {"MPO": "JPEG"}.get(image.format, image.format)
    output = io.BytesIO()
    turned.save(output, kind, **options)
    return output.getvalue()


def _strip_jpeg(data):
    kept, place = [data[:2]], 2
    while True:
        if data[place] != 0xFF:
            raise ValueError("broken JPEG")
        marker = data[place + 1]
        if marker == 0xFF:  # padding
            place += 1
            continue
        if marker == 0xDA:
            return b"".join(kept) + _jpeg_scans(data, place)
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        segment = data[place : place + 2 + length]
        if length < 2 or len(segment) < 2 + length:
            raise ValueError("broken JPEG")
        if _is_jpeg_segment_needed(marker, segment[4:]):
            kept.append(segment)
        place += 2 + length


def _is_jpeg_segment_needed(marker, body):
    if marker == 0xFE:
        return False
    if not 0xE0 <= marker <= 0xEF:
        return True
    return (marker, body[:5]) in ((0xE0, b"JFIF\0"), (0xEE, b"Adobe")) or (
        marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")
    )


def _jpeg_scans(data, start):
    """Return the coded picture from its first scan up to its end marker; metadata between scans is dropped too."""
    kept, place = [], start
    while True:
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        marker = data[place + 1]
        if marker == 0xD9:
            return b"".join(kept) + b"\xff\xd9"
        end = place + 2 + length
        if marker == 0xDA:
            end = _next_marker(data, end)
        if marker == 0xDA or _is_jpeg_segment_needed(marker, data[place + 4 : end]):
            kept.append(data[place:end])
        place = end


def _next_marker(data, place):
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise ValueError("broken JPEG")
        if data[place + 1] not in (0x00, 0xFF) and not 0xD0 <= data[place + 1] <= 0xD7:
            return place
        place += 1 if data[place + 1] == 0xFF else 2


def _strip_png(data):
    kept, place = [data[:8]], 8
    while place < len(data):
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(data):
            break
        if kind in PNG_KEPT:
            kept.append(data[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end
    raise ValueError("broken PNG")


def _strip_webp(data):
    kept, place = [], 12
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while place + 8 <= end:
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        chunk = data[place : place + 8 + length + length % 2]
        if chunk[:4] == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_METADATA_FLAGS]) + chunk[9:]
        if chunk[:4] in WEBP_KEPT:
            kept.append(chunk)
        place += 8 + length + length % 2
    if not kept:
        raise ValueError("broken WebP")
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _strip_gif(data):
    table = 3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0
    place = 13 + table
    kept = [data[:place]]
    while data[place] != 0x3B:
        start = place
        if data[place] == 0x21:
            needed = data[place + 1] == 0xF9
            place = _past_blocks(data, place + 2)
        elif data[place] == 0x2C:
            needed, packed = True, data[place + 9]
            table = 3 << (packed & 7) + 1 if packed & 0x80 else 0
            place = _past_blocks(data, place + 11 + table)
        else:
            raise ValueError("broken GIF")
        if needed:
            kept.append(data[start:place])
    return b"".join(kept) + b";"


def _past_blocks(data, place):
    while data[place]:
        place += 1 + data[place]
    return place + 1
