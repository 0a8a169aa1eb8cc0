"""The public projection: one document a public thing, and what keeps the documents in step with the things."""
