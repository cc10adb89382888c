"""How a gate is decided: by the money-weighted median of the investors' words."""

from collections.abc import Mapping

VERDICTS = ("continue", "conditions", "rescope", "pause", "stop")
"""From the mildest to the most careful."""
VERDICT_WORDS = {
    "continue": "Go on",
    "conditions": "Go on, with a condition",
    "rescope": "Re-scope",
    "pause": "Pause",
    "stop": "Stop",
}

Spoken = Mapping[str, int]
"""Minor units of the money that spoke, by verdict."""


def median_of(spoken: Spoken) -> str:
    """The most careful verdict that more than half of the money is behind.

    Whoever is for a more careful one is behind each milder one too, so that two mild opinions are not beaten
    by one careful minority. ValueError when no money spoke.
    """
    total = sum(spoken.values())
    if total <= 0:
        raise ValueError("No money spoke.")
    behind = 0
    for verdict in reversed(VERDICTS):
        behind += spoken.get(verdict, 0)
        if 2 * behind > total:
            return verdict
    raise AssertionError("the mildest verdict has all of the money behind it")


def decided(spoken: Spoken, total: int, *, due: bool) -> str | None:
    """The verdict, or None while it is open; `total` is all of the money, `due` whether its day has passed.

    Before the day it is decided as soon as what has not spoken cannot change it; after it by whoever spoke,
    once that is half of the money.
    """
    heard = sum(spoken.values())
    if not heard:
        return None
    if due and 2 * heard >= total:
        return median_of(spoken)
    silent = max(0, total - heard)
    mildest, strictest = VERDICTS[0], VERDICTS[-1]
    lowest = median_of({**spoken, mildest: spoken.get(mildest, 0) + silent})
    highest = median_of({**spoken, strictest: spoken.get(strictest, 0) + silent})
    return lowest if lowest == highest else None
