"""Arithmetic over the whole portfolio: whole minor units in, whole minor units out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pitchdeck.features.funding.figures import Share
from pitchdeck.features.funding.figures.sharing import taken

AMOUNTS = (
    *("budget", "unallotted", "free", "reserved", "committed", "released", "contracted", "spent"),
    *("carried", "lapsed", "overrun"),
)
"""What the workbench shows: a fund's budget is the sum of all that follow but the overrun.

What was carried into the next year is negative there: that year has no budget of this fund.
"""

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

    What was spent above the released money counts against it; below zero it lands over.
    """
    return sum(amounts.get(name, 0) for name in LANDS) - amounts.get("overrun", 0)
