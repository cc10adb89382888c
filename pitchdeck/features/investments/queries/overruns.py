"""What was spent above the release and is open, and what supplements have paid of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.features.investments.models import Actual, Overrun, OverrunSettlement
from pitchdeck.features.investments.queries.documents import OPEN_OVERRUN
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.projection import fiscal_year_of

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class OpenOverrun:
    """What of an actual lies above the release and nobody has paid yet, in minor units."""

    id: int
    actual_key: str
    reference: str
    category: str
    period_on: date
    fiscal_year: int
    amount: int


_Undo = aliased(Actual)
_OPEN: Rows = (
    select(Overrun.id, Actual.key, Actual.reference, Actual.category, Actual.period_on, OPEN_OVERRUN)
    .join_from(Overrun, Actual, Actual.id == Overrun.actual_id)
    .where(
        Actual.investment_id == bindparam("investment_id"),
        OPEN_OVERRUN > 0,
        ~exists().where(_Undo.reverses_id == Actual.id),
    )
    .order_by(Actual.period_on, Actual.id)
)
_SETTLED = (
    select(OverrunSettlement.transfer_id)
    .join(Overrun, Overrun.id == OverrunSettlement.overrun_id)
    .where(Overrun.actual_id == bindparam("actual_id"))
    .order_by(OverrunSettlement.id)
)


def open_overruns(session: Session, investment_id: int) -> tuple[OpenOverrun, ...]:
    """The open overruns of an investment, the oldest month of service first."""
    start = the_organisation(session).fiscal_year_start
    rows = session.execute(_OPEN, {"investment_id": investment_id})
    return tuple(_overrun(*row, start=start) for row in rows)


def _overrun(*row: Any, start: int) -> OpenOverrun:
    *seen, amount = row
    year = fiscal_year_of(seen[-1], 0, fiscal_year_start=start)
    return OpenOverrun(*(*seen, year, amount))


def overrun_in(rows: Iterable[OpenOverrun], year: int) -> int:
    """What of these is of a fiscal year."""
    return sum(row.amount for row in rows if row.fiscal_year == year)


def settled_of_actual(session: Session, actual_id: int) -> tuple[int, ...]:
    """The transfers with which supplements paid an actual's overrun."""
    return tuple(session.execute(_SETTLED, {"actual_id": actual_id}).scalars())
