"""Finds the rows of a table by the texts in them, on SQLite and PostgreSQL alike, whatever anybody types."""

from .conditions import All, Any, Everything, Not, Phrase
from .text_index import Hits, TextIndex

__all__ = ["All", "Any", "Everything", "Hits", "Not", "Phrase", "TextIndex"]
