"""Written conditions of commitments: what waits for the presenter, and what counts meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, case, exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.models import (
    Account,
    Commitment,
    Condition,
    ConditionAnswer,
    Purse,
    Resolution,
)
from pitchdeck.features.funding.policy import ConditionFacts
from pitchdeck.features.funding.queries.changing import HELD, HeldRow
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.rounds.models import Round

Rows = Select[*tuple[Any, ...]]

ACCEPTED = exists().where(ConditionAnswer.condition_id == Condition.id, ConditionAnswer.verdict == "accepted")
PENDING = exists().where(Condition.commitment_id == Commitment.id, ~ACCEPTED)
"""A commitment whose condition is not accepted, as long as its money is reserved."""
_PENDING = (
    select(func.coalesce(func.sum(Commitment.amount), 0))
    .where(
        Commitment.pitch_id == Account.pitch_id,
        Commitment.fiscal_year == Account.fiscal_year,
        ~exists().where(Resolution.commitment_id == Commitment.id),
        PENDING,
    )
    .correlate(Account)
    .scalar_subquery()
)
_COUNTED: Rows = (
    select(
        *(Account.fiscal_year, Account.kind),
        Account.balance - case((Account.kind == "reserved", _PENDING), else_=0),
    )
    .where(Account.pitch_id == bindparam("pitch_id"), Account.kind.in_(("reserved", "promised")))
    .order_by(Account.id)
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What covers a pitch, by fiscal year; `ahead` are the years that can be promised in advance."""

    by_year: dict[int, int]
    ahead: tuple[int, ...]


def counted(session: Session, pitch_id: int) -> Counted:
    """What is reserved or promised of each fiscal year, without a condition that nobody has accepted yet."""
    by_year: dict[int, int] = {}
    ahead: list[int] = []
    for year, kind, amount in session.execute(_COUNTED, {"pitch_id": pitch_id}):
        by_year[year] = by_year.get(year, 0) + int(amount)
        ahead += [year] if kind == "promised" else []
    return Counted(by_year, tuple(ahead))


_OPEN = HELD.where(
    Commitment.pitch_id.in_(bindparam("ids", expanding=True)), Resolution.id.is_(None), PENDING
)


def pending_of(session: Session, pitch_ids: Iterable[int]) -> tuple[HeldRow, ...]:
    """The reservations for these pitches whose condition is not accepted, in the order of their ids."""
    return tuple(HeldRow(*row) for row in session.execute(_OPEN, {"ids": sorted(set(pitch_ids))}))


_WORDS = (
    select(Condition.words)
    .join(Commitment, Commitment.id == Condition.commitment_id)
    .where(Commitment.key == bindparam("key"))
)


def condition_words(session: Session, key: str) -> str:
    """What a commitment of this key is tied to; empty when to nothing."""
    return session.execute(_WORDS, {"key": key}).scalar_one_or_none() or ""


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition as its answer needs it."""

    id: int
    words: str
    pitch_key: str
    pitch_ref: str
    round_id: int


_CONDITION: Rows = (
    select(
        *(Condition.id, Condition.words, Pitch.key, Pitch.ref, Purse.round_id, Pitch.presenter_id),
        *(ConditionAnswer.id.is_not(None), Resolution.id.is_not(None), Round.state),
    )
    .join_from(Condition, Commitment, Commitment.id == Condition.commitment_id)
    .join(Pitch, Pitch.id == Commitment.pitch_id)
    .join(Purse, Purse.id == Commitment.purse_id)
    .join(Round, Round.id == Purse.round_id)
    .outerjoin(ConditionAnswer, ConditionAnswer.condition_id == Condition.id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(Commitment.key == bindparam("key"))
)


def condition_of(session: Session, key: str) -> tuple[ConditionRow, ConditionFacts]:
    """The condition of a commitment's key and what its rules need; NotFound when it has none."""
    row = session.execute(_CONDITION, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return ConditionRow(*row[:5]), ConditionFacts(row[5], bool(row[6]), bool(row[7]), row[8])
