from wagtail import hooks

from programs.sameness.report import report_duplicates

from . import merge_desk
from .duplicates import COMPANIES

hooks.register("register_admin_urls", merge_desk.admin_urls)
hooks.register("register_snippet_listing_buttons", merge_desk.merge_button)
hooks.register("register_bulk_action", merge_desk.MergeTickedCompanies)
report_duplicates("企业", "companies", COMPANIES)
