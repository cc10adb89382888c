"""What an act of funding takes into its hands: rows locked until it ends, and what it must settle."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.figures import Held
from pitchdeck.features.funding.models import Commitment, Fund, Purse, Release, Resolution, Tranche, Transfer
from pitchdeck.features.funding.queries.accounts import AccountRow, of_pitch
from pitchdeck.features.funding.queries.cuts import LEFT
from pitchdeck.features.funding.queries.serving import approved_not_served
from pitchdeck.features.people.models import Unit
from pitchdeck.features.pitches.models import Pitch

Rows = Select[*tuple[Any, ...]]

_FUND = select(Fund).where(Fund.key == bindparam("key")).with_for_update(key_share=True)
_PITCHES = (
    select(Pitch)
    .where(Pitch.round_id == bindparam("round_id"), Pitch.state.in_(bindparam("states", expanding=True)))
    .order_by(Pitch.id)
    .with_for_update(key_share=True)
)


def fund_to_change(session: Session, key: str) -> Fund:
    """The fund, locked until the act ends; NotFound when there is none."""
    found = session.execute(_FUND, {"key": key}, execution_options={"populate_existing": True})
    fund: Fund = _one(found.scalar_one_or_none())
    return fund


def pitches_to_change(session: Session, round_id: int, *states: str) -> tuple[Pitch, ...]:
    """A round's pitches in these states, locked in the order of their ids until the act ends."""
    found = session.execute(
        _PITCHES,
        {"round_id": round_id, "states": list(states)},
        execution_options={"populate_existing": True},
    )
    return tuple(found.scalars())


@dataclass(frozen=True, slots=True)
class TrancheRow:
    """A tranche as its release needs it."""

    id: int
    key: str
    pitch_id: int
    pitch_key: str
    number: int
    fiscal_year: int
    amount: int


_TRANCHE: Rows = (
    select(
        *(Tranche.id, Tranche.key, Tranche.pitch_id, Pitch.key, Tranche.number, Tranche.fiscal_year),
        LEFT,
    )
    .join_from(Tranche, Pitch, Pitch.id == Tranche.pitch_id)
    .order_by(Tranche.number, Tranche.id)
)
_TRANCHE_KEY = _TRANCHE.where(Tranche.key == bindparam("key"))
_TRANCHES_OF = _TRANCHE.where(Tranche.pitch_id == bindparam("pitch_id"))


def tranches_of_pitch(session: Session, pitch_id: int) -> tuple[TrancheRow, ...]:
    """The tranches of a pitch in their order."""
    return tuple(TrancheRow(*row) for row in session.execute(_TRANCHES_OF, {"pitch_id": pitch_id}))


def tranche_of_key(session: Session, key: str) -> TrancheRow:
    """The tranche of a key, which never changes; NotFound when there is none."""
    return TrancheRow(*_one(session.execute(_TRANCHE_KEY, {"key": key}).one_or_none()))


_UNRELEASED: Rows = (
    select(Tranche.fiscal_year, func.sum(LEFT))
    .where(
        Tranche.pitch_id == bindparam("pitch_id"),
        Tranche.fiscal_year > bindparam("year"),
        ~exists().where(Release.tranche_id == Tranche.id),
    )
    .group_by(Tranche.fiscal_year)
)


def committed_since(session: Session, tranche: TrancheRow) -> dict[int, AccountRow]:
    """What is committed in a tranche's fiscal year and in later ones, where year ends carried it."""
    accounts = of_pitch(session, tranche.pitch_id)
    years = sorted(year for kind, year in accounts if kind == "committed" and year >= tranche.fiscal_year)
    return {year: accounts["committed", year] for year in years}


def needed_later(session: Session, tranche: TrancheRow) -> int:
    """What tranches of later fiscal years still need of the committed money.

    What was promised for them and has not come from its fund is not there yet, so nothing is kept for it.
    """
    found = session.execute(_UNRELEASED, {"pitch_id": tranche.pitch_id, "year": tranche.fiscal_year})
    away = approved_not_served(session, tranche.pitch_id)
    return sum(max(0, int(amount) - away.get(year, 0)) for year, amount in found)


def _one(found: Any) -> Any:
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class PurseRow:
    """A purse as an act sees it."""

    id: int
    key: str
    fund_id: int
    fund_name: str
    fiscal_year: int
    currency: str
    investor_id: int
    round_id: int
    unit_id: int
    unit_name: str
    owner_id: int


_PURSES: Rows = (
    select(
        *(Purse.id, Purse.key, Purse.fund_id, Fund.name, Fund.fiscal_year, Fund.currency),
        *(Purse.investor_id, Purse.round_id, Fund.unit_id, Unit.name, Fund.owner_id),
    )
    .join_from(Purse, Fund, Fund.id == Purse.fund_id)
    .join(Unit, Unit.id == Fund.unit_id)
    .order_by(Purse.id)
)
_PURSE = _PURSES.where(Purse.key == bindparam("key"))
_PURSE_ID = _PURSES.where(Purse.id == bindparam("id"))
_PURSE_FOR = _PURSES.where(
    Purse.fund_id == bindparam("fund_id"),
    Purse.investor_id == bindparam("investor_id"),
    Purse.round_id == bindparam("round_id"),
)
_IN_ROUND = _PURSES.where(Purse.round_id == bindparam("round_id"))


def purse_of_key(session: Session, key: str) -> PurseRow:
    """The purse of a key; NotFound when there is none."""
    return PurseRow(*_one(session.execute(_PURSE, {"key": key}).one_or_none()))


def purse_of_id(session: Session, purse_id: int) -> PurseRow:
    """The purse that a row names; NotFound when there is none."""
    return PurseRow(*_one(session.execute(_PURSE_ID, {"id": purse_id}).one_or_none()))


def purse_for(session: Session, fund_id: int, investor_id: int, round_id: int) -> PurseRow | None:
    """The purse that an investor has from a fund in a round, if there is one."""
    asked = {"fund_id": fund_id, "investor_id": investor_id, "round_id": round_id}
    row = session.execute(_PURSE_FOR, asked).one_or_none()
    return None if row is None else PurseRow(*row)


def purses_in_round(session: Session, round_id: int) -> tuple[PurseRow, ...]:
    """Every purse of a round."""
    return tuple(PurseRow(*row) for row in session.execute(_IN_ROUND, {"round_id": round_id}))


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A commitment that has not ended, or whose money was committed: what must be settled or given back."""

    id: int
    key: str
    pitch_id: int
    pitch_key: str
    pitch_ref: str
    purse_id: int
    fiscal_year: int
    amount: int
    by_id: int
    committed: int | None

    @property
    def held(self) -> Held:
        """The commitment as figures.py sees it."""
        return Held(self.id, self.fiscal_year, self.amount)


# A shortfall may have taken part of what was committed back already: the rest is what is held.
_STANDS = Resolution.committed - (
    select(cast(func.coalesce(func.sum(Transfer.amount), 0), BigInteger))
    .where(
        Transfer.commitment_id == Commitment.id,
        Transfer.verb == "give_back",
        Transfer.from_kind == "committed",
    )
    .correlate(Commitment)
    .scalar_subquery()
)
HELD: Rows = (
    select(
        *(Commitment.id, Commitment.key, Commitment.pitch_id, Pitch.key, Pitch.ref, Commitment.purse_id),
        *(Commitment.fiscal_year, Commitment.amount, Commitment.by_id, _STANDS),
    )
    .join_from(Commitment, Pitch, Pitch.id == Commitment.pitch_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(or_(Resolution.id.is_(None), _STANDS > 0))
    .order_by(Commitment.id)
)
_HELD_OF = HELD.where(Commitment.pitch_id.in_(bindparam("ids", expanding=True)))
_HELD_KEY = HELD.where(Commitment.key == bindparam("key"))


def held_of(session: Session, pitch_ids: Iterable[int]) -> tuple[HeldRow, ...]:
    """The commitments to these pitches that are reserved or committed, in the order of their ids."""
    return tuple(HeldRow(*row) for row in session.execute(_HELD_OF, {"ids": sorted(set(pitch_ids))}))


def held_of_key(session: Session, key: str) -> HeldRow:
    """A commitment that is reserved or committed; NotFound when there is none."""
    return HeldRow(*_one(session.execute(_HELD_KEY, {"key": key}).one_or_none()))


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer as its reversal needs it."""

    id: int
    from_id: int
    from_kind: str
    to_id: int
    to_kind: str
    amount: int
    currency: str


_TRANSFER: Rows = select(
    *(Transfer.id, Transfer.from_id, Transfer.from_kind, Transfer.to_id, Transfer.to_kind),
    *(Transfer.amount, Transfer.currency),
).where(Transfer.id == bindparam("id"))


def transfer_of_id(session: Session, transfer_id: int) -> TransferRow:
    """The transfer of an id; NotFound when there is none."""
    return TransferRow(*_one(session.execute(_TRANSFER, {"id": transfer_id}).one_or_none()))
