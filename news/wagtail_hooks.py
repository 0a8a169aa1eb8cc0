from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import desk, viewsets
from .manuscripts.desk import buttons as manuscript_buttons
from .manuscripts.desk.viewsets import viewset as manuscript_imports
from .mentions.chooser import viewset as mention_chooser
from .mentions.links import register_record_links
from .mentions.receivers import read_converted
from .mentions.record_desk import admin_urls as mention_urls
from .mentions.rich_text import register_icons, register_mention_editor
from .mentions.wanted_desk import admin_urls as wanted_urls
from .mentions.wanted_desk import menu_item as wanted_menu_item

hooks.register("before_serve_page", desk.only_current_pages, order=-100)
hooks.register("before_edit_page", desk.before_edit)
hooks.register("after_edit_page", desk.after_save)
hooks.register("after_create_page", desk.after_save)
hooks.register("register_page_listing_more_buttons", desk.preview_links_in_listing)
hooks.register("register_page_header_buttons", desk.preview_links_in_header)
hooks.register("register_page_header_buttons", desk.suggestions_in_header)
hooks.register("register_admin_urls", desk.admin_urls)
hooks.register("register_log_actions", desk.log_actions)
hooks.register("register_page_listing_more_buttons", manuscript_buttons.in_listing)
hooks.register("register_page_header_buttons", manuscript_buttons.in_header)
hooks.register("register_log_actions", manuscript_buttons.log_actions)
hooks.register("register_admin_viewset", lambda: manuscript_imports)
hooks.register("register_rich_text_features", register_record_links)
hooks.register("register_rich_text_features", register_mention_editor)
hooks.register("register_icons", register_icons)
hooks.register("register_admin_viewset", lambda: mention_chooser)
hooks.register("after_convert_alias_page", read_converted)
hooks.register("register_admin_urls", mention_urls)
hooks.register("register_admin_urls", wanted_urls)
hooks.register("register_admin_menu_item", wanted_menu_item)
hooks.register("register_bulk_action", viewsets.DeleteContributors, order=100)
register_snippet(viewsets.ContributorViewSet)
