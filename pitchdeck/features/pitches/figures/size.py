"""How deep a pitch must go by its ask: a small one is excused from benefits, a large one says more."""

from collections.abc import Mapping

from pitchdeck.base.money import in_words
from pitchdeck.features.pitches.figures.content import Content, Settings
from pitchdeck.features.projection import Check

LARGE_YEARS = 3
OBLIGATION = "compliance"
"""The template of an obligation, which is stated instead of benefits."""


def is_large(asks: Mapping[int, int], settings: Settings) -> bool:
    """Whether the ask reaches the organisation's limit, or three fiscal years are asked for real money.

    A programme of twelve months touches two fiscal years without being one of several years, and a year that
    only renews a licence, below the limit of a small pitch, does not count. False where a revision was frozen
    before there were limits.
    """
    if settings.small_minor is None or settings.large_minor is None:
        return False
    substantial = [amount for amount in asks.values() if amount > settings.small_minor]
    return sum(asks.values()) >= settings.large_minor or len(substantial) >= LARGE_YEARS


def size_of(asks: Mapping[int, int], settings: Settings) -> str:
    """`small`, `standard` or `large` of an ask by fiscal year."""
    if settings.small_minor is not None and sum(asks.values()) <= settings.small_minor:
        return "small"
    return "large" if is_large(asks, settings) else "standard"


def size_check(content: Content, asks: Mapping[int, int], settings: Settings) -> Check:
    """Whether a pitch promises a benefit, unless its ask is small or an obligation; its size in words."""
    small = in_words(settings.small_minor or 0, settings.currency)
    size = size_of(asks, settings)
    if size == "small":
        return Check("pass", "size", f"A small ask, up to {small}: what it takes to break even is enough.")
    if not content.benefits and content.template != OBLIGATION:
        words = f"Only an ask up to {small} goes without a benefit: add one, or ask for less."
        return Check("warn", "size", words)
    return Check("pass", "size", f"A {size} ask.")
