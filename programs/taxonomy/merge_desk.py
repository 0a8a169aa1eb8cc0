"""Where a term is used, merging it into another, and why a used one is not deleted: the desk's pages and hooks."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import classproperty
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.snippets import UsageView

from programs.merging.desk import MergeTicked, MergeView, linked_uses
from programs.merging.moving import MERGED, TOOK_IN
from programs.merging.references import uses_of

from .merging import merge_terms
from .models import Term


class TermMergeView(MergeView):
    def merge(self, kept):
        return merge_terms(self.lost, kept, self.request.user)


class MergeTickedTerms(MergeTicked):
    @classproperty
    def models(cls):
        return [model for model in get_snippet_models() if issubclass(model, Term)]

    def merge_url(self, term):
        return reverse(self.model.snippet_viewset.get_url_name("merge"), args=[term.pk])


class TermUsageView(UsageView):
    """Everything that carries the term. Wagtail's own list knows no many-to-many fields, by which terms are mostly used."""

    template_name = "merging/uses.html"
    results_template_name = "merging/uses.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | linked_uses(self.object, self.request.user, sample=100)


def refuse_used_terms(request, terms):
    """A term in use is not deleted: whatever carries it would lose it without a word."""
    for term in terms:
        if isinstance(term, Term) and (count := sum(use.count for use in uses_of(term) if not use.is_part)):
            messages.error(request, f"“{term}”还在 {count} 处使用，不能删除。请先合并到别的词条，或者停用。")
            return redirect(reverse(term.snippet_viewset.get_url_name("usage"), args=[term.pk]))
    return None


class MergedFormatter(LogFormatter):
    label = "合并"

    def format_message(self, log_entry):
        return f"合并到“{log_entry.data['kept']['title']}”"


class TookInFormatter(LogFormatter):
    label = "并入"

    def format_message(self, log_entry):
        return f"并入了“{log_entry.data['lost']['title']}”"


def log_actions(actions):
    actions.register_action(MERGED)(MergedFormatter)
    actions.register_action(TOOK_IN)(TookInFormatter)
