"""Where readers find a record mentioned: the room above counts and quotes, and the record's API tells."""

_counters = []


def counts_mentions(counter):
    """Register the function that returns (how many, address of the list, the newest) for a public record, in a few
    queries. Of the newest each has `sentence`, `words`, `url` and `article`."""
    _counters.append(counter)
    return counter


def mentions_of(record):
    """{count, url, newest} as the API tells it; nobody counts where no room above does."""
    for counter in _counters:
        count, url, newest = counter(record)
        return {"count": count, "url": url, "newest": newest}
    return {"count": 0, "url": None, "newest": []}
