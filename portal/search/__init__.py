"""Finds things for readers: the search page and its suggestions."""
