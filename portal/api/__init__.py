"""The read API: router, pagination and schema. Nothing here knows one noun more than another."""
