"""The portal's own backend for Wagtail's search library: what staff find at the desks and in choosers.

`SearchBackend` is what the setting WAGTAILSEARCH_BACKENDS looks for.
"""

from .searching import SearchBackend

__all__ = ["SearchBackend"]
