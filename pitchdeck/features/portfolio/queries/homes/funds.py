"""What awaits whoever answers for funds: what to confirm and answer, and where their money is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base import policy
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.figures.closing import ends_on
from pitchdeck.features.funding.models import (
    Account,
    Commitment,
    Fund,
    FundClose,
    Purse,
    Shortfall,
    ShortfallConsent,
    ShortfallEnd,
    ShortfallLine,
    ShortfallList,
)
from pitchdeck.features.funding.queries.budgets import BUDGET, ChangeRow, changes_waiting
from pitchdeck.features.funding.queries.closing import reopenings_waiting
from pitchdeck.features.funding.queries.closing.books import STANDS
from pitchdeck.features.funding.queries.facts import invested, recused, sponsors, wrote
from pitchdeck.features.funding.queries.requests import RequestRow, requests_waiting_for
from pitchdeck.features.investments.queries import Tracked
from pitchdeck.features.people.models import Organisation, Person
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.portfolio.queries.homes.standing import standing_to_confirm
from pitchdeck.features.portfolio.queries.homes.task import Moment, Part, Task

Rows = Select[*tuple[Any, ...]]
_ME = bindparam("me", type_=Person.id.type)


@dataclass(frozen=True, slots=True)
class FundLine:
    """A fund of a fiscal year until its last day; what is in no purse, free in purses and lapsed of it.

    `closed` says that the year end of its own fiscal year stands.
    """

    key: str
    name: str
    fiscal_year: int
    currency: str
    amount: int
    unallotted: int
    in_purses: int
    lapsed: int
    ends_on: date
    closed: bool

    @property
    def given(self) -> int:
        """What of it is with pitches, at whatever stage."""
        return self.amount - self.unallotted - self.in_purses - self.lapsed


@dataclass(frozen=True, slots=True)
class Books:
    """Finance's figures: the funds, and the investments that are red or spent over."""

    funds: tuple[FundLine, ...]
    red: tuple[Tracked, ...]


_FUNDS_TO_CONFIRM: Rows = (
    select(Fund.key, Fund.name, Fund.amount, Fund.opened_at)
    .where(Fund.confirmed_at.is_(None), Fund.opened_by_id != _ME)
    .order_by(Fund.opened_at, Fund.id)
)
_LATER = aliased(ShortfallList)
_SHORTFALLS: Rows = (
    select(Shortfall.key, Fund.name, Shortfall.amount, Shortfall.at)
    .join_from(Shortfall, Fund, Fund.id == Shortfall.fund_id)
    .join(ShortfallList, ShortfallList.shortfall_id == Shortfall.id)
    .where(
        ~exists().where(ShortfallEnd.shortfall_id == Shortfall.id),
        ~exists().where(_LATER.shortfall_id == Shortfall.id, _LATER.number > ShortfallList.number),
        ~exists().where(
            ShortfallConsent.list_id == ShortfallList.id,
            or_(ShortfallConsent.by_id == _ME, ShortfallConsent.deputy_id == _ME),
        ),
    )
    .order_by(Shortfall.id)
)
_OWN_SHORTFALLS = _SHORTFALLS.where(Fund.owner_id == _ME)
_OWNER_TIED = (
    exists()
    .where(
        ShortfallLine.list_id == ShortfallList.id,
        Commitment.id == ShortfallLine.commitment_id,
        Pitch.id == Commitment.pitch_id,
        Revision.pitch_id == Pitch.id,
        Revision.number == Pitch.revision_no,
        Person.id == Fund.owner_id,
        or_(wrote(Person.id), sponsors(Person.id), invested(Person.id), recused(Person.id)),
    )
    .correlate(Fund, ShortfallList)
)
_FINANCES_SHORTFALLS = _SHORTFALLS.where(
    # finance has said its word: only where the owner may not, a second person of finance says the owner's
    or_(
        ~exists().where(ShortfallConsent.list_id == ShortfallList.id, ShortfallConsent.side == "finance"),
        _OWNER_TIED,
    )
)
_OWN_TO_CONFIRM = _FUNDS_TO_CONFIRM.where(Fund.owner_id == _ME)
_BALANCE = func.coalesce(func.sum(Account.balance), 0)
_IN_FUND = (
    select(_BALANCE)
    .where(Account.fund_id == Fund.id, Account.kind == "fund")
    .correlate(Fund)
    .scalar_subquery()
)
_IN_PURSES = (
    select(_BALANCE)
    .join(Purse, Purse.id == Account.purse_id)
    .where(Purse.fund_id == Fund.id)
    .correlate(Fund)
    .scalar_subquery()
)
_LAPSED = (
    select(_BALANCE)
    .where(Account.fund_id == Fund.id, Account.kind == "lapsed")
    .correlate(Fund)
    .scalar_subquery()
)
_CLOSED = exists().where(FundClose.fund_id == Fund.id, FundClose.fiscal_year == Fund.fiscal_year, STANDS)
_STARTS = select(Organisation.fiscal_year_start).scalar_subquery()
_FUNDS: Rows = (
    select(
        *(Fund.key, Fund.name, Fund.fiscal_year, Fund.currency, BUDGET),
        *(_IN_FUND, _IN_PURSES, _LAPSED, _STARTS, _CLOSED),
    )
    .where(Fund.confirmed_at.is_not(None))
    .order_by(Fund.fiscal_year.desc(), Fund.name, Fund.id)
)
_OWN_FUNDS = _FUNDS.where(Fund.owner_id == _ME)


def fund_lines(session: Session, of: int | None = None) -> tuple[FundLine, ...]:
    """All confirmed funds, or those of one owner, and where their money is."""
    found = session.execute(_FUNDS) if of is None else session.execute(_OWN_FUNDS, {"me": of})
    return tuple(_line(row) for row in found)


def _line(row: Any) -> FundLine:
    key, name, year, currency, amount, unallotted, in_purses, lapsed, starts, closed = row
    held = (int(unallotted), int(in_purses), int(lapsed))
    return FundLine(key, name, year, currency, amount, *held, ends_on(year, starts), bool(closed))


def years_to_close(lines: Iterable[FundLine], now: Moment) -> list[Task]:
    """Funds whose fiscal year is over and not closed: no statement, their lines know it."""
    return [
        Task("year_end", line.key, f"{line.name}, {line.fiscal_year}", 5, since=line.ends_on)
        for line in lines
        if line.ends_on < now.today and not line.closed
    ]


def funds_to_confirm(session: Session, me: Actor, now: Moment, *, own: bool = False) -> list[Task]:
    """Funds that somebody else opened, or of these one's own."""
    found = session.execute(_OWN_TO_CONFIRM if own else _FUNDS_TO_CONFIRM, {"me": me.id})
    return [
        Task("fund_confirm", row.key, row.name, 2, since=now.day(row.opened_at), amount=row.amount)
        for row in found
    ]


def shortfalls_to_answer(session: Session, me: Actor, now: Moment, *, own: bool = False) -> list[Task]:
    """Shortfalls whose list waits for finance and not for this person's yes, or those of one's own funds."""
    found = session.execute(_OWN_SHORTFALLS if own else _FINANCES_SHORTFALLS, {"me": me.id})
    return [
        Task("shortfall", row.key, row.name, 4, since=now.day(row.at), amount=row.amount) for row in found
    ]


def changes_to_answer(session: Session, me: Actor, now: Moment) -> list[Task]:
    """Changes of funds that this person may confirm."""
    waiting = (row for row in changes_waiting(session) if policy.may("fund:agree", me, row.facts))
    return [_change(row, now) for row in waiting]


def reopenings_to_answer(session: Session, me: Actor, now: Moment) -> list[Task]:
    """Closed years that somebody else wants re-opened, where this person may answer."""
    waiting = (row for row in reopenings_waiting(session) if policy.may("reopening:answer", me, row.facts))
    return [
        Task("reopening", row.ref, f"{row.fund_name}, {row.fiscal_year}", 2, since=now.day(row.at))
        for row in waiting
    ]


def _change(row: ChangeRow, now: Moment) -> Task:
    return Task("fund_change", row.key, row.words, 2, since=now.day(row.at), amount=row.amount)


def _request(row: RequestRow, now: Moment) -> Task:
    return Task("purse_request", row.key, row.by_name, 1, since=now.day(row.at), amount=row.amount)


def fund_owners_home(session: Session, me: Actor, now: Moment) -> Part:
    """Funds and changes of them to confirm, requests to answer, purses to give."""
    asked = [_request(row, now) for row in requests_waiting_for(session, me.id)]
    waiting = (
        asked
        + shortfalls_to_answer(session, me, now, own=True)
        + changes_to_answer(session, me, now)
        + standing_to_confirm(session, me, now)
        + reopenings_to_answer(session, me, now)
        + funds_to_confirm(session, me, now, own=True)
    )
    funds = fund_lines(session, of=me.id)
    giving = [
        Task("allot", fund.key, fund.name, 3, amount=fund.unallotted)
        for fund in funds
        if fund.unallotted > 0 and fund.ends_on >= now.today  # a year that is over gives no more purses
    ]
    return Part("fund_owner", tuple(waiting + giving), figures=Books(funds, ()))
