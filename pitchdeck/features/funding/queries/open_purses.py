"""The purses that somebody may commit from, and what fits of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import Account, Fund, Purse
from pitchdeck.features.funding.policy import PartFacts
from pitchdeck.features.funding.queries.advances import open_funds
from pitchdeck.features.funding.queries.restrictions import RESTRICTED, Limit, limits_of
from pitchdeck.features.funding.queries.standbys import StandbyRow
from pitchdeck.features.people.models import Unit

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a pitch still needs by fiscal year; `ahead` are the years that can be promised in advance."""

    now: Mapping[int, int]
    ahead: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class OpenPurse:
    """A purse that the viewer may commit from; `most` is what fits of its free money.

    `limit` says what its fund is for; None where it is for everything. `ahead` is what its unit can promise
    of later years, whose fund is not open yet, as year and amount.
    """

    key: str
    fund_name: str
    unit_name: str
    fiscal_year: int
    currency: str
    free: int
    needed: int
    limit: Limit | None
    ahead: tuple[tuple[int, int], ...]

    def stands_by(self, row: StandbyRow | None) -> int:
        """What fits now of what its investor stood by with from this purse, once they were told of room."""
        told = row is not None and row.told and row.purse_key == self.key
        return min(row.amount, self.most) if row is not None and told else 0

    @property
    def most(self) -> int:
        """What the form is filled with."""
        room = None if self.limit is None else self.limit.room
        return min(self.free, self.needed) if room is None else min(self.free, self.needed, room)


_PURSES: Rows = (
    select(
        *(Purse.key, Fund.name, Fund.unit_id, Unit.name, Fund.fiscal_year, Fund.currency),
        *(Account.balance, RESTRICTED),
    )
    .join_from(Purse, Fund, Fund.id == Purse.fund_id)
    .join(Unit, Unit.id == Fund.unit_id)
    .join(Account, (Account.purse_id == Purse.id) & (Account.kind == "purse"))
    .where(Purse.investor_id == bindparam("person_id"), Purse.round_id == bindparam("round_id"))
    .order_by(Fund.fiscal_year, Purse.id)
)


def open_purses(session: Session, facts: PartFacts, person_id: int, needs: Needs) -> tuple[OpenPurse, ...]:
    """A person's purses in the pitch's round, with what of them fits the pitch."""
    asked = {"person_id": person_id, "round_id": facts.round_id, "pitch_id": facts.pitch_id}
    found = session.execute(_PURSES, asked).all()
    restricted = [row[0] for row in found if row[-1]]
    limits = limits_of(session, restricted, facts.revision_id) if restricted else {}
    open_ = open_funds(session, {row[2] for row in found}) if found and needs.ahead else frozenset()
    return tuple(
        OpenPurse(
            *(key, name, unit, year, currency, free, needs.now.get(year, 0), limits.get(key)),
            ahead=tuple(
                (later, amount)
                for later, amount in needs.ahead.items()
                if later > max(year, facts.fiscal_year) and (unit_id, later) not in open_
            ),
        )
        for key, name, unit_id, unit, year, currency, free, _restricted in found
    )
