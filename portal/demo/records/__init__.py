"""The demo's entries in the registers: what one newspaper feature says of policies, bodies and events, and no more.

Order matters: an entry is loaded after those that it names, and of undated policies readers see first what came last.
"""

from . import companies, events, policies, programmes, terms

DEPARTMENTS = terms.DEPARTMENTS
RECORDS = [*companies.COMPANIES, *reversed([*policies.POLICIES, *programmes.POLICIES]), *events.EVENTS]
