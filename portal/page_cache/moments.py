"""Until when a page is right though nobody changes anything: the next moment at which time alone changes something."""

import datetime

from django.utils import timezone

from media.moments import next_moment

_kept = (b"", 0.0, 0.0)  # stamp, from, until: asked once for each stamp, and again when it has come


def right_until(stamp, now):
    """Seconds since 1970 at which a page begun at `now` and at `stamp` has to be made anew."""
    global _kept
    known, since, until = _kept
    if known != stamp or not since <= now < until:
        moment = datetime.datetime.fromtimestamp(now, datetime.UTC)
        first = next_moment(moment)
        until = min(_midnight_after(moment), first.timestamp() if first else _midnight_after(moment))
        _kept = stamp, now, until
    return until


def _midnight_after(moment):
    tomorrow = timezone.localdate(moment) + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time())).timestamp()
