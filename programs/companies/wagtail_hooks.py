from wagtail import hooks

from ..sameness.report import report_duplicates
from . import merge_desk
from .duplicates import COMPANIES

hooks.register("register_admin_urls", merge_desk.admin_urls)
hooks.register("register_snippet_listing_buttons", merge_desk.merge_button)
report_duplicates("企业", "companies", COMPANIES)
