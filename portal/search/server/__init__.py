"""Searching on an Elasticsearch or OpenSearch server, where SEARCH_URL names one: see docs/decisions/0011.

The database keeps its own indexes and answers whenever the server does not. Nothing here is imported without SEARCH_URL,
and the clients, which not every site installs, are imported in `connection` and by the library alone.
"""
