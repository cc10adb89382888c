"""What finance sees around a pitch: what the same presenter and goal were approved lately, and claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from pitchdeck.features.funding.models import Commitment, Resolution
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.pitches.policy import PRIVATE
from pitchdeck.features.pitches.queries import OpenClaim, PitchRow, Shown, open_claims
from pitchdeck.features.strategy.models import Goal

MONTHS = timedelta(days=365)
"""How far back approvals are added up (domain.md, "Life of money": 12 months)."""

_PITCH: BindParameter[int] = bindparam("pitch_id")
_This = aliased(Revision)
APPROVED = (
    select(Commitment.pitch_id, Commitment.revision_id, func.sum(Resolution.committed).label("minor"))
    .join_from(Commitment, Resolution, Resolution.commitment_id == Commitment.id)
    .where(Resolution.committed > 0, Resolution.at >= bindparam("since", type_=Resolution.at.type))
    .where(Commitment.pitch_id != _PITCH)
    .group_by(Commitment.pitch_id, Commitment.revision_id)
    .subquery()
)
_Own, _Other = aliased(Pitch), aliased(Pitch)
_TO_PRESENTER: Select[*tuple[Any, ...]] = (
    select(literal("presenter"), Person.name, func.count(APPROVED.c.pitch_id), func.sum(APPROVED.c.minor))
    .join_from(APPROVED, _Other, _Other.id == APPROVED.c.pitch_id)
    .join(_Own, (_Own.id == _PITCH) & (_Own.presenter_id == _Other.presenter_id))
    .join(Person, Person.id == _Own.presenter_id)
    .group_by(Person.id, Person.name)
)
_TO_GOAL: Select[*tuple[Any, ...]] = (
    select(literal("goal"), Goal.name, func.count(APPROVED.c.pitch_id), func.sum(APPROVED.c.minor))
    .join_from(APPROVED, Revision, Revision.id == APPROVED.c.revision_id)
    .join(_This, (_This.id == bindparam("revision_id")) & (_This.goal_id == Revision.goal_id))
    .join(Goal, Goal.id == _This.goal_id)
    .group_by(Goal.id, Goal.name)
)
_LATELY = union_all(_TO_PRESENTER, _TO_GOAL)


@dataclass(frozen=True, slots=True)
class Lately:
    """What other pitches of one presenter, or for one goal, were approved in 12 months, in minor units."""

    of: str
    name: str
    pitches: int
    minor: int

    def with_this(self, minor: int) -> int:
        """All of it and this pitch's money."""
        return self.minor + minor


@dataclass(frozen=True, slots=True)
class Claims:
    """All open claims on the pitch's measure with that of another pitch among them."""

    measure: str
    rows: tuple[OpenClaim, ...]

    @property
    def share(self) -> float:
        """What they claim together, as a fraction of the measure's gap."""
        return sum(row.share for row in self.rows)


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What stands out around a pitch; `lately` only names what is above the limit together with this one."""

    lately: tuple[Lately, ...]
    claims: Claims | None


def exceptions_of(
    session: Session, pitch: PitchRow, shown: Shown, *, limit: int | None, amount: int, at: datetime
) -> Exceptions:
    """What finance should see around a pitch before its verdict. Two statements."""
    asked: Mapping[str, Any] = {
        "pitch_id": pitch.id,
        "revision_id": pitch.revision_id,
        "since": at - MONTHS,
    }
    rows = (Lately(of, name, count, int(minor)) for of, name, count, minor in session.execute(_LATELY, asked))
    above = tuple(row for row in rows if limit is not None and row.with_this(amount) > limit)
    return Exceptions(above, _claims(session, pitch, shown))


def _claims(session: Session, pitch: PitchRow, shown: Shown) -> Claims | None:
    """The open claims of what was handed in: no draft, and nobody who claims nothing.

    None without another.
    """
    if shown.measure is None:
        return None
    found = open_claims(session, shown.measure.id)
    rows = tuple(row for row in found if row.state not in PRIVATE and row.share)
    return Claims(shown.measure.name, rows) if any(row.pitch_key != pitch.key for row in rows) else None
