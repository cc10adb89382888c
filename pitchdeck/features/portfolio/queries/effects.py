"""What a change of settings would move: what computes or is judged anew, and what keeps its own."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, Select, exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import Fund, Review
from pitchdeck.features.investments.models import Investment
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.rounds.models import Round

BEFORE_APPROVAL = ("shortlisted", "in_funding", "covered", "in_review")
ENDED = ("published", "closed", "cancelled")


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of each thing there is; `asks` are those that may still be approved, in minor units."""

    asks: tuple[int, ...]
    drafts: int
    revisions: int
    planned: int
    rounds: int
    in_review: int
    unreleased: int
    investments: int
    funds: int

    @property
    def years_fixed(self) -> bool:
        """Whether money is split by fiscal years already, so that they cannot begin elsewhere."""
        return self.funds > 0 or self.revisions > 0


def _count(of: Any, *where: Any) -> ScalarSelect[int]:
    return select(func.count(of)).where(*where).scalar_subquery()


_APPROVED = exists().where(Review.pitch_id == Pitch.id, Review.verdict == "approved").correlate(Pitch)
_OPENED = exists().where(Investment.pitch_id == Pitch.id).correlate(Pitch)
_REACHED: Select[*tuple[Any, ...]] = select(
    _count(Pitch.id, Pitch.state.in_(("draft", "returned"))),
    _count(Revision.id),
    _count(Round.id, Round.state == "draft"),
    _count(Round.id, Round.state.not_in(("draft", *ENDED))),
    _count(Pitch.id, Pitch.state == "in_review", ~_APPROVED),
    _count(Pitch.id, _APPROVED, ~_OPENED),
    _count(Investment.id),
    _count(Fund.id),
)
_ASKS = (
    select(Pitch.ask_minor)
    .where(Pitch.state.in_(BEFORE_APPROVAL), ~_APPROVED)
    .order_by(Pitch.ask_minor, Pitch.id)
)


def reach_of_settings(session: Session) -> Reach:
    """What a change of settings would reach. Two statements."""
    counted = session.execute(_REACHED).one()
    return Reach(tuple(session.execute(_ASKS).scalars()), *counted)
