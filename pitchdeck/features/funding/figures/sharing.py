"""Which part of a pitch's accounts belongs to which commitment: whole minor units in and out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pitchdeck.base.money import split

STATES = ("spent", "contracted", "released", "committed")
"""Where committed money can be, from the furthest on to where it began."""

Of = tuple[int, int]
"""A pitch's id and a fiscal year."""
Held = Mapping[tuple[str, Of], int]
"""What the accounts of pitches hold, by state of money."""
Place = tuple[int, Of]
"""A commitment's id, and a pitch's year in which money of it is."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What the ledger moved for one commitment between two kinds of account and fiscal years."""

    commitment_id: int
    pitch_id: int
    from_kind: str
    from_year: int | None
    to_kind: str
    to_year: int | None
    amount: int


@dataclass(frozen=True, slots=True)
class Stake:
    """What a commitment has in the accounts of a pitch and year, wherever in them it is.

    `settled` is what belongs to a fund that is closed for this year: all that it left there is spent.
    """

    id: int
    of: Of
    amount: int
    settled: bool = False

    @property
    def place(self) -> Place:
        return (self.id, self.of)


def stakes_of(flows: Iterable[Flow]) -> dict[Place, int]:
    """What each commitment brought into each pitch and year and has not taken out again."""
    found: dict[Place, int] = {}
    for flow in flows:
        for kind, year, sign in ((flow.from_kind, flow.from_year, -1), (flow.to_kind, flow.to_year, 1)):
            if kind in STATES and year is not None:
                _add(found, (flow.commitment_id, (flow.pitch_id, year)), sign * flow.amount)
    return found


def carried_of(flows: Iterable[Flow]) -> dict[Place, int]:
    """What each commitment carried out of each pitch and year; negative is what was brought in."""
    found: dict[Place, int] = {}
    for flow in flows:
        if flow.from_year is not None and flow.to_year is not None and flow.from_year != flow.to_year:
            _add(found, (flow.commitment_id, (flow.pitch_id, flow.from_year)), flow.amount)
            _add(found, (flow.commitment_id, (flow.pitch_id, flow.to_year)), -flow.amount)
    return found


def lapsed_of(flows: Iterable[Flow]) -> dict[Place, int]:
    """What of each commitment lapsed in each pitch and year."""
    found: dict[Place, int] = {}
    for flow in flows:
        if flow.to_kind == "lapsed" and flow.from_year is not None:
            _add(found, (flow.commitment_id, (flow.pitch_id, flow.from_year)), flow.amount)
        elif flow.from_kind == "lapsed" and flow.to_year is not None:
            _add(found, (flow.commitment_id, (flow.pitch_id, flow.to_year)), -flow.amount)
    return found


def _add(found: dict[Place, int], place: Place, amount: int) -> None:
    found[place] = found.get(place, 0) + amount


def parts(stakes: Sequence[Stake], held: Held) -> dict[Place, dict[str, int]]:
    """Each commitment's part of what the accounts of its pitch and year hold, by state of money.

    Each state is shared pro rata by what is left of each commitment (largest remainder, ties by commitment
    id: domain.md, "Life of money"), so that the parts of a state add up to its balance and the parts of a
    commitment never exceed its stake. A settled stake comes first, because a year end fixed what it spent.
    """
    found: dict[Place, dict[str, int]] = {}
    for of in sorted({stake.of for stake in stakes}):
        ordered = sorted((stake for stake in stakes if stake.of == of), key=lambda stake: stake.id)
        left = [max(0, stake.amount) for stake in ordered]
        for stake in ordered:
            found[stake.place] = {}
        for state in STATES:
            taken = _shared(held.get((state, of), 0), left, [stake.settled for stake in ordered])
            left = [rest - part for rest, part in zip(left, taken, strict=True)]
            for stake, part in zip(ordered, taken, strict=True):
                found[stake.place][state] = part
    return found


def _shared(total: int, left: Sequence[int], settled: Sequence[bool]) -> tuple[int, ...]:
    first = [rest if done else 0 for rest, done in zip(left, settled, strict=True)]
    then = [0 if done else rest for rest, done in zip(left, settled, strict=True)]
    early = taken(min(total, sum(first)), first)
    late = taken(min(total - sum(early), sum(then)), then)
    return tuple(one + other for one, other in zip(early, late, strict=True))


def taken(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """A total shared by weights to the last unit; nothing of nothing."""
    return split(total, weights) if total else (0,) * len(weights)
