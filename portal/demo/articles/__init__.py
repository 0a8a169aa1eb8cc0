"""The demo's stories, written for it from figures and facts that were published; each says that it is a demo.

Order matters: a story is loaded after those that it links to, and what is loaded last stands first in the lists.
"""

from . import city, data, desk, enterprise, headlines, jobs, notices, people, policy, trade

LIVE = [
    *notices.STORIES,
    *city.STORIES,
    *people.STORIES,
    *policy.STORIES,
    *jobs.STORIES,
    *data.STORIES,
    *trade.STORIES,
    *enterprise.STORIES,
    *headlines.STORIES,
]
ON_THE_DESK = desk.STORIES
