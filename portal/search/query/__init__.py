"""Understands what a reader typed: words, phrases, names, sounds, synonyms; and how it may be read more widely."""
