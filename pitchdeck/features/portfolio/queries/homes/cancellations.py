"""Approved promises whose investors ask for their end, for finance."""

from typing import Any

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import (
    Advance,
    AdvanceApproval,
    AdvanceEnd,
    Cancellation,
    CancellationAnswer,
)
from pitchdeck.features.funding.queries.advances import CUT
from pitchdeck.features.funding.queries.facts import invested, recused, sponsors, wrote
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.portfolio.queries.homes.task import Moment, Task

Rows = Select[*tuple[Any, ...]]
_ME: Any = bindparam("me", type_=Person.id.type)
_WAITING: Rows = (
    select(Cancellation.key, Pitch.ref, Cancellation.at, AdvanceApproval.kept - CUT)
    .join_from(Cancellation, Advance, Advance.id == Cancellation.advance_id)
    .join(AdvanceApproval, AdvanceApproval.advance_id == Advance.id)
    .join(Pitch, Pitch.id == Advance.pitch_id)
    .join(Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .where(
        Pitch.state == "funded",
        ~exists().where(CancellationAnswer.cancellation_id == Cancellation.id),
        ~exists().where(AdvanceEnd.advance_id == Advance.id),
        ~or_(wrote(_ME), sponsors(_ME), invested(_ME), recused(_ME)),
    )
    .order_by(Cancellation.id)
)


def cancellations_to_answer(session: Session, me: Actor, now: Moment) -> list[Task]:
    """What waits for an answer of this person of finance, who has no part in its pitch."""
    return [
        Task("cancellation", key, ref, 3, since=now.day(at), amount=int(amount))
        for key, ref, at, amount in session.execute(_WAITING, {"me": me.id})
    ]
