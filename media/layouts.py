"""The places on a page where pictures stand, and the sizes and formats that each place needs.

The page is at most 1180 px wide, its text column 720 px, a phone's picture as wide as the phone.
"""

from dataclasses import dataclass

SHARE_SPEC = "fill-1200x630|format-jpeg"
AVIF_WEBP = ("avif", "webp")


@dataclass(frozen=True)
class Layout:
    boxes: tuple  # (width, height) in pixels from small to large; height None keeps the picture's own proportions
    sizes: str  # how wide the picture stands, for the browser to choose by
    formats: tuple = AVIF_WEBP  # beside the JPEG that every browser reads
    is_first_seen: bool = False

    def specs_for(self, picture_width):
        """Return Wagtail filter specs: none larger than needed for a picture of `picture_width` pixels."""
        widths = [width for width, _ in self.boxes]
        needed = [box for box, smaller in zip(self.boxes, [0, *widths], strict=False) if smaller < picture_width]
        specs = [f"{_size(box)}|format-{kind}" for kind in self.formats for box in needed]
        return [*specs, f"{_size(needed[len(needed) // 2])}|format-jpeg"]


def _size(box):
    width, height = box
    return f"fill-{width}x{height}" if height else f"width-{width}"


LAYOUTS = {
    "hero": Layout(((640, 360), (1200, 675), (1600, 900)), "(min-width: 1220px) 1180px, 100vw", is_first_seen=True),
    "body": Layout(((480, None), (800, None), (1440, None)), "(min-width: 760px) 720px, 100vw"),
    "card": Layout(((400, 250), (800, 500)), "(min-width: 1000px) 380px, (min-width: 640px) 50vw, 100vw"),
    "thumb": Layout(((160, 120), (320, 240)), "160px", formats=("webp",)),
    "portrait": Layout(((160, 200), (320, 400)), "160px", formats=("webp",)),
}


def all_specs(picture_width):
    specs = [spec for layout in LAYOUTS.values() for spec in layout.specs_for(picture_width)]
    return [*specs, SHARE_SPEC]
