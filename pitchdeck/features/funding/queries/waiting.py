"""The waiting list of a rolling round: whose turn it is, why, and what is free for it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.figures import open_years
from pitchdeck.features.funding.models import Account, Fund, Letter, Offer, Purse
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import units_under
from pitchdeck.features.pitches.models import Ask, Pitch, Revision
from pitchdeck.features.rounds.models import Criterion, Round
from pitchdeck.features.rounds.queries import RoundRow, open_rolling
from pitchdeck.features.scoring.figures import shown, weighted_mean
from pitchdeck.features.scoring.models import Recusal, Score, Scorecard
from pitchdeck.features.strategy.models import Goal

Rows = Select[*tuple[Any, ...]]
ANNOUNCED = ("published", "closed")
_IDS: Any = bindparam("ids", expanding=True)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A pitch that waits; `needs` is its minimum in the years that the round can fund, in minor units."""

    pitch_id: int
    revision_id: int
    ref: str
    title: str
    presenter_name: str
    unit_name: str
    round_name: str
    chair_id: int
    currency: str
    asked: int
    priority: int
    submitted_at: datetime
    since: datetime
    reason: str
    needs: int = 0
    mean: Decimal | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Free:
    """Money of a rolling round's fiscal year that nobody holds: in its purses, and in its units' funds."""

    purses: int
    funds: int

    @property
    def total(self) -> int:
        return self.purses + self.funds


_LAST = select(func.max(Letter.id)).where(Letter.pitch_id == Pitch.id).correlate(Pitch).scalar_subquery()
_WAITING: Rows = (
    select(
        *(Pitch.id, Revision.id, Pitch.ref, Revision.title, Person.name, Unit.name, Round.name),
        *(Round.chair_id, Revision.currency, Revision.ask_minor, Goal.priority, Revision.submitted_at),
        *(Pitch.changed_at, Letter.facts),
    )
    .join_from(Pitch, Revision, and_(Revision.pitch_id == Pitch.id, Revision.number == Pitch.revision_no))
    .join(Round, Round.id == Pitch.round_id)
    .join(Person, Person.id == Pitch.presenter_id)
    .join(Unit, Unit.id == Pitch.unit_id)
    .join(Goal, Goal.id == Revision.goal_id)
    .outerjoin(Letter, Letter.id == _LAST)
    .where(
        Pitch.state == "waitlisted",
        Round.state.in_(ANNOUNCED),
        Pitch.unit_id.in_(bindparam("units", expanding=True)),
        exists().where(
            Ask.revision_id == Revision.id,
            Ask.tier == "requested",
            Ask.fiscal_year == bindparam("year"),
            Ask.amount > 0,
        ),
    )
    .order_by(Pitch.id)
)
_ASKS: Rows = (
    select(Ask.revision_id, Ask.fiscal_year, Ask.amount)
    .where(Ask.revision_id.in_(_IDS), Ask.tier == "minimum")
    .order_by(Ask.id)
)
_CARDS: Rows = (
    select(Scorecard.revision_id, Scorecard.id, Score.value, Criterion.weight)
    .join_from(Scorecard, Score, Score.scorecard_id == Scorecard.id)
    .join(Criterion, Criterion.id == Score.criterion_id)
    .where(
        Scorecard.revision_id.in_(_IDS),
        ~exists().where(Recusal.pitch_id == Scorecard.pitch_id, Recusal.person_id == Scorecard.investor_id),
    )
    .order_by(Scorecard.id, Criterion.position, Criterion.id)
)


def waiting(session: Session, round_: RoundRow) -> tuple[WaitingRow, ...]:
    """Who waits for money of a rolling round's units and year, ranked; not filtered for any reader.

    Better score first, unscored ones last; then goal priority, smaller ask, earlier submission. Four
    statements.
    """
    units = sorted(units_under(session, round_.unit_id))
    found = session.execute(_WAITING, {"units": units, "year": round_.fiscal_year}).all()
    rows = [_row(row) for row in found]
    ids = {"ids": [row.revision_id for row in rows]}
    asks, means = _asks(session, ids, round_.fiscal_year), _means(session, ids)
    rows = [
        replace(row, needs=asks.get(row.revision_id, 0), mean=shown(means.get(row.revision_id)))
        for row in rows
    ]
    ordered = sorted(rows, key=lambda row: _place(row, means.get(row.revision_id)))
    return tuple(replace(row, rank=rank) for rank, row in enumerate(ordered, start=1))


def _row(row: Any) -> WaitingRow:
    *seen, letter = row
    return WaitingRow(*(*seen, (letter or {}).get("reason", "")))


def _place(row: WaitingRow, mean: Fraction | None) -> tuple[Any, ...]:
    return (-(mean or 0), row.priority, row.asked, row.submitted_at, row.pitch_id)


def _asks(session: Session, ids: dict[str, list[int]], year: int) -> dict[int, int]:
    minimum: dict[int, dict[int, int]] = defaultdict(dict)
    for revision, fiscal_year, amount in session.execute(_ASKS, ids):
        minimum[revision][fiscal_year] = amount
    return {
        revision: sum(asked[each] for each in open_years(asked, year)) for revision, asked in minimum.items()
    }


def _means(session: Session, ids: dict[str, list[int]]) -> dict[int, Fraction | None]:
    cards: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for revision, card, value, weight in session.execute(_CARDS, ids):
        cards[revision][card].append((value, weight))
    return {revision: weighted_mean(each.values()) for revision, each in cards.items()}


_IN_PURSES = (
    select(func.coalesce(func.sum(Account.balance), 0))
    .join_from(Account, Purse, Purse.id == Account.purse_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .where(Purse.round_id == bindparam("round_id"), Fund.fiscal_year == bindparam("year"))
    .scalar_subquery()
)
_IN_FUNDS = (
    select(func.coalesce(func.sum(Account.balance), 0))
    .join_from(Account, Fund, Fund.id == Account.fund_id)
    .where(
        Account.kind == "fund",
        Fund.fiscal_year == bindparam("year"),
        Fund.unit_id.in_(bindparam("units", expanding=True)),
    )
    .scalar_subquery()
)
_FREE: Rows = select(_IN_PURSES, _IN_FUNDS)


def free_for(session: Session, round_: RoundRow) -> Free:
    """What a rolling round's waiting list could be offered. Two statements."""
    units = sorted(units_under(session, round_.unit_id))
    asked = {"round_id": round_.id, "year": round_.fiscal_year, "units": units}
    purses, funds = session.execute(_FREE, asked).one()
    return Free(int(purses), int(funds))


def next_in_line(rows: Iterable[WaitingRow], free: Free) -> WaitingRow | None:
    """The first that what is free would cover to its minimum."""
    return next((row for row in rows if row.needs <= free.total), None)


def rolling_over(session: Session, units: Iterable[int]) -> tuple[RoundRow, ...]:
    """The open rolling rounds whose unit is one of these, or above one of them."""
    concerned = frozenset(units)
    found = open_rolling(session) if concerned else ()
    return tuple(row for row in found if units_under(session, row.unit_id) & concerned)


_UNITS = (
    select(Fund.unit_id)
    .join_from(Purse, Fund, Fund.id == Purse.fund_id)
    .where(Purse.id.in_(_IDS))
    .distinct()
    .order_by(Fund.unit_id)
)


def units_of_purses(session: Session, purse_ids: Iterable[int]) -> tuple[int, ...]:
    """The units whose funds gave these purses."""
    ids = sorted(set(purse_ids))
    return tuple(session.execute(_UNITS, {"ids": ids}).scalars()) if ids else ()


_OF_FUNDS = select(Fund.unit_id).where(Fund.id.in_(_IDS)).distinct().order_by(Fund.unit_id)


def units_of_funds(session: Session, fund_ids: Iterable[int]) -> tuple[int, ...]:
    """The units of these funds."""
    ids = sorted(set(fund_ids))
    return tuple(session.execute(_OF_FUNDS, {"ids": ids}).scalars()) if ids else ()


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """A pitch that a round put on its waiting list, and where it was offered a place."""

    ref: str
    title: str
    state: str
    round_key: str
    round_name: str
    at: datetime


_OFFERED: Rows = (
    select(Pitch.ref, Pitch.title, Pitch.state, Round.key, Round.name, Offer.at)
    .join_from(Offer, Pitch, Pitch.id == Offer.pitch_id)
    .join(Round, Round.id == Offer.to_round_id)
    .where(Offer.from_round_id == bindparam("round_id"))
    .order_by(Offer.id)
)


def offered_from(session: Session, round_id: int) -> tuple[OfferedRow, ...]:
    """The pitches of a round that were offered a place later; not filtered for any reader."""
    return tuple(OfferedRow(*row) for row in session.execute(_OFFERED, {"round_id": round_id}))
