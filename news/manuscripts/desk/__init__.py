"""The import desk at /cms/: hand in a manuscript, review its reading, make the draft, or take the import back."""
