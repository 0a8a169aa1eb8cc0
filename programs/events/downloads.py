"""What the public gets of events in a file."""

from ..listing.spreadsheets import Column, Table

COLUMNS = (
    Column("名称", lambda event: event.title),
    Column("类别", lambda event: event.get_kind_display()),
    Column("状态", lambda event: event.state_at().label),
    Column("时间", lambda event: event.date_text),
    Column("来源中的日期", lambda event: event.printed_date),
    Column("地点", lambda event: event.venue),
    Column("街镇", lambda event: event.town),
    Column("系列", lambda event: event.series),
    Column("届次", lambda event: event.edition),
    Column("线上入口", lambda event: event.online_link),
    Column("咨询方式", lambda event: event.contact),
    Column("摘要", lambda event: event.summary),
    Column("资料来源", lambda event: event.source_note),
    Column("网址", lambda event: event.full_url),
)

EVENTS_TABLE = Table("活动", COLUMNS)
