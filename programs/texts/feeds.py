from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise

from .cleaning import clean_data


class AtomFeed(Atom1Feed):
    """Atom, well-formed whatever is in the database: Django's own refuses the whole feed for one control sign in it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*map(_fit, args), **{name: _fit(value) for name, value in kwargs.items()})

    def add_item(self, *args, **kwargs):
        super().add_item(*map(_fit, args), **{name: _fit(value) for name, value in kwargs.items()})


def _fit(value):
    return clean_data(str(value) if isinstance(value, Promise) else value)
