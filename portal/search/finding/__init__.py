"""Finds, ranks and counts what the public may read, and says how the question was understood."""
