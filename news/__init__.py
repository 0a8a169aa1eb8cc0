"""Tells: sections, articles, their authors, corrections and feeds."""
