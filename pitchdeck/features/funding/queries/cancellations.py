"""Promises whose end was asked for: by whom, why, and what finance answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Advance, Cancellation, CancellationAnswer
from pitchdeck.features.funding.policy import CancellationFacts
from pitchdeck.features.funding.queries.advances import AdvanceRow, advance_of_key
from pitchdeck.features.funding.queries.facts import facts_of_part
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch

Rows = Select[*tuple[Any, ...]]
_Asker, _Answerer, _ForAnswerer = aliased(Person), aliased(Person), aliased(Person)


@dataclass(frozen=True, slots=True)
class CancellationRow:
    """A question to finance whether a promise may end, and the answer, if there is one."""

    id: int
    key: str
    advance_key: str
    reason: str
    asked_by: str
    at: datetime
    verdict: str | None
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None


_ROWS: Rows = (
    select(
        *(Cancellation.id, Cancellation.key, Advance.key, Cancellation.reason, who_did(Person, _Asker)),
        *(Cancellation.at, CancellationAnswer.verdict, CancellationAnswer.reason),
        *(who_did(_Answerer, _ForAnswerer), CancellationAnswer.at),
    )
    .join_from(Cancellation, Advance, Advance.id == Cancellation.advance_id)
    .join(Person, Person.id == Cancellation.by_id)
    .outerjoin(_Asker, _Asker.id == Cancellation.deputy_id)
    .outerjoin(CancellationAnswer, CancellationAnswer.cancellation_id == Cancellation.id)
    .outerjoin(_Answerer, _Answerer.id == CancellationAnswer.by_id)
    .outerjoin(_ForAnswerer, _ForAnswerer.id == CancellationAnswer.deputy_id)
    .order_by(Cancellation.id)
)
_OF_KEY = _ROWS.where(Cancellation.key == bindparam("key"))
_OPEN = select(
    exists().where(
        Advance.key == bindparam("key"),
        Cancellation.advance_id == Advance.id,
        ~exists().where(CancellationAnswer.cancellation_id == Cancellation.id),
    )
)


def cancellation_of_key(session: Session, key: str) -> CancellationRow:
    """The question of a key; NotFound when there is none."""
    row = session.execute(_OF_KEY, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return CancellationRow(*row)


def facts_of_cancellation(session: Session, advance: AdvanceRow, actor: Actor) -> CancellationFacts:
    """An advance commitment as the rules of its end see it, for this actor."""
    asked = bool(session.execute(_OPEN, {"key": advance.key}).scalar_one())
    bound = advance.kept is not None and advance.pitch_state == "funded" and advance.outcome is None
    return CancellationFacts(advance.by_id, bound, asked, facts_of_part(session, advance.pitch_key, actor))


def cancelled(session: Session, key: str) -> tuple[CancellationRow, AdvanceRow]:
    """The question of a key with its promise; NotFound when there is none."""
    row = cancellation_of_key(session, key)
    return row, advance_of_key(session, row.advance_key)


_PRESENTER = select(Pitch.presenter_id).where(Pitch.id == bindparam("pitch_id"))


def presenter_of(session: Session, pitch_id: int) -> int:
    """Who presents a pitch."""
    return int(session.execute(_PRESENTER, {"pitch_id": pitch_id}).scalar_one())
