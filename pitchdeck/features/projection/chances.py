"""A chance in words. Nothing simulated is impossible or certain: no chance is told as 0 or 10 in 10."""

from __future__ import annotations

import math

HARDLY, ALMOST = 0.05, 0.95


def chance_in_words(chance: float) -> str:
    """A chance from 0 to 1 as "very unlikely", "about 8 in 10" or "nearly certain"."""
    if chance < HARDLY:
        return "very unlikely"
    if chance > ALMOST:
        return "nearly certain"
    return f"about {min(9, max(1, math.floor(10 * chance + 0.5)))} in 10"
