"""Who is named as provider under a picture."""

import pytest

from media.picture_blocks import provider_under


@pytest.mark.parametrize(
    ("own", "photographer", "shared", "named"),
    [
        ("渔政站", "", "示例镇", "渔政站"),
        ("", "", "示例镇", "示例镇"),
        ("", "孙小海", "示例镇", "示例镇"),
        ("", "", "", ""),
        (None, "孙小海", "", ""),
        ("", "", "除署名外 示例镇", "示例镇"),
        ("", "", "除署名者外，均由示例镇", "示例镇"),
        ("", "孙小海", "除署名外 示例镇", ""),
        ("渔政站", "孙小海", "除署名外 示例镇", "渔政站"),
    ],
)
def test_the_provider_of_one_picture(own, photographer, shared, named):
    assert provider_under(own, photographer, shared) == named
