"""How deep a pitch must go: a large one gives ranges and is compared with doing nothing and other options."""

from collections.abc import Mapping

LARGE_MAJOR = 100_000
LARGE_YEARS = 3
SMALL_MAJOR = 5_000


def is_large(asks: Mapping[int, int], *, exponent: int) -> bool:
    """Whether the ask reaches 100,000 of the book currency, or three fiscal years are asked for real money.

    A programme of twelve months touches two fiscal years without being one of several years, and a year that
    only renews a licence, below the limit of a small pitch, does not count.
    """
    substantial = [amount for amount in asks.values() if amount > SMALL_MAJOR * 10**exponent]
    return sum(asks.values()) >= LARGE_MAJOR * 10**exponent or len(substantial) >= LARGE_YEARS
