"""Keeps the record: policies, companies, events and the vocabulary they share."""
