"""Means, quorum and rank: exact integers and fractions, rounded only where a figure is shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

LOWEST, HIGHEST = 1, 5
EXTREMES = frozenset({LOWEST, HIGHEST})
"""Scores that carry their reason."""

MINUTES_A_SCORE = 3
TIE_ORDER = ("goal_priority", "npv_per_budget", "smaller_ask", "earlier_submission", "casting_vote")
"""What separates equal means, in this order (domain.md, "Life of a round")."""


def weighted_mean(cards: Iterable[Sequence[tuple[int, int]]]) -> Fraction | None:
    """The mean over all scorecards of their weighted means, exact, between 1 and 5; None without a scorecard.

    A scorecard is its (score, weight) pairs. ValueError when one has no weight at all.
    """
    means = [_card_mean(card) for card in cards]
    return sum(means, Fraction(0)) / len(means) if means else None


def _card_mean(card: Sequence[tuple[int, int]]) -> Fraction:
    weights = sum(weight for _score, weight in card)
    if weights <= 0:
        raise ValueError("A scorecard needs a criterion with a weight.")
    return Fraction(sum(score * weight for score, weight in card), weights)


def shown(mean: Fraction | None) -> Decimal | None:
    """A mean as pages and letters show it: two decimals, half to even."""
    return None if mean is None else Decimal(round(mean * 100)).scaleb(-2)


def quorate(scorecards: int, needed: int) -> bool:
    """Whether enough people who are not recused have scored."""
    return scorecards >= needed


@dataclass(frozen=True, slots=True)
class Entry:
    """A pitch as the ranking sees it: priority 1 is the highest, the ask is in minor units."""

    pitch_id: int
    mean: Fraction | None
    scorecards: int
    needed: int
    goal_priority: int
    npv_per_budget: Decimal | None
    ask_minor: int
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pitch stands. Without a quorum it has no rank and says so by None.

    `tied` says that another pitch has the same mean; `decided_by` what then put it where it is.
    """

    pitch_id: int
    rank: int | None
    tied: bool
    decided_by: str | None


def _key(entry: Entry) -> tuple[int, int, Decimal, int, datetime]:
    """The tie order as a sort key; a pitch that claims no return comes after all that do."""
    npv = entry.npv_per_budget
    return (
        entry.goal_priority,
        int(npv is None),
        -npv if npv is not None else Decimal(0),
        entry.ask_minor,
        entry.submitted_at,
    )


def rank(entries: Iterable[Entry]) -> tuple[Place, ...]:
    """Every pitch in its order: by mean, then by the tie order, then those without a quorum.

    Equal in everything but the casting vote, pitches share a rank. Their order among each other is that of
    their ids, so that the same inputs always give the same list.
    """
    listed = sorted(entries, key=lambda entry: entry.pitch_id)
    counted = [
        entry for entry in listed if entry.mean is not None and quorate(entry.scorecards, entry.needed)
    ]
    rest = [entry for entry in listed if entry not in counted]
    counted.sort(key=lambda entry: (-(entry.mean or 0), _key(entry)))
    places: list[Place] = []
    for _mean, group in groupby(counted, key=lambda entry: entry.mean):
        places += _placed(list(group), above=len(places))
    return (*places, *(Place(entry.pitch_id, None, tied=False, decided_by=None) for entry in rest))


def _placed(group: Sequence[Entry], *, above: int) -> list[Place]:
    """Pitches of one mean with their ranks; `above` is how many stand before them."""
    keys = [_key(entry) for entry in group]
    tied = len(group) > 1
    return [
        Place(entry.pitch_id, above + keys.index(key) + 1, tied, _decider(key, keys) if tied else None)
        for entry, key in zip(group, keys, strict=True)
    ]


def _decider(key: tuple[object, ...], keys: Sequence[tuple[object, ...]]) -> str:
    """The last criterion of the tie order that was needed to tell this pitch from its neighbours."""
    place = keys.index(key)
    if keys.count(key) > 1:
        return "casting_vote"
    beside = [keys[near] for near in (place - 1, place + 1) if 0 <= near < len(keys)]
    return max((_first_difference(key, other) for other in beside), key=TIE_ORDER.index)


def _first_difference(one: tuple[object, ...], other: tuple[object, ...]) -> str:
    names = ("goal_priority", "npv_per_budget", "npv_per_budget", "smaller_ask", "earlier_submission")
    return next(name for name, a, b in zip(names, one, other, strict=True) if a != b)


def passed_over(ranks: Mapping[int, int | None], chosen: Iterable[int]) -> tuple[int, ...]:
    """The pitches that rank above one of the chosen and are not chosen themselves, best first.

    Equal ranks are not passed over: choosing between them is the chair's casting vote.
    """
    taken = set(chosen)
    lowest = max((place for pitch in taken if (place := ranks.get(pitch)) is not None), default=0)
    above = [(place, pitch) for pitch, place in ranks.items() if place is not None and pitch not in taken]
    return tuple(pitch for place, pitch in sorted(above) if place < lowest)
