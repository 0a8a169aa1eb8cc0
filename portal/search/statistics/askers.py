"""Who asked already: one address counts once a day for one question, and no address is kept.

What is remembered is a digest with a key that is made by chance each day and thrown away after it, in this process and, where
processes share a cache, there. Nobody can tell an address from it, not even with the settings at hand.
"""

import hashlib
import secrets
import threading

from django.core.cache import cache
from django.utils import timezone

A_DAY = 24 * 60 * 60  # seconds
MOST = 100_000  # digests of a day in one process, some 9 MB; who comes later is not counted


class Askers:
    def __init__(self):
        self.lock = threading.Lock()
        self.forget()

    def forget(self):
        self.day, self.key, self.seen = None, b"", set()

    def is_first(self, address, words):
        """Did nobody at `address` ask for `words` today?"""
        with self.lock:
            self._turn_over(timezone.localdate())
            if len(self.seen) >= MOST:
                return False
            digest = hashlib.blake2b(f"{address}\n{words}".encode(), key=self.key, digest_size=16).digest()
            if digest in self.seen:
                return False
            self.seen.add(digest)
        return cache.add(f"search-asked:{digest.hex()}", 1, A_DAY)

    def _turn_over(self, today):
        if today != self.day:
            mine = secrets.token_hex(32)
            shared = cache.get_or_set(f"search-askers:{today}", mine, A_DAY)
            self.day, self.key, self.seen = today, (shared or mine).encode(), set()


ASKERS = Askers()
