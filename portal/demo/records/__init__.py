"""The demo's entries in the registers: what one newspaper feature says of policies, bodies and events, and no more.

Order matters: an entry is loaded after those that it names.
"""

from . import companies, events, policies, programmes, terms

DEPARTMENTS = terms.DEPARTMENTS
RECORDS = [*companies.COMPANIES, *policies.POLICIES, *programmes.POLICIES, *events.EVENTS]
