"""Changes of funds: raised, cut, moved between two, and what waits for a second person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.models import Account, Fund, FundChange, FundChangeAnswer
from pitchdeck.features.funding.policy import ChangeFacts
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did

Rows = Select[*tuple[Any, ...]]

BUDGET = (
    select(-Account.balance)
    .where(Account.kind == "authority", Account.fund_id == Fund.id)
    .correlate(Fund)
    .scalar_subquery()
)
"""What a fund was given in all and keeps, as a column beside it; none before it is confirmed."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of a fund with its two sides, of which one may be missing, and its answer, if there is one."""

    id: int
    key: str
    amount: int
    reason: str
    needs_second: bool
    by_id: int
    deputy_id: int | None
    by_name: str
    at: datetime
    from_key: str | None
    from_name: str | None
    from_owner_id: int | None
    to_key: str | None
    to_name: str | None
    to_owner_id: int | None
    currency: str
    verdict: str | None
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None

    @property
    def facts(self) -> ChangeFacts:
        """The change as its rules see it."""
        owners = frozenset(each for each in (self.from_owner_id, self.to_owner_id) if each is not None)
        waits = self.needs_second and self.verdict is None
        return ChangeFacts(owners, self.by_id, self.deputy_id, waits)

    @property
    def words(self) -> str:
        """What changes, without the amount."""
        if self.from_name and self.to_name:
            return f"Move from {self.from_name} to {self.to_name}"
        return f"Raise {self.to_name}" if self.to_name else f"Cut {self.from_name}"


_From, _To = aliased(Fund), aliased(Fund)
_By, _ForBy, _Answerer, _ForAnswerer = aliased(Person), aliased(Person), aliased(Person), aliased(Person)
_CHANGES: Rows = (
    select(
        *(FundChange.id, FundChange.key, FundChange.amount, FundChange.reason, FundChange.needs_second),
        *(FundChange.by_id, FundChange.deputy_id, who_did(_By, _ForBy), FundChange.at),
        *(_From.key, _From.name, _From.owner_id, _To.key, _To.name, _To.owner_id),
        *(_From.currency, _To.currency),
        *(FundChangeAnswer.verdict, FundChangeAnswer.reason),
        *(who_did(_Answerer, _ForAnswerer), FundChangeAnswer.at),
    )
    .join_from(FundChange, _By, _By.id == FundChange.by_id)
    .outerjoin(_ForBy, _ForBy.id == FundChange.deputy_id)
    .outerjoin(_From, _From.id == FundChange.from_fund_id)
    .outerjoin(_To, _To.id == FundChange.to_fund_id)
    .outerjoin(FundChangeAnswer, FundChangeAnswer.change_id == FundChange.id)
    .outerjoin(_Answerer, _Answerer.id == FundChangeAnswer.by_id)
    .outerjoin(_ForAnswerer, _ForAnswerer.id == FundChangeAnswer.deputy_id)
    .order_by(FundChange.id)
)
_OF_KEY = _CHANGES.where(FundChange.key == bindparam("key"))
_WAITING = _CHANGES.where(FundChange.needs_second == 1, FundChangeAnswer.id.is_(None))
_WAITING_OF_FUND = _WAITING.where(or_(_From.key == bindparam("key"), _To.key == bindparam("key")))


def _row(found: Any) -> ChangeRow:
    return ChangeRow(*(*found[:15], found[15] or found[16], *found[17:]))


def change_of_key(session: Session, key: str) -> ChangeRow:
    """The change of a key; NotFound when there is none."""
    found = session.execute(_OF_KEY, {"key": key}).one_or_none()
    if found is None:
        raise NotFound
    return _row(found)


def changes_waiting(session: Session) -> tuple[ChangeRow, ...]:
    """What waits for a second person, the oldest first."""
    return tuple(_row(found) for found in session.execute(_WAITING))


def changes_waiting_for(session: Session, fund_key: str) -> tuple[ChangeRow, ...]:
    """What of one fund waits for a second person."""
    return tuple(_row(found) for found in session.execute(_WAITING_OF_FUND, {"key": fund_key}))


_LOCKED = (
    select(Fund)
    .where(Fund.key.in_(bindparam("keys", expanding=True)))
    .order_by(Fund.id)
    .with_for_update(key_share=True)
)


def funds_to_change(session: Session, keys: Iterable[str]) -> dict[str, Fund]:
    """Funds by key, locked in the order of their ids until the act ends; NotFound when one is missing."""
    wanted = set(keys)
    options = {"populate_existing": True}
    found = session.execute(_LOCKED, {"keys": sorted(wanted)}, execution_options=options).scalars()
    funds = {fund.key: fund for fund in found}
    if funds.keys() != wanted:
        raise NotFound
    return funds
