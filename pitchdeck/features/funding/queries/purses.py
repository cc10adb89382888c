"""Purses: what an investor has to give, and where it went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.figures import Share, released_shares
from pitchdeck.features.funding.models import Account, Commitment, Fund, Purse, Resolution
from pitchdeck.features.funding.queries.restrictions import CATEGORIES, GOALS, apart, purpose
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.rounds.models import Round

Rows = Select[*tuple[Any, ...]]
PUBLISHED = frozenset({"published", "closed"})
ANNOUNCED = frozenset({"funded", "withdrawn"})
"""States of a pitch in which what finance did is known: in a rolling round each is announced alone."""


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A commitment of a purse as its investor may know it: until publication it counts as reserved."""

    key: str
    pitch_ref: str
    title: str
    amount: int
    at: datetime
    state: str
    reserved: int
    committed: int
    released: int
    freed: int


@dataclass(frozen=True, slots=True)
class PurseBar:
    """A purse by states of money, all in minor units of its currency; they add up to `allotted`."""

    key: str
    fund_name: str
    unit_name: str
    fiscal_year: int
    currency: str
    round_key: str
    round_name: str
    rolls: bool
    round_state: str
    funding_closes_at: datetime
    investor_name: str
    free: int
    reserved: int
    committed: int
    released: int
    given: tuple[GivenRow, ...]
    nature: str
    goals: tuple[str, ...]
    categories: tuple[str, ...]

    @property
    def purpose(self) -> str:
        """What its fund is for, in a few words; nothing when that is everything."""
        return purpose(self.nature, self.goals, self.categories)

    @property
    def allotted(self) -> int:
        """What the purse was given and has not returned."""
        return self.free + self.reserved + self.committed + self.released


_PURSES: Rows = (
    select(
        *(Purse.id, Purse.key, Fund.name, Unit.name, Fund.fiscal_year, Fund.currency),
        *(
            Round.key,
            Round.name,
            Round.kind == "rolling",
            Round.state,
            Round.funding_closes_at,
            Person.name,
            Account.balance,
        ),
        *(Fund.nature, GOALS, CATEGORIES),
    )
    .join_from(Purse, Fund, Fund.id == Purse.fund_id)
    .join(Unit, Unit.id == Fund.unit_id)
    .join(Round, Round.id == Purse.round_id)
    .join(Person, Person.id == Purse.investor_id)
    .join(Account, (Account.purse_id == Purse.id) & (Account.kind == "purse"))
    .order_by(Fund.fiscal_year.desc(), Round.funding_closes_at.desc(), Purse.id)
)
_OF_INVESTOR = _PURSES.where(Purse.investor_id == bindparam("person_id"))
_OF_FUND = _PURSES.where(Purse.fund_id == bindparam("fund_id"))
_MINE = select(Commitment.pitch_id).where(Commitment.purse_id.in_(bindparam("ids", expanding=True)))
_GIVEN: Rows = (
    select(
        *(Commitment.id, Commitment.key, Commitment.purse_id, Commitment.pitch_id, Commitment.fiscal_year),
        *(Commitment.amount, Commitment.at, Pitch.ref, Revision.title, Pitch.state, Round.state),
        *(Resolution.committed, Resolution.freed),
    )
    .join_from(Commitment, Pitch, Pitch.id == Commitment.pitch_id)
    .join(Revision, Revision.id == Commitment.revision_id)
    .join(Purse, Purse.id == Commitment.purse_id)
    .join(Round, Round.id == Purse.round_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(Commitment.pitch_id.in_(_MINE))
    .order_by(Commitment.id.desc())
)
_SPENDABLE: Rows = select(Account.pitch_id, Account.fiscal_year, Account.balance).where(
    Account.kind.in_(("released", "contracted", "spent")), Account.pitch_id.in_(_MINE)
)


def purses_of(session: Session, person_id: int) -> tuple[PurseBar, ...]:
    """An investor's purses, newest year first, each with its commitments, newest first. Three statements."""
    return _bars(session, session.execute(_OF_INVESTOR, {"person_id": person_id}).all())


def purses_of_fund(session: Session, fund_id: int) -> tuple[PurseBar, ...]:
    """The purses given from a fund. Three statements."""
    return _bars(session, session.execute(_OF_FUND, {"fund_id": fund_id}).all())


def _bars(session: Session, rows: Iterable[Any]) -> tuple[PurseBar, ...]:
    rows = list(rows)
    ids = {"ids": [row[0] for row in rows]}
    given = session.execute(_GIVEN, ids).all()
    released = _released(given, session.execute(_SPENDABLE, ids).all())
    return tuple(_bar(row, [each for each in given if each[2] == row[0]], released) for row in rows)


def _released(given: Iterable[Any], spendable: Iterable[Any]) -> dict[int, int]:
    """How much of each commitment was released, by commitment id."""
    totals: dict[tuple[int, int], int] = {}
    for pitch_id, year, balance in spendable:
        totals[pitch_id, year] = totals.get((pitch_id, year), 0) + balance
    shares = [Share(row[0], (row[3], row[4]), row[11] or 0) for row in given]
    return released_shares(shares, totals)


def _bar(row: Any, given: Iterable[Any], released: dict[int, int]) -> PurseBar:
    rows = tuple(_given(each, released.get(each[0], 0)) for each in given)
    hidden = sum(each[12] or 0 for each in given if not _open(each))
    states = ("reserved", "committed", "released")
    sums = (sum(getattr(each, state) for each in rows) for state in states)
    purpose = (row.nature, apart(row[-2]), apart(row[-1]))
    seen = (*row[1:8], bool(row[8]), *row[9:12])
    return PurseBar(*(*seen, row.balance - hidden, *sums, rows, *purpose))


def _open(row: Any) -> bool:
    """Whether how a commitment ended may be known: what finance did is embargoed until publication."""
    approved = (row[11] or 0) > 0
    return not approved or row[10] in PUBLISHED or row[9] in ANNOUNCED


def _given(row: Any, released: int) -> GivenRow:
    _id, key, _purse, _pitch, _year, amount, at, ref, title, state, _round, committed, freed = row
    if committed is None or not _open(row):
        return GivenRow(key, ref, title, amount, at, "reserved", amount, 0, 0, 0)
    if state == "withdrawn":
        return GivenRow(key, ref, title, amount, at, "freed", 0, 0, 0, amount)
    ended = "released" if released else "committed" if committed else "freed"
    return GivenRow(key, ref, title, amount, at, ended, 0, committed - released, released, freed)
