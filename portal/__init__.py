"""Assembles the site: settings, addresses, accounts, home page, search and API."""
