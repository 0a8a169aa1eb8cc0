"""Words of a vocabulary that are one, however they are written. New ones are refused; this tells of those that stand."""

from django.urls import reverse

from programs.sameness.recognition import Recognition

from .models import VOCABULARIES


class TermRecognition(Recognition):
    told_by = "slug"

    @property
    def rows(self):
        return self.model._default_manager.all()

    def merge_url(self, term):
        return reverse(self.model.snippet_viewset.get_url_name("merge"), args=[term.pk])

    def state(self, term):
        return "启用" if term.is_active else "停用"


TERMS = [TermRecognition(model) for model in VOCABULARIES]
