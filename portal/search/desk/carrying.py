"""Carries a question from the statistics into the form that helps with it."""

from urllib.parse import urlencode

from django.urls import reverse

from ..models import Promotion, Synonym
from ..statistics.words import LONGEST

FORMS = {"加同义词": Synonym, "加推荐": Promotion}


def acts_for(user, words):
    """Label and address of each form that `user` may fill in for `words`."""
    return [
        (label, f"{reverse(model.snippet_viewset.get_url_name('add'))}?{urlencode({'words': words})}")
        for label, model in FORMS.items()
        if user.has_perm(f"search.add_{model._meta.model_name}")
    ]


def carried_words(request):
    """The words that such an address brought along; "" without any."""
    words = request.GET.get("words", "")
    return " ".join(words.split()) if len(words) <= LONGEST else ""
