from django.contrib.auth import hashers

from media.transactions import outside_transaction


class PasswordHasher(hashers.PBKDF2PasswordHasher):
    """Django's own, which takes half a second on purpose: nobody waits for the write lock meanwhile."""

    @outside_transaction()
    def encode(self, password, salt, iterations=None):
        return super().encode(password, salt, iterations)
