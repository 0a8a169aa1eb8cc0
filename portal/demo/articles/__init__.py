"""The demo's stories, written for it from figures and facts that were published; each says that it is a demo.

Order matters: a story is loaded after those that it links to.
"""

from . import city, data, desk, enterprise, fictional, headlines, jobs, notices, people, policy, trade

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
    *fictional.STORIES,
]
ON_THE_DESK = desk.STORIES
