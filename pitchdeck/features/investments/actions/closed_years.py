"""No back-dated posting: what a closed fiscal year refuses, in words, before the database does."""

from datetime import date

from sqlalchemy.orm import Session

from pitchdeck.base.errors import Conflict
from pitchdeck.features.funding.queries import closing
from pitchdeck.features.funding.queries.closing import ClosedYear
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.projection import fiscal_year_of


def in_closed_years(session: Session, pitch_id: int, **days: date) -> dict[str, str]:
    """The fields whose day lies in a fiscal year that the funds of the pitch have closed, each with why."""
    found = {field: _closed(session, pitch_id, day) for field, day in days.items()}
    return {field: closed.words for field, closed in found.items() if closed}


def refuse_closed_year(session: Session, pitch_id: int, day: date) -> None:
    """Conflict when money of the day's fiscal year does not move any more."""
    closed = _closed(session, pitch_id, day)
    if closed:
        raise Conflict(closed.words)


def _closed(session: Session, pitch_id: int, day: date) -> ClosedYear | None:
    start = the_organisation(session).fiscal_year_start
    return closing.closed_year(session, pitch_id, fiscal_year_of(day, 0, fiscal_year_start=start))
