"""A pitch is covered as long as its minimum is reserved, or promised for years that have not opened."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.figures import is_covered, open_years
from pitchdeck.features.funding.policy import PartFacts
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import asks_of

COVERED = frozenset({"covered", "in_review", "funded"})
"""In a rolling round a covered pitch is with finance in the same act, or approved ahead and funded."""


def follow(session: Session, pitch: Pitch, facts: PartFacts, *, by: Actor, at: datetime) -> None:
    """Take the pitch to covered, or back to in_funding, as its reservations and promises now say.

    In a rolling round nothing else is waited for: a covered pitch goes on to finance in the same act.
    """
    minimum = asks_of(session, facts.revision_id, "minimum")
    counted = queries.counted(session, pitch.id)
    years = open_years(minimum, facts.fiscal_year, counted.ahead)
    covered = is_covered(minimum, counted.by_year, years)
    if covered and pitch.state == "in_funding":
        pitches.move(session, pitch, "cover", by=by, at=at)
        if facts.round_kind == "rolling":
            _hand_to_finance(session, pitch, by=by, at=at)
    elif not covered and pitch.state == "covered":
        pitches.move(session, pitch, "uncover", by=by, at=at)


def _hand_to_finance(session: Session, pitch: Pitch, *, by: Actor, at: datetime) -> None:
    """Take a pitch that was just covered in a rolling round to finance's queue."""
    pitches.move(session, pitch, "hand_over", by=by, at=at)
