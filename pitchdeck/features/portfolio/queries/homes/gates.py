"""Gates on the homes: where an investor has a word to say, and where finance signs a stop."""

from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Commitment, Resolution
from pitchdeck.features.investments.models import Gate, GateEnd, GateStop, GateVote, Investment
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.portfolio.queries.homes.task import Moment, Task
from pitchdeck.features.scoring.models import Recusal

Rows = Select[*tuple[Any, ...]]
_ME = bindparam("me", type_=Person.id.type)
_STAKE = (
    select(func.coalesce(func.sum(Resolution.committed), 0))
    .join(Commitment, Commitment.id == Resolution.commitment_id)
    .where(Commitment.pitch_id == Pitch.id, Commitment.by_id == _ME)
    .correlate(Pitch)
    .scalar_subquery()
)
_GATES: Rows = (
    select(Gate.key, Revision.title, Gate.due_on, Gate.at, _STAKE.label("stake"))
    .join_from(Gate, Investment, Investment.id == Gate.investment_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .join(Revision, Revision.id == Investment.revision_id)
    .outerjoin(GateEnd, GateEnd.gate_id == Gate.id)
    .order_by(Gate.due_on, Gate.id)
)
_TO_DECIDE = _GATES.where(
    GateEnd.id.is_(None),
    _STAKE > 0,
    Pitch.presenter_id != _ME,
    ~exists().where(CoAuthor.pitch_id == Pitch.id, CoAuthor.person_id == _ME),
    ~exists().where(GateVote.gate_id == Gate.id, GateVote.by_id == _ME),
    ~exists().where(Recusal.pitch_id == Pitch.id, Recusal.person_id == _ME, Recusal.kind == "personal"),
)
_TO_SIGN = _GATES.where(GateEnd.verdict == "stop", ~exists().where(GateStop.gate_id == Gate.id))


def gates_to_decide(session: Session, me: Actor, now: Moment) -> list[Task]:
    """Open gates of programmes with committed money of this person, who has not spoken. One statement."""
    return [
        Task(
            "gate", row.key, row.title, 3, due=row.due_on, late=row.due_on < now.today, amount=int(row.stake)
        )
        for row in session.execute(_TO_DECIDE, {"me": me.id})
    ]


def stops_to_sign(session: Session, me: Actor, party: ColumnElement[bool], now: Moment) -> list[Task]:
    """Stops that wait for finance; `party` leaves out what the person is tied to. One statement."""
    found = session.execute(_TO_SIGN.where(~party), {"me": me.id})
    return [Task("stop", row.key, row.title, 3, since=now.day(row.at)) for row in found]
