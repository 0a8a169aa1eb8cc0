from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from media import collections
from media.file_links import register_file_links
from programs.desk import action_menus, bulk, deleting, one_draft, proof, review, saying
from programs.showing.page_links import register_page_links

from .desk import DeskPanel, QuickActionsPanel
from .record_desk import RecordsPanel
from .registers import RegistersGroup, bulk_desk_menu_item, log_actions

register_snippet(RegistersGroup)
for links in (register_page_links, register_file_links):
    hooks.register("register_rich_text_features", links, order=100)  # after Wagtail's own, which they replace
hooks.register("register_admin_urls", deleting.admin_urls, order=-100)  # found before Wagtail's own
hooks.register("before_delete_page", deleting.before_delete_page)
hooks.register("before_create_page", one_draft.before_create_page, order=-100)  # before all others, which run within it
hooks.register("before_create_snippet", one_draft.before_create_record, order=-100)
hooks.register("before_edit_snippet", review.before_edit_record)
hooks.register("after_edit_snippet", review.after_edit_record)
for act in ("edit_page", "create_page", "edit_snippet", "create_snippet"):
    hooks.register(f"after_{act}", saying.after_save, order=-100)  # next to Wagtail's own words, which it replaces
hooks.register("construct_page_action_menu", action_menus.of_page)
hooks.register("construct_snippet_action_menu", action_menus.of_record)
hooks.register("register_admin_urls", proof.admin_urls)
hooks.register("register_log_actions", log_actions)
hooks.register("register_admin_menu_item", bulk_desk_menu_item)
for action in (*bulk.ACTIONS, *deleting.ACTIONS, *collections.ACTIONS):
    hooks.register("register_bulk_action", action, order=100)  # after Wagtail's own, which they replace


@hooks.register("construct_homepage_panels")
def desk_panels(request, panels):
    records = [RecordsPanel()] if RecordsPanel.is_for(request.user) else []
    pages = [DeskPanel()] if DeskPanel.is_for(request.user) or not records else []
    panels[:] = [
        QuickActionsPanel(),
        *pages,
        *records,
        *(panel for panel in panels if panel.name == "locked_pages"),
    ]


@hooks.register("insert_global_admin_css")
def desk_style():
    return format_html('<link rel="stylesheet" href="{}">', static("portal/css/desk.css"))


@hooks.register("construct_help_menu")
def only_help_in_chinese(request, items):
    """Wagtail's release notes and its English guide lie on other sites and are not written for this newsroom."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]
