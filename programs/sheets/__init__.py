"""Registers as spreadsheets: reading them with suspicion, showing what would change, importing all or nothing."""
