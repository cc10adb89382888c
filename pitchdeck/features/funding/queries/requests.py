"""Requests for money of a fund, and the rounds and funds for which one may be made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.models import Fund, PurseAnswer, PurseRequest
from pitchdeck.features.funding.policy import RequestFacts
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.rounds.models import PanelSeat, Round

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """What an investor asked for, and the owner's answer, if there is one; money in minor units."""

    id: int
    key: str
    amount: int
    reason: str
    by_id: int
    by_name: str
    at: datetime
    fund_key: str
    fund_name: str
    currency: str
    owner_id: int
    owner_name: str
    round_id: int
    round_key: str
    round_name: str
    verdict: str | None
    granted: int | None
    answer: str | None
    answered_at: datetime | None

    @property
    def facts(self) -> RequestFacts:
        """The request as its rules see it."""
        return RequestFacts(self.by_id, self.owner_id, self.verdict is None)


_By, _ForBy, _Owner = aliased(Person), aliased(Person), aliased(Person)
_REQUESTS: Rows = (
    select(
        *(PurseRequest.id, PurseRequest.key, PurseRequest.amount, PurseRequest.reason),
        *(PurseRequest.by_id, who_did(_By, _ForBy), PurseRequest.at),
        *(Fund.key, Fund.name, Fund.currency, Fund.owner_id, _Owner.name),
        *(Round.id, Round.key, Round.name),
        *(PurseAnswer.verdict, PurseAnswer.amount, PurseAnswer.reason, PurseAnswer.at),
    )
    .join_from(PurseRequest, Fund, Fund.id == PurseRequest.fund_id)
    .join(Round, Round.id == PurseRequest.round_id)
    .join(_By, _By.id == PurseRequest.by_id)
    .join(_Owner, _Owner.id == Fund.owner_id)
    .outerjoin(_ForBy, _ForBy.id == PurseRequest.deputy_id)
    .outerjoin(PurseAnswer, PurseAnswer.request_id == PurseRequest.id)
    .order_by(PurseRequest.id.desc())
)
_OF_KEY = _REQUESTS.where(PurseRequest.key == bindparam("key"))
_BY = _REQUESTS.where(PurseRequest.by_id == bindparam("person_id")).limit(20)
_WAITING = _REQUESTS.where(Fund.owner_id == bindparam("person_id"), PurseAnswer.id.is_(None))


def request_of_key(session: Session, key: str) -> RequestRow:
    """The request of a key; NotFound when there is none."""
    found = session.execute(_OF_KEY, {"key": key}).one_or_none()
    if found is None:
        raise NotFound
    return RequestRow(*found)


def requests_by(session: Session, person_id: int) -> tuple[RequestRow, ...]:
    """The last twenty requests of an investor, the newest first."""
    return tuple(RequestRow(*row) for row in session.execute(_BY, {"person_id": person_id}))


def requests_waiting_for(session: Session, person_id: int) -> tuple[RequestRow, ...]:
    """What waits for the owner of funds."""
    return tuple(RequestRow(*row) for row in session.execute(_WAITING, {"person_id": person_id}))


@dataclass(frozen=True, slots=True)
class AskableRow:
    """A round of an investor's, or a fund, for which money may be asked."""

    id: int
    key: str
    name: str
    fiscal_year: int


_ROUNDS: Rows = (
    select(Round.id, Round.key, Round.name, Round.fiscal_year)
    .join(PanelSeat, PanelSeat.round_id == Round.id)
    .where(
        PanelSeat.person_id == bindparam("person_id"), Round.state.in_(bindparam("states", expanding=True))
    )
    .order_by(Round.funding_closes_at, Round.id)
)
_FUNDS: Rows = (
    select(Fund.id, Fund.key, Fund.name, Fund.fiscal_year)
    .where(Fund.confirmed_at.is_not(None), Fund.fiscal_year.in_(bindparam("years", expanding=True)))
    .order_by(Fund.fiscal_year, Fund.name, Fund.id)
)


def askable(
    session: Session, person_id: int, states: frozenset[str]
) -> tuple[tuple[AskableRow, ...], tuple[AskableRow, ...]]:
    """The rounds in these states on whose panel somebody sits, and the funds of their years."""
    seated = session.execute(_ROUNDS, {"person_id": person_id, "states": sorted(states)})
    rounds = tuple(AskableRow(*row) for row in seated)
    years = sorted({row.fiscal_year for row in rounds})
    return rounds, tuple(AskableRow(*row) for row in session.execute(_FUNDS, {"years": years}))
