"""A sheet to draw on: design units of 1600 × 1000, twice the wanted resolution, printed with a little grain."""

import math
import random
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageOps

WIDTH, HEIGHT = 1600, 1000
OVERSAMPLING = 2

INK = "#0A2E33"
DEEP = "#0F4C4A"
RIVER = "#1F6B68"
JADE = "#4F918B"
MIST = "#A9C7C1"
FOG = "#DCE5DF"
PAPER = "#F6F2EA"
SAND = "#E8DCC6"
VERMILION = "#B5402B"
CORAL = "#D8775B"
GOLD = "#D9A441"
CREAM = "#F3D9A0"
SLATE = "#6F8A8B"


def rgb(colour):
    return tuple(int(colour[index : index + 2], 16) for index in (1, 3, 5))


def mix(first, second, share):
    """Return the colour that lies `share` (0…1) of the way from `first` to `second`."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


class Canvas:
    def __init__(self, size, seed):
        self.size = size
        self.random = random.Random(seed)  # noqa: S311 - the same picture each time is the point
        self.scale = max(size[0] / WIDTH, size[1] / HEIGHT) * OVERSAMPLING
        self.image = Image.new("RGB", (round(WIDTH * self.scale), round(HEIGHT * self.scale)), PAPER)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def _points(self, points):
        return [(x * self.scale, y * self.scale) for x, y in points]

    @staticmethod
    def _fill(colour, alpha):
        return (*rgb(colour), round(alpha * 255))

    def polygon(self, points, colour, alpha=1.0):
        self.pen.polygon(self._points(points), fill=self._fill(colour, alpha))

    def box(self, x, y, width, height, colour, alpha=1.0, radius=0):
        corners = [x * self.scale, y * self.scale, (x + width) * self.scale, (y + height) * self.scale]
        fill = self._fill(colour, alpha)
        if radius:
            self.pen.rounded_rectangle(corners, radius * self.scale, fill=fill)
        else:
            self.pen.rectangle(corners, fill=fill)

    def oval(self, x, y, rx, ry, colour, alpha=1.0):
        corners = [(x - rx) * self.scale, (y - ry) * self.scale, (x + rx) * self.scale, (y + ry) * self.scale]
        self.pen.ellipse(corners, fill=self._fill(colour, alpha))

    def disc(self, x, y, radius, colour, alpha=1.0):
        self.oval(x, y, radius, radius, colour, alpha)

    def line(self, points, colour, width=2, alpha=1.0):
        thickness = max(1, round(width * self.scale))
        self.pen.line(self._points(points), fill=self._fill(colour, alpha), width=thickness, joint="curve")

    def arch(self, x, y, rx, ry, start, end, colour, width=2, alpha=1.0):
        corners = [(x - rx) * self.scale, (y - ry) * self.scale, (x + rx) * self.scale, (y + ry) * self.scale]
        thickness = max(1, round(width * self.scale))
        self.pen.arc(corners, start, end, fill=self._fill(colour, alpha), width=thickness)

    def _ramp(self, stops, width, height):
        """Return a vertical gradient through `stops`: pairs of a place (0…1) and a colour."""
        strip = Image.new("RGB", (1, 256))
        for row in range(256):
            place = row / 255
            for (low, first), (high, second) in pairwise(stops):
                if low <= place <= high:
                    strip.putpixel((0, row), rgb(mix(first, second, (place - low) / (high - low or 1))))
                    break
        return strip.resize((width, height), Image.Resampling.BILINEAR)

    def wash(self, stops, top=0, bottom=HEIGHT):
        """Fill from edge to edge between two heights with a vertical gradient."""
        first, last = round(top * self.scale), round(bottom * self.scale)
        self.image.paste(self._ramp(stops, self.image.width, last - first), (0, first))

    def shaded(self, points, stops, alpha=1.0):
        """Fill a shape with a vertical gradient over its own height."""
        dots = self._points(points)
        left, right = math.floor(min(x for x, _ in dots)), math.ceil(max(x for x, _ in dots))
        top, bottom = math.floor(min(y for _, y in dots)), math.ceil(max(y for _, y in dots))
        width, height = max(1, right - left), max(1, bottom - top)
        mask = Image.new("L", (width, height))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in dots], fill=round(alpha * 255))
        self.image.paste(self._ramp(stops, width, height), (left, top), mask)

    def glow(self, x, y, radius, colour, strength=0.6, flat=1.0):
        """Add a soft light; `flat` below 1 squeezes it to an oval."""
        width, height = round(radius * 2 * self.scale), round(radius * 2 * flat * self.scale)
        # the built-in gradient reaches 181 where the circle touches the edge of its square
        falloff = Image.radial_gradient("L").point(lambda v: round(max(0, 1 - v / 180) ** 2 * 255 * strength))
        mask = falloff.resize((width, height), Image.Resampling.BILINEAR)
        corner = (round(x * self.scale - width / 2), round(y * self.scale - height / 2))
        self.image.paste(Image.new("RGB", mask.size, colour), corner, mask)

    def ridge(self, base, height, seed, roughness=1.0, step=8):
        """Return the outline of a range of hills, closed at the bottom edge."""
        dice = random.Random(seed)  # noqa: S311
        waves = [(0.0021 * 1.9**n, dice.uniform(0, 6.3), 0.55**n) for n in range(5)]
        total = sum(share for *_, share in waves)
        outline = []
        for x in range(-20, WIDTH + 21, step):
            rise = sum(
                share * (0.5 + 0.5 * math.sin(x * speed + turn)) ** (1 + 0.6 * roughness)
                for speed, turn, share in waves
            )
            outline.append((x, base - height * rise / total))
        return [*outline, (WIDTH + 20, HEIGHT + 10), (-20, HEIGHT + 10)]

    def mirror(self, horizon, colour, strength=0.45, ripple=5, squeeze=1.0):
        """Turn what stands above `horizon` into its reflection in the water below, tinted and rippled."""
        line = round(horizon * self.scale)
        depth = self.image.height - line
        source = min(line, round(depth / squeeze))
        picture = self.image.crop((0, line - source, self.image.width, line))
        picture = ImageOps.flip(picture).resize((self.image.width, depth), Image.Resampling.BILINEAR)
        picture = Image.blend(picture, Image.new("RGB", picture.size, colour), 1 - strength)
        for row in range(depth):
            near = row / depth
            shift = math.sin(row / self.scale / (3.2 + 5 * near) + math.sin(row / 37 / self.scale)) * (0.4 + near)
            offset = round(shift * ripple * self.scale)
            self.image.paste(picture.crop((0, row, self.image.width, row + 1)), (offset, line + row))

    def ripples(self, top, bottom, colour, count, alpha=0.35, longest=190):
        """Scatter thin lens-shaped strokes over the water, longer and thicker towards the reader."""
        for _ in range(count):
            near = self.random.random() ** 1.5
            y = top + (bottom - top) * near
            length = longest * (0.15 + 0.85 * near) * self.random.uniform(0.4, 1)
            self.oval(self.random.uniform(0, WIDTH), y, length / 2, 0.7 + 2.2 * near, colour, alpha)

    def finish(self, grain=13):
        """Return the picture at the wanted size, with the grain of a print."""
        picture = self.image.reduce(OVERSAMPLING)
        left, top = (picture.width - self.size[0]) // 2, (picture.height - self.size[1]) // 2
        picture = picture.crop((left, top, left + self.size[0], top + self.size[1]))
        noise = Image.frombytes("L", self.size, self.random.randbytes(self.size[0] * self.size[1]))
        noise = noise.point(lambda v: round(128 + (v - 128) * grain / 128))
        return ImageChops.soft_light(picture, Image.merge("RGB", (noise, noise, noise)))
