"""The tables of the statistics as files: what the page shows, uncut."""

from django.http import Http404

from programs.listing.spreadsheets import MOST_ROWS, Column, Table, csv_response, xlsx_response

from ..statistics import reading

MOST_POSITIONS = 200
RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}


def _percent(share):
    return "" if share is None else f"{share:.1f}%"


_COUNTS = (
    Column("搜索次数", lambda row: row.searches),
    Column("搜索人数", lambda row: row.askers),
    Column("无结果次数", lambda row: row.without_result),
    Column("有点击的次数", lambda row: row.clicked),
    Column("点击率", lambda row: _percent(row.share_clicked)),
)
_QUERY = (
    Column("搜索词", lambda row: row.words),
    *_COUNTS,
    Column("最近一次的结果数", lambda row: row.results),
    Column("最近一次", lambda row: row.last_asked_on),
)
TABLES = {
    "popular": ("search-queries", _QUERY, lambda period: reading.popular(period, MOST_ROWS)),
    "nothing": ("search-without-result", _QUERY, lambda period: reading.without_result(period, MOST_ROWS)),
    "positions": (
        "search-positions",
        (
            Column("位置", lambda row: row.position),
            Column("展示次数", lambda row: row.shown),
            Column("点击次数", lambda row: row.clicks),
            Column("点击率", lambda row: _percent(row.share)),
        ),
        lambda period: reading.by_position(period, MOST_POSITIONS),
    ),
    "days": (
        "search-days",
        (
            Column("日期", lambda row: row[0]),
            *(Column(one.heading, lambda row, value=one.value: value(row[1])) for one in _COUNTS),
        ),
        reading.by_day,
    ),
}


def table_response(name, kind, period):
    """The table `name` of `period` as a file; 404 for a name or kind that there is not."""
    if name not in TABLES or kind not in RESPONSES:
        raise Http404
    file_name, columns, rows = TABLES[name]
    return RESPONSES[kind]((Table("搜索统计", columns),), rows(period), f"{file_name}-{period.first}-{period.last}")
