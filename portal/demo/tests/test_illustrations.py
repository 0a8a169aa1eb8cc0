import pytest

from portal.demo.illustrations import NAMES, draw


@pytest.mark.parametrize("name", NAMES)
def test_each_illustration_is_drawn_the_same_way_twice_and_is_not_flat(name):
    first, second = draw(name, (320, 200)), draw(name, (320, 200))
    assert first.mode == "RGB"
    assert first.size == (320, 200)
    assert first.tobytes() == second.tobytes()
    assert len(first.quantize(64).getcolors()) > 16


def test_each_illustration_tells_its_title_and_what_is_to_be_seen():
    assert len(NAMES) >= 10
    for title, alt_text in NAMES.values():
        assert title
        assert alt_text.startswith("插画：")


def test_any_size_is_filled_to_its_edges():
    picture = draw("data_waves", (630, 630))
    assert picture.size == (630, 630)
    assert picture.getpixel((0, 629)) != picture.getpixel((0, 0))
