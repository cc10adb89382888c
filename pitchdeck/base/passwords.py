"""Passwords as argon2id hashes, with one cost for the process; and which ones are too easy to guess."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

LEAST, MOST = 12, 200
"""Characters of a new password."""
_FILLING = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_WORD = re.compile(r"[^\W\d_]{4,}")
_REPEATED = re.compile(r"(.+?)\1+")
_SHORT_UNIT = 4


class Passwords:
    """Hashes and checks passwords; unknown people cost as much time as known ones."""

    def __init__(self, *, time_cost: int, memory_kib: int) -> None:
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1)
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        return self._hasher.hash(_bytes(password))

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether the password belongs to the hash; with None it works as long and says no."""
        try:
            return self._hasher.verify(stored or self._nobody, _bytes(password)) and stored is not None
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False

    def is_old(self, stored: str) -> bool:
        """Whether the hash was made with another cost and should be renewed."""
        return self._hasher.check_needs_rehash(stored)


def _bytes(password: str) -> bytes:
    """The same bytes for the same letters, however a keyboard composes them."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def weakness(password: str, about: Iterable[str] = ()) -> str | None:
    """Why a new password is refused, and what to do; None when it will do. `about`: its owner."""
    if len(password) < LEAST:
        return (
            f"This has {len(password)} characters; at least {LEAST} are needed. Four words in a row do well."
        )
    if len(password) > MOST:
        return f"This has {len(password)} characters; at most {MOST} fit. Shorten it."
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in password):
        return "There is an invisible character in this password. Type it again."
    folded = password.casefold()
    if _is_common(folded):
        return (
            "This is one of the passwords that are tried first. Choose another, such as four words in a row."
        )
    own = next((word for word in _words(about) if word in folded), None)
    return f"Leave your own name and address out of it: this contains “{own}”." if own else None


def _words(about: Iterable[str]) -> list[str]:
    return [word for text in about for word in _WORD.findall(text.casefold())]


def _is_common(folded: str) -> bool:
    repeated = _REPEATED.fullmatch(folded)
    unit = repeated.group(1) if repeated else folded
    core = _FILLING.sub("", _FILLING.sub("", unit))
    return len(unit) < _SHORT_UNIT or _is_run(folded) or not {folded, unit, core}.isdisjoint(_common())


def _is_run(folded: str) -> bool:
    """Whether each sign is the next one of the alphabet or of the digits, forwards or backwards."""
    steps = {ord(later) - ord(earlier) for earlier, later in pairwise(folded)}
    return steps <= {1, -9} or steps <= {-1, 9}


@cache
def _common() -> frozenset[str]:
    kept = Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in kept if not line.startswith("# "))
