"""What a change of settings would move: drafts that compute anew, and revisions that stay."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pitchdeck.features.pitches.models import Pitch, Revision

_REACHED: Select[*tuple[Any, ...]] = select(
    select(func.count(Pitch.id)).where(Pitch.state.in_(("draft", "returned"))).scalar_subquery(),
    select(func.count(Revision.id)).scalar_subquery(),
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many drafts compute with the organisation's settings, and how many revisions are frozen."""

    drafts: int
    revisions: int


def reach_of_settings(session: Session) -> Reach:
    """What a change of rates would reach. One statement."""
    return Reach(*session.execute(_REACHED).one())
