from wagtail import hooks

from . import merge_desk

hooks.register("register_admin_urls", merge_desk.admin_urls)
hooks.register("register_reports_menu_item", merge_desk.report_menu_item)
hooks.register("register_snippet_listing_buttons", merge_desk.merge_button)
hooks.register("register_bulk_action", merge_desk.MergeTickedCompanies)
