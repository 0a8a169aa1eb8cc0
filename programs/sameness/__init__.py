"""Is it on record already? Asked on entry, on import, and by the desk's report, of every register."""
