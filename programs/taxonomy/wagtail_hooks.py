from wagtail import hooks
from wagtail.snippets.models import register_snippet

from programs.sameness.report import report_duplicates

from . import merge_desk
from .duplicates import TERMS
from .viewsets import VocabularyGroup

register_snippet(VocabularyGroup)
hooks.register("before_delete_snippet", merge_desk.refuse_used_terms)
hooks.register("register_log_actions", merge_desk.log_actions)
hooks.register("register_bulk_action", merge_desk.MergeTickedTerms)
report_duplicates("词条", "terms", *TERMS)
