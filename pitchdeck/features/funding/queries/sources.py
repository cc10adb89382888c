"""What could be cut of a fund, and where that leaves the pitches behind it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.figures.sharing import parts
from pitchdeck.features.funding.figures.shortfalls import Source, Worth
from pitchdeck.features.funding.models import Account, Fund, Release, Tranche
from pitchdeck.features.funding.queries.closing.books import books_of
from pitchdeck.features.funding.queries.cuts import LEFT
from pitchdeck.features.pitches.models import Ask, Pitch, Revision
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.strategy.models import Goal

Rows = Select[*tuple[Any, ...]]

_WORTHS: Rows = (
    select(Pitch.id, Goal.priority, Revision.figures, Revision.ask_minor, Revision.submitted_at)
    .join_from(Pitch, Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .join(Goal, Goal.id == Revision.goal_id)
    .where(Pitch.id.in_(bindparam("ids", expanding=True)))
)


def sources_of(session: Session, fund: Fund) -> tuple[Source, ...]:
    """All that could be cut of a fund in its own fiscal year now, by source; nothing that is contracted."""
    books = books_of(session, fund.id, fund.fiscal_year, own=True)
    found = [Source("fund", books.unallotted)]
    found += [Source("purse", amount, purse_id=key) for key, amount in sorted(books.purses.items())]
    found += [
        Source("reserved", each.amount, commitment_id=each.id, pitch_id=each.pitch_id)
        for each in books.reservations
    ]
    for place, states in sorted(parts(books.stakes, books.held).items()):
        if place in books.own:
            commitment_id, (pitch_id, _year) = place
            found += [
                Source(kind, states[kind], commitment_id=commitment_id, pitch_id=pitch_id)
                for kind in ("committed", "released")
            ]
    return tuple(each for each in found if each.available > 0)


def worths_of(session: Session, sources: Iterable[Source]) -> dict[int, Worth]:
    """What the tie order says of the pitches behind these sources, by pitch."""
    ids = sorted({each.pitch_id for each in sources if each.pitch_id is not None})
    return {
        row.id: Worth(row.priority, _npv(row.figures), row.ask_minor, row.submitted_at)
        for row in session.execute(_WORTHS, {"ids": ids})
    }


def _npv(figures: str) -> Decimal | None:
    value = json.loads(figures).get("npv_per_budget", {}).get("value")
    return None if value is None else Decimal(value)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A pitch of a list: its state, its minimum of the fund's year, and what it holds of that year."""

    pitch_id: int
    pitch_key: str
    ref: str
    state: str
    round_id: int
    minimum: int
    held: int
    sponsor_id: int


_PLACES: Rows = (
    select(
        *(Pitch.id, Pitch.key, Pitch.ref, Pitch.state, Pitch.round_id),
        func.coalesce(
            select(Ask.amount)
            .where(
                Ask.revision_id == Revision.id,
                Ask.tier == "minimum",
                Ask.fiscal_year == bindparam("year"),
            )
            .scalar_subquery(),
            0,
        ),
        select(func.coalesce(func.sum(Account.balance), 0))
        .where(
            Account.pitch_id == Pitch.id,
            Account.fiscal_year == bindparam("year"),
            Account.kind.in_(("reserved", "committed", "released", "contracted", "spent")),
        )
        .correlate(Pitch)
        .scalar_subquery(),
        Revision.sponsor_id,
    )
    .join_from(Pitch, Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .join(Round, Round.id == Pitch.round_id)
    .where(Pitch.id.in_(bindparam("ids", expanding=True)))
    .order_by(Pitch.id)
)


def places_of(session: Session, pitch_ids: Iterable[int], year: int) -> dict[int, PlaceRow]:
    """The pitches of a list by id, in the order in which they are locked."""
    found = session.execute(_PLACES, {"ids": sorted(set(pitch_ids)), "year": year})
    return {
        row[0]: PlaceRow(row[0], row[1], row[2], row[3], row[4], int(row[5]), int(row[6]), row[7])
        for row in found
    }


_WAITING: Rows = (
    select(Tranche.pitch_id, Tranche.id, Tranche.number, LEFT)
    .where(
        Tranche.pitch_id.in_(bindparam("ids", expanding=True)),
        Tranche.fiscal_year == bindparam("year"),
        ~exists().where(Release.tranche_id == Tranche.id),
        LEFT > 0,
    )
    .order_by(Tranche.pitch_id, Tranche.number, Tranche.id)
)


@dataclass(frozen=True, slots=True)
class WaitingTranche:
    """A tranche of a pitch that was not released, with what is left of it."""

    id: int
    number: int
    amount: int


def waiting_tranches(
    session: Session, pitch_ids: Iterable[int], year: int
) -> Mapping[int, tuple[WaitingTranche, ...]]:
    """The tranches of a year that wait, by pitch, in their order."""
    found: dict[int, list[WaitingTranche]] = {}
    for row in session.execute(_WAITING, {"ids": sorted(set(pitch_ids)), "year": year}):
        found.setdefault(row[0], []).append(WaitingTranche(row[1], row[2], int(row[3])))
    return {pitch_id: tuple(rows) for pitch_id, rows in found.items()}
