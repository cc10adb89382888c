"""Who stands by for a pitch: the first for whom there is room, and one investor's own place."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.models import Account, Commitment, Fund, Purse, Standby, StandbyEnd
from pitchdeck.features.funding.policy import StandbyFacts
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.scoring.models import Recusal

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class StandbyRow:
    """A place on a pitch's standby list; `told` once there was room for it."""

    id: int
    key: str
    pitch_key: str
    pitch_ref: str
    purse_key: str
    fiscal_year: int
    amount: int
    by_id: int
    told: bool


_SERVED = exists().where(
    Commitment.pitch_id == Standby.pitch_id, Commitment.by_id == Standby.by_id, Commitment.at >= Standby.at
)
_OUT = exists().where(Recusal.pitch_id == Standby.pitch_id, Recusal.person_id == Standby.by_id)
_ROWS: Rows = (
    select(
        *(Standby.id, Standby.key, Pitch.key, Pitch.ref, Purse.key, Fund.fiscal_year, Standby.amount),
        *(Standby.by_id, StandbyEnd.id.is_not(None)),
    )
    .join_from(Standby, Pitch, Pitch.id == Standby.pitch_id)
    .join(Purse, Purse.id == Standby.purse_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .outerjoin(StandbyEnd, StandbyEnd.standby_id == Standby.id)
    .where(~_SERVED, ~_OUT, Purse.round_id == Pitch.round_id)
    .order_by(Standby.id)
)
_FIRST = (
    _ROWS.join(Account, (Account.purse_id == Standby.purse_id) & (Account.kind == "purse"))
    .where(
        Standby.pitch_id == bindparam("pitch_id"),
        StandbyEnd.id.is_(None),
        Fund.fiscal_year == bindparam("fiscal_year"),
        Standby.amount <= bindparam("room"),
        Standby.amount <= Account.balance,
    )
    .limit(1)
)
_OWN = _ROWS.where(
    Standby.pitch_id == bindparam("pitch_id"),
    Standby.by_id == bindparam("person_id"),
    (StandbyEnd.id.is_(None)) | (StandbyEnd.outcome == "told"),
)
_OF_KEY: Rows = (
    select(Standby.id, Standby.by_id, StandbyEnd.id.is_not(None), Pitch.key)
    .join_from(Standby, Pitch, Pitch.id == Standby.pitch_id)
    .outerjoin(StandbyEnd, StandbyEnd.standby_id == Standby.id)
    .where(Standby.key == bindparam("key"))
)


def first_standing_by(session: Session, pitch_id: int, fiscal_year: int, room: int) -> StandbyRow | None:
    """Who waits longest with an amount that fits the room and their purse; nobody who was told already."""
    asked = {"pitch_id": pitch_id, "fiscal_year": fiscal_year, "room": room}
    row = session.execute(_FIRST, asked).one_or_none()
    return None if row is None else StandbyRow(*(*row[:8], bool(row[8])))


def standby_of(session: Session, pitch_id: int, person_id: int) -> StandbyRow | None:
    """A person's newest place on a pitch's list, until they commit or leave."""
    rows = session.execute(_OWN, {"pitch_id": pitch_id, "person_id": person_id}).all()
    return StandbyRow(*(*rows[-1][:8], bool(rows[-1][8]))) if rows else None


def standby_of_key(session: Session, key: str) -> tuple[int, str, StandbyFacts]:
    """The id of a place, its pitch's key, and what its rules need; NotFound when there is none."""
    row = session.execute(_OF_KEY, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[3], StandbyFacts(row[1], bool(row[2]))
