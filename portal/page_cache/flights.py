"""One thread makes a page, the others that want the same one wait for it."""

from contextlib import contextmanager
from threading import Event, Lock

PATIENCE = 20  # seconds that one waits for another's page before making it oneself


class Flight:
    def __init__(self):
        self.landed = Event()
        self.page = None

    def wait(self):
        """The page; None if whoever made it failed, or made one that is for nobody else."""
        self.landed.wait(PATIENCE)
        return self.page


class Flights:
    """The pages that are being made, by key and stamp: none is handed to somebody who came after a change that it was
    begun before."""

    def __init__(self):
        self._open, self._lock = {}, Lock()

    @contextmanager
    def joined(self, key, stamp):
        """Give (flight, whether one is its leader). Whatever becomes of the leader, nobody waits for longer than that."""
        with self._lock:
            flight = self._open.get((key, stamp))
            if flight is not None:
                leads = False
            else:
                flight = self._open[key, stamp] = Flight()
                leads = True
        try:
            yield flight, leads
        finally:
            if leads:
                with self._lock:
                    del self._open[key, stamp]
                flight.landed.set()
