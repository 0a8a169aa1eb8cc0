from wagtail import hooks

from .viewsets import superusers_are_out_of_reach

hooks.register("before_bulk_action", superusers_are_out_of_reach)
