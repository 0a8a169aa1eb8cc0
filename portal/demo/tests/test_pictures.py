import io

import pytest
from PIL import Image

from portal.demo.pictures import PICTURES, read_picture


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_is_large_enough_for_a_cover_and_says_what_is_to_be_seen(name):
    title, alt_text = PICTURES[name]
    assert title
    assert alt_text.startswith("插画：")
    picture = Image.open(io.BytesIO(read_picture(name)))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1600, 1000))
    assert len(picture.quantize(64).getcolors()) > 16
