"""The demo's entries in the registers: what one newspaper feature says of policies, bodies and events, and no
more; and beside them a few that are plainly fictional, dated from the day of loading.

Order matters: an entry is loaded after those that it names, and of undated policies readers see first what came last.
"""

from . import companies, events, fictional, policies, programmes, terms

DEPARTMENTS = terms.DEPARTMENTS
LISTS, FICTIONAL = fictional.LISTS, fictional.RECORDS
RECORDS = [*companies.COMPANIES, *reversed([*policies.POLICIES, *programmes.POLICIES]), *events.EVENTS]
