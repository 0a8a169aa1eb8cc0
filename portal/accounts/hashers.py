from threading import Lock

from django.contrib.auth import hashers

from media.transactions import outside_transaction

_one_at_a_time = Lock()  # a process has one core or shares one: many who sign in at once leave the rest to who saves


class PasswordHasher(hashers.PBKDF2PasswordHasher):
    """Django's own, which takes half a second on purpose: nobody waits for the write lock meanwhile."""

    @outside_transaction()
    def encode(self, password, salt, iterations=None):
        with _one_at_a_time:
            return super().encode(password, salt, iterations)
