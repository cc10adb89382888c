"""Passwords as argon2id hashes, with one cost for the process."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError


class Passwords:
    """Hashes and checks passwords; unknown people cost as much time as known ones."""

    def __init__(self, *, time_cost: int, memory_kib: int) -> None:
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1)
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether the password belongs to the hash; with None it works as long and says no."""
        try:
            return self._hasher.verify(stored or self._nobody, password) and stored is not None
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False

    def is_old(self, stored: str) -> bool:
        """Whether the hash was made with another cost and should be renewed."""
        return self._hasher.check_needs_rehash(stored)
