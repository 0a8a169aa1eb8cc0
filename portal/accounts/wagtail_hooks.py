from wagtail import hooks

from . import page_titles
from .viewsets import superusers_are_out_of_reach

hooks.register("before_bulk_action", superusers_are_out_of_reach)
hooks.register("construct_page_chooser_queryset", page_titles.pages_to_choose)
hooks.register("before_move_page", page_titles.before_move)
