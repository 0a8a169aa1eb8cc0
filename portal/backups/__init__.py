"""Copies of a site, database and files fitting each other, and the way back."""


class BackupError(Exception):
    """What went wrong, in one line for the operator."""
