import pytest
from django.utils.dateparse import parse_datetime

from programs.events.dates import date_text
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
