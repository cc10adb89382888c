"""What a pitch has left at its end: whose commitments' money it is, and where it can go."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.figures.sharing import Stake, parts, stakes_of
from pitchdeck.features.funding.models import Account, Commitment, Fund, Purse, Transfer
from pitchdeck.features.funding.queries.accounts import of_pitch
from pitchdeck.features.funding.queries.closing.books import FLOWS, flow_of, standing_closes
from pitchdeck.features.people.models import Person

Rows = Select[*tuple[Any, ...]]
LEFT = ("committed", "released")
"""States of money that is bound to nothing: not contracted, and not spent."""


@dataclass(frozen=True, slots=True)
class RestRow:
    """What is left of one commitment in a state of money and a year, in minor units.

    `open` says whether its fund still takes money back; from a fund whose year is closed it lapses.
    """

    commitment_id: int
    by_id: int
    investor_name: str
    fund_id: int
    fund_name: str
    currency: str
    kind: str
    fiscal_year: int
    amount: int
    open: bool


_PITCH: BindParameter[int] = bindparam("pitch_id")
_FLOWS = FLOWS.join(Commitment, Commitment.id == Transfer.commitment_id).where(Commitment.pitch_id == _PITCH)
_FUNDS: Rows = (
    select(
        *(Commitment.id, Commitment.by_id, Person.name.label("investor_name"), Fund.id.label("fund_id")),
        *(Fund.name.label("fund_name"), Fund.fiscal_year, Fund.currency),
    )
    .join_from(Commitment, Purse, Purse.id == Commitment.purse_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .join(Person, Person.id == Commitment.by_id)
    .where(Commitment.pitch_id == _PITCH)
    .order_by(Commitment.id)
)
_ACCOUNTS = select(Account.id).where(Account.pitch_id == _PITCH)


def accounts_left(session: Session, pitch_id: int) -> tuple[int, ...]:
    """The accounts of a pitch: they are locked before anything is read from them."""
    return tuple(session.execute(_ACCOUNTS, {"pitch_id": pitch_id}).scalars())


def rest_of(session: Session, pitch_id: int) -> tuple[RestRow, ...]:
    """What a pitch has committed and released and not bound, by commitment: pro rata, to the last unit.

    Four statements.
    """
    asked = {"pitch_id": pitch_id}
    funds = {row.id: row for row in session.execute(_FUNDS, asked)}
    shut = standing_closes(session)
    stakes = tuple(
        Stake(place[0], place[1], amount, settled=(funds[place[0]].fund_id, place[1][1]) in shut)
        for place, amount in stakes_of(flow_of(row) for row in session.execute(_FLOWS, asked)).items()
        if amount
    )
    held = {
        (kind, (pitch_id, year)): row.balance for (kind, year), row in of_pitch(session, pitch_id).items()
    }
    return tuple(
        _rest(funds[place[0]], kind, place[1][1], amount, shut)
        for place, states in sorted(parts(stakes, held).items())
        for kind in LEFT
        if (amount := states[kind])
    )


def _rest(fund: Any, kind: str, year: int, amount: int, shut: frozenset[tuple[int, int]]) -> RestRow:
    open_ = (fund.fund_id, fund.fiscal_year) not in shut
    whose = (fund.id, fund.by_id, fund.investor_name, fund.fund_id, fund.fund_name, fund.currency)
    return RestRow(*whose, kind, year, amount, open_)
