"""Pages that were made for one reader, kept for the next as long as nothing that anybody may see has changed."""
