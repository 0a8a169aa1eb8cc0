"""How many requests of a busy hour find their page ready: `python -m tests.bench.busy_day`. No server, no database, no clock.

Something is published every minute, a sheet imported in the middle; what ten editors save by themselves moves nothing
(`tests/test_visible_writes.py`). Readers ask for the home page and lists often, for today's stories most, for everything else
seldom; in the second mix six of ten open one notice. Beside what one stamp gives (`stamp`) stands the most that tags for each
record could give (`tags`): every page but the home page and lists outlives every change.
"""

import json
import random

from portal.page_cache.pages import Memory, Page

MINUTES = 60
PROCESSES = 2
RATES = (10, 50, 200, 500)  # requests a second, of the whole site
KINDS = {"home": 1, "list": 60, "today": 20, "week": 300, "rest": 100_000, "notice": 1}  # pages
MIXES = {"usual": (15, 15, 45, 15, 10, 0), "a notice": (10, 5, 15, 6, 4, 60)}  # percent of requests
BYTES = 32 << 20  # as PAGE_CACHE has it
PAGE = Page("200 OK", [], b"x" * 20_000, compressed=b"x" * 6_000)


def main():
    outcome = {}
    for mix, percents in MIXES.items():
        for rate in RATES:
            outcome[f"{mix}, {rate} a second"] = {
                "stamp": share_of_hits(rate, percents, set(KINDS)),
                "tags": share_of_hits(rate, percents, {"home", "list"}),
            }
    print(json.dumps(outcome, indent=1))


def share_of_hits(rate, percents, renewed):
    """`renewed` are the kinds of pages of which each change makes others."""
    chance = random.Random(1)  # noqa: S311 - the same hour each time
    memories, hits = [Memory(BYTES) for _ in range(PROCESSES)], 0
    for minute in range(MINUTES):
        for kind in chance.choices(list(KINDS), percents, k=rate * 60):
            key = kind, int(KINDS[kind] * chance.random() ** 2), minute if kind in renewed else 0
            memory = chance.choice(memories)
            if memory.get(key):
                hits += 1
            else:
                memory.put(key, PAGE)
    return round(hits / (rate * 60 * MINUTES), 3)


if __name__ == "__main__":
    main()
