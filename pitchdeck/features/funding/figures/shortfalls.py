"""Which money a shortfall takes first: least harm first, to the last unit, never what is contracted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

SOURCES = ("fund", "purse", "reserved", "promised", "committed", "released")
"""Where money may still be cut, the softest first: nothing that is contracted, accrued or spent.

What is promised is approved, as committed money is, but nobody has it yet.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """Money that can be cut: not given out, free in a purse, or a commitment's part of a state of money."""

    kind: str
    available: int
    purse_id: int | None = None
    commitment_id: int | None = None
    pitch_id: int | None = None
    advance_id: int | None = None

    @property
    def name(self) -> str:
        """What it is, for a list that is compared with a later one."""
        return f"{self.kind}-{self.purse_id or self.commitment_id or self.advance_id or 0}"


@dataclass(frozen=True, slots=True)
class Worth:
    """What the tie order of a round says of a pitch: priority 1 is the highest."""

    goal_priority: int
    npv_per_budget: Decimal | None
    ask_minor: int
    submitted_at: datetime


def least_harm(sources: Iterable[Source], worths: Mapping[int, Worth]) -> tuple[Source, ...]:
    """Sources of money in the order in which they are cut: softer money first, then the tie order reversed.

    Among what is free, the larger amount comes first. The same inputs give the same order.
    """
    return tuple(sorted((each for each in sources if each.available > 0), key=lambda one: _key(one, worths)))


def _key(source: Source, worths: Mapping[int, Worth]) -> tuple[object, ...]:
    place = SOURCES.index(source.kind)
    if source.pitch_id is None:
        return (place, -source.available, source.purse_id or 0)
    worth = worths[source.pitch_id]
    npv = worth.npv_per_budget
    return (
        place,
        -worth.goal_priority,
        int(npv is not None),  # who claims no return stands last in the tie order, and first here
        npv if npv is not None else Decimal(0),
        -worth.ask_minor,
        -worth.submitted_at.timestamp(),
        -source.pitch_id,
        -(source.commitment_id or source.advance_id or 0),
    )


def reordered(places: Mapping[int, int]) -> tuple[int, ...]:
    """Positions in the order of the places that they are given; a line moved to a place takes it.

    Lines that keep their place make room: for one that moves up below it, for one that moves down above it.
    """

    def key(position: int) -> tuple[int, int, int]:
        place = places[position]
        return (place, (place > position) - (place < position), position)

    return tuple(sorted(places, key=key))


def apportioned(ordered: Sequence[Source], missing: int) -> tuple[int, ...]:
    """What each source gives, in its order, until nothing is missing or nothing is left."""
    left, cuts = missing, []
    for source in ordered:
        cut = min(left, source.available)
        cuts.append(cut)
        left -= cut
    return tuple(cuts)


def cuttable(sources: Iterable[Source]) -> int:
    """All that can be cut at most."""
    return sum(source.available for source in sources)


def seal_of(sources: Iterable[Source]) -> str:
    """What a list was made from: another seal means that money has moved since."""
    told = "|".join(f"{one.name}:{one.available}" for one in sorted(sources, key=lambda one: one.name))
    return sha256(told.encode()).hexdigest()[:16]


def moved(before: Mapping[str, int], now: Iterable[Source]) -> dict[str, tuple[int, int]]:
    """What can be cut otherwise than a list says, by source: before and now."""
    after = {one.name: one.available for one in now if one.available}
    names = sorted(before.keys() | after.keys())
    pairs = {name: (before.get(name, 0), after.get(name, 0)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def shortened(tranches: Sequence[tuple[int, int]], amount: int) -> dict[int, int]:
    """How a cut of committed money falls on tranches that wait (id, amount): the last of them first."""
    cuts: dict[int, int] = {}
    for tranche_id, waits in reversed(tranches):
        cut = min(amount, waits)
        if cut:
            cuts[tranche_id] = cut
            amount -= cut
    return cuts


def falls_below(minimum: int, held: int, lost: int) -> bool:
    """Whether a pitch that had its minimum of a year is below it once this much is gone."""
    return held >= minimum > held - lost
