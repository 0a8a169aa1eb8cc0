import pytest
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime

from programs.events.dates import date_text, finish
from programs.events.models import Event


def at(text):
    return parse_datetime(f"{text if ' ' in text else text + ' 00:00'}:00+08:00") if text else None


@pytest.mark.parametrize(
    ("precision", "start", "end", "words"),
    [
        ("day", "2022-12-12", "2022-12-14", "2022年12月12日至14日"),
        ("day", "2022-12-12", "", "2022年12月12日"),
        ("day", "2022-12-12", "2022-12-12", "2022年12月12日"),
        ("day", "2022-11-30", "2022-12-02", "2022年11月30日至12月2日"),
        ("day", "2022-12-30", "2023-01-02", "2022年12月30日至2023年1月2日"),
        ("day", "2022-12-05", "2023-12-05", "2022年12月5日至2023年12月5日"),
        ("minute", "2022-12-16 19:30", "", "2022年12月16日19:30"),
        ("minute", "2022-12-16 19:30", "2022-12-16 21:00", "2022年12月16日19:30至21:00"),
        ("minute", "2022-12-16 19:30", "2022-12-18 09:00", "2022年12月16日19:30至18日09:00"),
        ("minute", "2022-12-31 22:00", "2023-01-01 01:00", "2022年12月31日22:00至2023年1月1日01:00"),
        ("month", "2023-03-01", "", "2023年3月"),
        ("month", "2023-03-01", "2023-05-20", "2023年3月至5月"),
        ("month", "2022-12-01", "2023-01-01", "2022年12月至2023年1月"),
        ("quarter", "2023-02-01", "", "2023年第一季度"),
        ("quarter", "2023-01-01", "2023-12-31", "2023年第一季度至第四季度"),
        ("ongoing", "2023-03-05", "", "2023年3月5日起"),
        ("ongoing", "2023-03-05", "2023-04-01", "2023年3月5日至4月1日"),
        ("ongoing", "", "", "持续进行"),
        ("day", "", "", "未载"),
    ],
)
def test_words_are_as_precise_as_the_source(precision, start, end, words):
    event = Event(precision=precision, starts_at=at(start), ends_at=at(end))
    assert date_text(event) == words
    event.is_year_inferred = True
    assert date_text(event) == (f"{words}（年份推定）" if start else words)


def test_an_undated_event_shows_what_its_source_printed():
    assert date_text(Event(printed_date="岁末年初")) == "岁末年初"


def test_the_day_is_that_of_shanghai():
    assert date_text(Event(precision="day", starts_at=parse_datetime("2022-12-11T20:00:00Z"))) == "2022年12月12日"


@pytest.mark.parametrize(
    ("precision", "end", "over"),
    [
        ("minute", "", "2026-01-03"),
        ("minute", "2026-01-02 09:30", "2026-01-03"),
        ("minute", "2026-01-02 11:00", "2026-01-02 11:00"),
        ("day", "", "2026-01-03"),
        ("month", "", "2026-02-01"),
        ("quarter", "", "2026-04-01"),
        ("ongoing", "", ""),
        ("ongoing", "2026-01-05", "2026-01-06"),
    ],
)
def test_what_states_no_end_is_over_when_the_time_that_is_known_is(precision, end, over):
    event = Event(precision=precision, starts_at=at("2026-01-02 09:30"), ends_at=at(end))
    assert finish(event) == at(over)


@pytest.mark.parametrize(
    ("precision", "end", "is_refused"),
    [
        ("minute", "2026-01-02 09:29", True),
        ("minute", "2026-01-02 09:30", False),
        ("day", "2026-01-02", False),
        ("day", "2026-01-01 23:00", True),
        ("month", "2026-01-01", False),
        ("month", "2025-12-31", True),
        ("quarter", "2026-01-01", False),
        ("ongoing", "2026-01-02", False),
        ("ongoing", "2026-01-01", True),
    ],
)
def test_an_end_is_before_its_beginning_only_as_far_as_both_are_known(precision, end, is_refused):
    event = Event(title="示例讲座", precision=precision, starts_at=at("2026-01-02 09:30"), ends_at=at(end))
    try:
        event.clean()
    except ValidationError as error:
        assert is_refused and error.message_dict == {"ends_at": ["结束早于开始。"]}
    else:
        assert not is_refused
