"""The bulk desk: records, their rows and what hangs on them in Django's admin."""
