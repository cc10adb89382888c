"""Re-openings of closed years that wait for their second person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.features.funding.models import Fund, FundClose, Reopening, ReopeningAnswer
from pitchdeck.features.funding.policy import ReopeningFacts

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A year end whose re-opening was asked for, and what its rule needs to know."""

    ref: str
    fund_name: str
    fiscal_year: int
    at: datetime
    facts: ReopeningFacts


_Later = aliased(Reopening)
_WAITING: Rows = (
    select(
        *(FundClose.ref, Fund.name, FundClose.fiscal_year, Reopening.at),
        *(Fund.owner_id, Reopening.by_id, Reopening.deputy_id),
    )
    .join_from(Reopening, FundClose, FundClose.id == Reopening.close_id)
    .join(Fund, Fund.id == FundClose.fund_id)
    .where(
        ~exists().where(ReopeningAnswer.reopening_id == Reopening.id),
        ~exists().where(_Later.close_id == Reopening.close_id, _Later.id > Reopening.id),
    )
    .order_by(Reopening.id)
)


def _facts(row: Any) -> ReopeningFacts:
    return ReopeningFacts(
        row[4], stands=True, newest=True, asked_by_id=row[5], asked_deputy_id=row[6], waits=True
    )


def reopenings_waiting(session: Session) -> tuple[WaitingRow, ...]:
    """Every re-opening without an answer; a year asked for is closed, and the newest of its fund."""
    return tuple(WaitingRow(row[0], row[1], row[2], row[3], _facts(row)) for row in session.execute(_WAITING))
