"""How often readers find a record mentioned: the room above counts, and the record's API tells."""

_counters = []


def counts_mentions(counter):
    """Register the function that returns (how many, address of the list) for a public record, in a few queries."""
    _counters.append(counter)
    return counter


def mentions_of(record):
    """{count, url} as the API tells it; nobody counts where no room above does."""
    for counter in _counters:
        count, url = counter(record)
        return {"count": count, "url": url}
    return {"count": 0, "url": None}
