from programs.sameness.report import report_duplicates

from .duplicates import POLICIES

report_duplicates("政策", "policies", POLICIES)
