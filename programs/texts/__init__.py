"""What a text may hold when it is kept, and when two of them are the same."""
