"""The places on a page where pictures stand, and the sizes and formats that each place needs.

The page is at most 1180 px wide, its text column 720 px, a phone's picture as wide as the phone.
"""

from dataclasses import dataclass

SHARE_SPEC = "fill-1200x630|format-jpeg"
AVIF_WEBP = ("avif", "webp")


@dataclass(frozen=True)
class Layout:
    method: str  # Wagtail's: "fill" crops to the box, "max" fits into it
    boxes: tuple  # (width, height) in pixels, from small to large
    sizes: str  # how wide the picture stands, for the browser to choose by
    formats: tuple = AVIF_WEBP  # beside the JPEG that every browser reads
    is_first_seen: bool = False

    def specs_for(self, picture_width):
        """Return Wagtail filter specs: none larger than needed for a picture of `picture_width` pixels."""
        smaller = [0, *(width for width, _ in self.boxes)]
        needed = [box for box, width in zip(self.boxes, smaller, strict=False) if width < picture_width]
        specs = [f"{self._spec(box)}|format-{kind}" for kind in self.formats for box in needed]
        return [*specs, f"{self._spec(needed[len(needed) // 2])}|format-jpeg"]

    def _spec(self, box):
        return f"{self.method}-{box[0]}x{box[1]}"


LAYOUTS = {
    "hero": Layout("fill", ((640, 360), (960, 540), (1440, 810)), "(min-width: 60rem) 760px, 92vw", is_first_seen=True),
    "body": Layout("max", ((480, 960), (960, 1200), (1440, 1800)), "(min-width: 46rem) 688px, 92vw"),
    "card": Layout("fill", ((480, 300), (800, 500)), "(min-width: 60rem) 380px, 92vw"),
    "thumb": Layout("fill", ((240, 150), (480, 300)), "(min-width: 48rem) 220px, 120px"),
    "portrait": Layout("fill", ((192, 192), (384, 384)), "192px", formats=("webp",)),
}


def all_specs(picture_width):
    """Return each spec that any place needs, once."""
    specs = [spec for layout in LAYOUTS.values() for spec in layout.specs_for(picture_width)]
    return list(dict.fromkeys([*specs, SHARE_SPEC]))
