"""Long commands say what they do, that they go on, and how long it took; quick ones say nothing."""

import time

import pytest

from portal.management.steps import step


def test_a_long_step_is_told_while_it_goes_on():
    said = []
    with step(said.append, "正在装入", "1 分钟", quick=0.01, still=0.03):
        time.sleep(0.2)
        assert said[0] == "正在装入（通常 1 分钟）…" and "还在进行" in said[1]
    assert said[-1].startswith("  完成，用了")


def test_a_quick_step_says_nothing():
    said = []
    with step(said.append, "正在装入", "1 分钟"):
        pass
    assert said == []


def test_what_fails_is_not_called_done():
    said = []
    with pytest.raises(ValueError), step(said.append, "正在装入", "1 分钟", quick=0):
        time.sleep(0.05)
        raise ValueError
    assert not any("完成" in line for line in said)
