from programs.sameness.report import report_duplicates

from .duplicates import EVENTS

report_duplicates("活动", "events", EVENTS)
