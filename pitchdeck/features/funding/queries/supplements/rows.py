"""What is asked for funded pitches, and how it ended."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, cast, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.models import (
    Commitment,
    Resolution,
    Supplement,
    SupplementEnd,
)
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.rounds.models import Round

Rows = Select[*tuple[Any, ...]]
_Deputy, _Judge, _JudgesHand = aliased(Person), aliased(Person), aliased(Person)
_Presenter, _Chair = aliased(Person), aliased(Person)


def _money(state: Any) -> Any:
    """What of the commitments to a supplement is in this state, as a subquery."""
    return (
        select(cast(func.coalesce(func.sum(Commitment.amount), 0), BigInteger))
        .select_from(Commitment)
        .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
        .where(Commitment.supplement_id == Supplement.id, state)
        .correlate(Supplement)
        .scalar_subquery()
    )


GIVEN = _money(or_(Resolution.id.is_(None), Resolution.outcome != "freed"))
"""What stands reserved or committed for a supplement."""
OPEN = ~exists().where(SupplementEnd.supplement_id == Supplement.id).correlate(Supplement)


@dataclass(frozen=True, slots=True)
class SupplementRow:
    """More money asked for a funded pitch; `given` stands reserved or committed, in minor units."""

    id: int
    key: str
    pitch_id: int
    pitch_key: str
    ref: str
    title: str
    presenter_id: int
    presenter_name: str
    unit_name: str
    revision_id: int
    revision_hash: str
    currency: str
    round_id: int
    round_key: str
    round_name: str
    round_state: str
    chair_id: int
    chair_name: str
    fiscal_year: int
    amount: int
    category: str
    reason: str
    benefit: str
    until_on: date
    by_id: int
    deputy_id: int | None
    by_name: str
    at: datetime
    given: int
    outcome: str | None
    ended_at: datetime | None
    ended_by: str | None
    ended_why: str | None
    rule: str | None
    limit_minor: int | None

    @property
    def state(self) -> str:
        """asked, covered once all of it is reserved, or how it ended."""
        return self.outcome or ("covered" if self.given >= self.amount else "asked")

    @property
    def needed(self) -> int:
        """What nobody has committed yet."""
        return self.amount - self.given


_ROWS: Rows = (
    select(
        *(Supplement.id, Supplement.key, Supplement.pitch_id, Pitch.key, Pitch.ref, Revision.title),
        *(Pitch.presenter_id, _Presenter.name, Unit.name, Supplement.revision_id, Revision.hash),
        *(Revision.currency, Supplement.round_id, Round.key, Round.name, Round.state, Round.chair_id),
        *(_Chair.name, Supplement.fiscal_year, Supplement.amount),
        *(Supplement.category, Supplement.reason, Supplement.benefit, Supplement.until_on),
        *(Supplement.by_id, Supplement.deputy_id, who_did(Person, _Deputy), Supplement.at, GIVEN),
        *(SupplementEnd.outcome, SupplementEnd.at, who_did(_Judge, _JudgesHand), SupplementEnd.reason),
        *(SupplementEnd.rule, SupplementEnd.limit_minor),
    )
    .join_from(Supplement, Pitch, Pitch.id == Supplement.pitch_id)
    .join(Revision, Revision.id == Supplement.revision_id)
    .join(_Presenter, _Presenter.id == Pitch.presenter_id)
    .join(Unit, Unit.id == Pitch.unit_id)
    .join(Round, Round.id == Supplement.round_id)
    .join(_Chair, _Chair.id == Round.chair_id)
    .join(Person, Person.id == Supplement.by_id)
    .outerjoin(_Deputy, _Deputy.id == Supplement.deputy_id)
    .outerjoin(SupplementEnd, SupplementEnd.supplement_id == Supplement.id)
    .outerjoin(_Judge, _Judge.id == SupplementEnd.by_id)
    .outerjoin(_JudgesHand, _JudgesHand.id == SupplementEnd.deputy_id)
    .order_by(Supplement.id)
)
_KEY = _ROWS.where(Supplement.key == bindparam("key"))
_OF_PITCH = _ROWS.where(Supplement.pitch_id == bindparam("pitch_id"))
_IN_ROUND = _ROWS.where(Supplement.round_id == bindparam("round_id"), OPEN)
_WAITING = _ROWS.where(OPEN)
_OVERDUE = (
    select(Supplement.key).where(OPEN, Supplement.until_on < bindparam("today")).order_by(Supplement.id)
)


def supplement_of_key(session: Session, key: str) -> SupplementRow:
    """What is asked for by this key; not filtered for any reader. NotFound when there is none."""
    row = session.execute(_KEY, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return SupplementRow(*row)


def supplements_of(session: Session, pitch_id: int) -> tuple[SupplementRow, ...]:
    """What a funded pitch asked for, the oldest first."""
    return tuple(SupplementRow(*row) for row in session.execute(_OF_PITCH, {"pitch_id": pitch_id}))


def open_in_round(session: Session, round_id: int) -> tuple[SupplementRow, ...]:
    """What is asked of a rolling round and has not ended."""
    return tuple(SupplementRow(*row) for row in session.execute(_IN_ROUND, {"round_id": round_id}))


def open_supplements(session: Session) -> tuple[SupplementRow, ...]:
    """All that is asked for and has not ended; not filtered for any reader."""
    return tuple(SupplementRow(*row) for row in session.execute(_WAITING))


def overdue(session: Session, today: date) -> tuple[str, ...]:
    """The keys of those whose last day has passed."""
    return tuple(session.execute(_OVERDUE, {"today": today}).scalars())
