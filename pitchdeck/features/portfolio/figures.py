"""Arithmetic over the whole portfolio: whole minor units in, whole minor units out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pitchdeck.features.funding.figures import Share
from pitchdeck.features.funding.figures.sharing import taken

AMOUNTS = (
    *("budget", "allotted", "unallotted", "free", "reserved", "committed", "released", "contracted"),
    *("spent", "carried", "lapsed", "overrun"),
)
"""What the workbench shows: a fund's budget is the sum of `unallotted` and all that follow but the overrun.

What was carried into the next year is negative there: that year has no budget of this fund. `allotted` is
what purses were given less what they gave back, wherever it is now: it stands beside the sum.
"""

OUTLOOK = ("budget", "spent", "contracted", "to_come", "overrun", "trend", "carried", "lands")
"""How a fund's year is expected to end: what each part is, see `lands`."""
APPROVED = ("committed", "released", "contracted", "spent")
"""Money behind a goal: what finance has approved, wherever it is now."""

REACHED = ("reserved", "committed", "released", "contracted", "spent", "lapsed")
"""States that money reaches one after the other, or falls back from; lapsed money comes from any of them."""


def shared(shares: Sequence[Share], amounts: Mapping[int, int]) -> dict[int, int]:
    """An amount of each pitch shared by what each of its commitments committed, to the last unit."""
    found: dict[int, int] = {}
    for pitch_id in sorted({share.of[0] for share in shares}):
        ordered = sorted((share for share in shares if share.of[0] == pitch_id), key=lambda share: share.id)
        each = taken(amounts.get(pitch_id, 0), [share.committed for share in ordered])
        found |= {share.id: part for share, part in zip(ordered, each, strict=True)}
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the workbench; `address` is the key of what it is about, amounts are in minor units.

    An amount that the line cannot have is missing: a goal has no budget.
    """

    address: str
    name: str
    note: str
    amounts: Mapping[str, int]


def total(lines: Iterable[Line]) -> dict[str, int]:
    """The sums of the lines' amounts; what no line has is missing."""
    found: dict[str, int] = {}
    for line in lines:
        for name, amount in line.amounts.items():
            found[name] = found.get(name, 0) + amount
    return found


def reached(moved: Iterable[tuple[str, str, int]]) -> dict[str, int]:
    """What reached each state, less what fell back from it: `moved` is (from, to, amount) of transfers.

    Money that comes from before the states (a purse) reaches the first; money between equal states moved in
    time alone and reaches nothing.
    """
    order = {state: place for place, state in enumerate(REACHED, start=1)}
    found: dict[str, int] = {}
    for source, target, amount in moved:
        before, after = order.get(source, 0), order.get(target, 0)
        if after > before:
            found[target] = found.get(target, 0) + amount
        elif before > after:
            found[source] = found.get(source, 0) - amount
    return found


LANDS = ("unallotted", "free", "reserved", "lapsed")
"""What is left of a budget at the year's end if nothing more is approved."""


def under(amounts: Mapping[str, int]) -> int:
    """How far under its budget a fund lands if all that is committed is spent and nothing is added.

    What was spent above the released money, and what the costs' trend adds, count against it; below zero it
    lands over.
    """
    against = amounts.get("overrun", 0) + amounts.get("trend", 0)
    return sum(amounts.get(name, 0) for name in LANDS) - against


def outlook(amounts: Mapping[str, int]) -> dict[str, int]:
    """How a fund's year ends, in parts: budget less all of them but the last is what it lands under."""
    to_come = amounts.get("committed", 0) + amounts.get("released", 0)
    known = {**amounts, "to_come": to_come, "lands": under(amounts)}
    return {name: known.get(name, 0) for name in OUTLOOK}


def trend(to_come: int, cost_ratio: float) -> int:
    """What is still to be spent on a programme costs more by as much as its costs so far did.

    A ratio below 1 counts as timing, not as a saving (projection.md, "Plan against actual").
    """
    return round(to_come * max(0.0, cost_ratio - 1))


@dataclass(frozen=True, slots=True)
class Standing:
    """A line among its like: its share of their approved money, and its place by it, the largest first."""

    share: float
    place: int


def standings(lines: Sequence[Line]) -> dict[str, Standing]:
    """Each line's part of the approved money of all, and its place; equal amounts share a place."""
    money = {line.address: sum(line.amounts.get(name, 0) for name in APPROVED) for line in lines}
    whole = sum(money.values())
    return {
        address: Standing(own / whole if whole else 0.0, 1 + sum(other > own for other in money.values()))
        for address, own in money.items()
    }
