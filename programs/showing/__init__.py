"""What a record's public page shows, and what other rooms add to it."""
