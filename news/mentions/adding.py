"""Where staff put on record what the registers do not know yet, with the words of a text carried over into the form."""

from urllib.parse import urlencode

from django.urls import reverse

from .nouns import NOUNS

# The models that have a desk of their own: an item is added within its policy.
REGISTERS = [noun.model for noun in NOUNS if not noun.owner]
LONGEST = 255


def forms_for_new(user, only=None, **words):
    """(what can be added, address of its form with `words` filled in) for each register that `user` may add to, or
    for that of the model `only`."""
    query = urlencode({name: said[:LONGEST] for name, said in words.items() if said})
    found = []
    for model in REGISTERS:
        if only in (None, model) and may_add(user, model):
            address = reverse(model.snippet_viewset.get_url_name("add"))
            found.append((model._meta.verbose_name, f"{address}{query and f'?{query}'}"))
    return found


def may_add(user, model):
    return model.snippet_viewset.permission_policy.user_has_permission(user, "add")
