"""Is this file the picture that its name says, and may it be decoded? Looks at the header before it spends memory on pixels."""

import io
import warnings
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from PIL import Image

EXTENSIONS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
FORMAT_NAMES = {"JPEG": "JPG", "PNG": "PNG", "WEBP": "WebP", "GIF": "GIF"}
ACCEPTED = "JPG、PNG、WebP 和 GIF"
LOOK_ALIKES = [
    (b"%PDF-", "PDF 文档"),
    (b"PK\x03\x04", "压缩包或 Office 文档"),
    (b"MZ", "Windows 程序"),
    (b"BM", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"8BPS", "Photoshop 文档"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),
]


@dataclass(frozen=True)
class PictureFacts:
    format: str  # as in EXTENSIONS
    width: int  # pixels, as stored, before any rotation
    height: int


def picture_format(data):
    """Return the format that the first bytes show, or None."""
    if data[:3] == b"\xff\xd8\xff":
        return "JPEG"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    return None


def what_it_is(data):
    """Name a file that is no accepted picture, in words an editor knows."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start:
        return "SVG 图形"
    if start.startswith((b"<!doctype html", b"<html", b"<script")):
        return "网页"
    if data[4:8] == b"ftyp":
        return "HEIC、AVIF 图片或视频"
    return next((name for magic, name in LOOK_ALIKES if data.startswith(magic)), "")


def check_picture(data, extension, max_pixels):
    """Return the facts of the picture in `data`, decoded once from end to end; raise ValidationError in Chinese."""
    expected, found = EXTENSIONS.get(extension), picture_format(data)
    if expected is None or found is None:
        name = what_it_is(data) or ("SVG 图形" if extension == "svg" else "")
        reason = f"这是{name}，不是照片格式。" if name else "这个文件不是图片，或者已经损坏。"
        raise ValidationError(f"{reason}只接受 {ACCEPTED} 图片。", code="not_a_picture")
    if found != expected:
        raise ValidationError(
            f"文件名以 .{extension} 结尾，内容却是 {FORMAT_NAMES[found]} 图片。请把扩展名改对后再上传。",
            code="wrong_extension",
        )
    try:
        return _decode(data, found, max_pixels)
    except ValidationError:
        raise
    except Exception as error:  # a broken file raises whatever its decoder stumbles on
        raise ValidationError("图片文件已损坏或不完整，无法打开。请重新导出后再上传。", code="broken") from error


def _decode(data, picture_type, max_pixels):
    if picture_type == "WEBP":
        # its decoder reserves the whole canvas on opening, so its size is read by hand
        _check_pixels(*_webp_size(data), max_pixels)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit here is lower than Pillow's
        try:
            image = Image.open(io.BytesIO(data), formats=[picture_type])
        except Image.DecompressionBombError as error:
            raise ValidationError(f"图片像素太多。{_advice(max_pixels)}", code="too_many_pixels") from error
    with image:
        _check_pixels(*image.size, max_pixels)
        if picture_type != "JPEG" and getattr(image, "is_animated", False):
            raise ValidationError("本站只刊登静态图片，不接受动图。请截取其中一帧再上传。", code="animated")
        size = image.size
        image.load()
    return PictureFacts(picture_type, *size)


def _check_pixels(width, height, max_pixels):
    if width < 1 or height < 1:
        raise ValueError("no pixels")
    if width * height > max_pixels:
        raise ValidationError(
            f"图片为 {width}×{height}，约 {width * height / 1e6:.0f} 百万像素。{_advice(max_pixels)}",
            code="too_many_pixels",
        )


def _advice(max_pixels):
    return f"上限是 {max_pixels / 1e6:.0f} 百万像素，请缩小后再上传。"


def _webp_size(data):
    kind, body = data[12:16], data[20:30]
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    raise ValueError("unknown WebP chunk")
