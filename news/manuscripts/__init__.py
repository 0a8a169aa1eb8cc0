"""From a manuscript to an article draft without losing a character: read, understand, account for, file.

`reading` turns bytes into numbered lines, `structure` turns lines into typed pieces, `pages` turns pieces into a draft,
and `ledger` says where every character went. Only `pages` and `importing` know Django.
"""
