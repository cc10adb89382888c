"""A shortfall's newest list as it is read: amounts in sum, and what each line does to its pitch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pitchdeck.base.money import in_words
from pitchdeck.features.funding.figures.shortfalls import falls_below, shortened
from pitchdeck.features.funding.queries.shortfalls import (
    ConsentRow,
    LineRow,
    ListRow,
    ShortfallRow,
    consents_of,
    lines_of,
    lists_of,
    shortfall_of_key,
)
from pitchdeck.features.funding.queries.sources import (
    PlaceRow,
    WaitingTranche,
    places_of,
    waiting_tranches,
)

SHORTENING = ("committed", "promised")
"""What tranches that wait are made of."""


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line with the sum so far, and what it does in words."""

    line: LineRow
    cumulative: int
    effect: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A shortfall with its newest list, who confirmed it, and the lists before it."""

    row: ShortfallRow
    newest: ListRow
    earlier: tuple[ListRow, ...]
    lines: tuple[ListedLine, ...]
    consents: tuple[ConsentRow, ...]

    @property
    def total(self) -> int:
        """What the list cuts in all."""
        return sum(each.line.amount for each in self.lines)

    @property
    def lacks(self) -> int:
        """What the list does not reach of what is missing."""
        return self.row.amount - self.total


def listed(session: Session, key: str) -> Listed:
    """A shortfall of a key as it is read; NotFound when there is none. Six statements."""
    row = shortfall_of_key(session, key)
    newest, *earlier = lists_of(session, row.id)
    lines = lines_of(session, newest.id)
    ids = {line.pitch_id for line in lines if line.pitch_id is not None}
    places = places_of(session, ids, row.fiscal_year)
    waiting = waiting_tranches(session, ids, row.fiscal_year)
    found, total = [], 0
    for line in lines:
        total += line.amount
        effect = "" if row.outcome else effect_of(line, lines, places, waiting, row.currency)
        found.append(ListedLine(line, total, effect))
    return Listed(row, newest, tuple(earlier), tuple(found), consents_of(session, newest.id))


def effect_of(
    line: LineRow,
    lines: Sequence[LineRow],
    places: Mapping[int, PlaceRow],
    waiting: Mapping[int, tuple[WaitingTranche, ...]],
    currency: str,
) -> str:
    """What a line does to its pitch, in words; nothing where it takes nothing."""
    if not line.amount:
        return "stays"
    if line.pitch_id is None:
        return "nobody has promised it"
    lost = sum(each.lost for each in lines if each.pitch_id == line.pitch_id)
    below = falls_below(places[line.pitch_id].minimum, places[line.pitch_id].held, lost)
    if below and line.state == "in_review":
        return "falls below its minimum: back on the waiting list, all of its money is free"
    told = "falls below its minimum: it looks for money again" if below and line.kind == "reserved" else ""
    if line.kind == "reserved":
        rest = line.available - line.amount
        free = f"{in_words(rest, currency)} of it is free in the purse again" if rest else ""
        return "; ".join(part for part in (told, free) if part) or "looks for that much again"
    if line.kind in SHORTENING:
        return _tranches(line, lines, waiting.get(line.pitch_id, ()), currency)
    return f"may spend {in_words(line.amount, currency)} less"


def _tranches(
    line: LineRow, lines: Sequence[LineRow], waiting: tuple[WaitingTranche, ...], currency: str
) -> str:
    total = sum(each.amount for each in lines if each.kind in SHORTENING and each.pitch_id == line.pitch_id)
    cuts = shortened([(each.id, each.amount) for each in waiting], total)
    told = [
        f"tranche {each.number} goes"
        if cuts[each.id] == each.amount
        else f"tranche {each.number} is {in_words(each.amount - cuts[each.id], currency)} instead of"
        f" {in_words(each.amount, currency)}"
        for each in waiting
        if each.id in cuts
    ]
    less = "promised" if line.kind == "promised" else "to release"
    return ", ".join(told) or f"has {in_words(line.amount, currency)} less {less}"
