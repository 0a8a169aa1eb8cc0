"""The people who work here: accounts, role groups, login."""
