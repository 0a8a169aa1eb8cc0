import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from media.blocks import BodyBlock


def field_blocks(block):
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.URLBlock):
        yield block
    for child in [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]:
        if child is not None:
            yield from field_blocks(child)


def test_no_input_of_a_body_is_cut_off_by_the_browser():
    inputs = list(field_blocks(BodyBlock()))
    assert len(inputs) > 30
    assert [block.name for block in inputs if "maxlength" in block.field.widget.attrs] == []


def test_what_is_too_long_is_said():
    caption = BodyBlock().child_blocks["picture"].child_blocks["caption"]
    with pytest.raises(ValidationError, match="300"):
        caption.clean("长" * 301)
