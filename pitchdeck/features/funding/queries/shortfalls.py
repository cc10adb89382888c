"""Shortfalls of funds: what is missing, the lists of what is cut, and what a fund could give now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.figures.shortfalls import Source
from pitchdeck.features.funding.models import (
    Advance,
    Commitment,
    Fund,
    FundChange,
    PromiseLine,
    Purse,
    Shortfall,
    ShortfallConsent,
    ShortfallEnd,
    ShortfallLine,
    ShortfallList,
)
from pitchdeck.features.funding.policy import ShortfallFacts
from pitchdeck.features.funding.queries.facts import INVESTED, RECUSED, SPONSORS, WROTE
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch, Revision

Rows = Select[*tuple[Any, ...]]
_Owner, _Hand, _Ender, _ForEnder = aliased(Person), aliased(Person), aliased(Person), aliased(Person)

ENDED = {"carried_out": "Carried out", "dropped": "Dropped"}


@dataclass(frozen=True, slots=True)
class ShortfallRow:
    """A shortfall of a fund, and how it ended, if it has."""

    id: int
    key: str
    fund_id: int
    fund_key: str
    fund_name: str
    fiscal_year: int
    currency: str
    owner_id: int
    owner_name: str
    amount: int
    reason: str
    document: str
    cuts_budget: bool
    by_id: int
    deputy_id: int | None
    by_name: str
    at: datetime
    outcome: str | None
    why_ended: str | None
    ended_by: str | None
    ended_at: datetime | None

    @property
    def settled(self) -> bool:
        """Whether it ended by itself: another amount, or none, was missing for promises."""
        return self.outcome == "dropped" and not self.cuts_budget

    @property
    def standing(self) -> str:
        """Where it stands, in words."""
        if self.settled:
            return "Settled"
        return ENDED.get(self.outcome or "", "Waits for its confirmations")


_ROWS: Rows = (
    select(
        *(Shortfall.id, Shortfall.key, Fund.id, Fund.key, Fund.name, Fund.fiscal_year, Fund.currency),
        *(Fund.owner_id, _Owner.name, Shortfall.amount, Shortfall.reason, Shortfall.document),
        *(Shortfall.cuts_budget, Shortfall.by_id, Shortfall.deputy_id, who_did(Person, _Hand), Shortfall.at),
        *(ShortfallEnd.outcome, ShortfallEnd.reason, who_did(_Ender, _ForEnder), ShortfallEnd.at),
    )
    .join_from(Shortfall, Fund, Fund.id == Shortfall.fund_id)
    .join(_Owner, _Owner.id == Fund.owner_id)
    .join(Person, Person.id == Shortfall.by_id)
    .outerjoin(_Hand, _Hand.id == Shortfall.deputy_id)
    .outerjoin(ShortfallEnd, ShortfallEnd.shortfall_id == Shortfall.id)
    .outerjoin(_Ender, _Ender.id == ShortfallEnd.by_id)
    .outerjoin(_ForEnder, _ForEnder.id == ShortfallEnd.deputy_id)
    .order_by(Shortfall.id.desc())
)
_ONE = _ROWS.where(Shortfall.key == bindparam("key"))
_OF_FUND = _ROWS.where(Fund.key == bindparam("fund_key"))
_OPEN = select(Shortfall.key).where(
    Shortfall.fund_id == bindparam("fund_id"),
    ~exists().where(ShortfallEnd.shortfall_id == Shortfall.id),
)


def shortfall_of_key(session: Session, key: str) -> ShortfallRow:
    """The shortfall of a key; NotFound when there is none."""
    row = session.execute(_ONE, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return ShortfallRow(*row)


def shortfalls_of_fund(session: Session, fund_key: str) -> tuple[ShortfallRow, ...]:
    """The shortfalls of a fund, newest first."""
    return tuple(ShortfallRow(*row) for row in session.execute(_OF_FUND, {"fund_key": fund_key}))


def open_shortfall(session: Session, fund_id: int) -> str | None:
    """The key of a fund's shortfall that is not over, if there is one."""
    return session.execute(_OPEN, {"fund_id": fund_id}).scalar_one_or_none()


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list of what is cut: who proposed or changed it, and why."""

    id: int
    number: int
    seal: str
    reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LineRow:
    """What a list takes of one source of money; the pitch's where it is one's, the purse's holder's name."""

    position: int
    kind: str
    purse_id: int | None
    commitment_id: int | None
    available: int
    amount: int
    pitch_id: int | None
    pitch_key: str | None
    ref: str | None
    title: str | None
    state: str | None
    presenter_id: int | None
    investor_id: int | None
    investor: str | None
    advance_id: int | None

    @property
    def source(self) -> Source:
        """The line as figures/shortfalls.py sees it."""
        owners = (self.purse_id, self.commitment_id, self.pitch_id, self.advance_id)
        return Source(self.kind, self.available, *owners)

    @property
    def lost(self) -> int:
        """What its pitch loses: a reservation ends as a whole, its rest is free in the purse again."""
        return self.available if self.kind == "reserved" and self.amount else self.amount


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """Who confirmed a list, for which side."""

    side: str
    by_id: int
    deputy_id: int | None
    by_name: str
    at: datetime


_LISTS: Rows = (
    select(
        *(ShortfallList.id, ShortfallList.number, ShortfallList.seal, ShortfallList.reason),
        *(who_did(Person, _Hand), ShortfallList.at),
    )
    .join(Person, Person.id == ShortfallList.by_id)
    .outerjoin(_Hand, _Hand.id == ShortfallList.deputy_id)
    .where(ShortfallList.shortfall_id == bindparam("shortfall_id"))
    .order_by(ShortfallList.number.desc())
)
_LISTED = union_all(
    select(
        *(ShortfallLine.position, ShortfallLine.kind, ShortfallLine.purse_id, ShortfallLine.commitment_id),
        *(null().label("advance_id"), ShortfallLine.available, ShortfallLine.amount),
    ).where(ShortfallLine.list_id == bindparam("list_id")),
    select(
        *(PromiseLine.position, literal("promised"), null(), null()),
        *(PromiseLine.advance_id, PromiseLine.available, PromiseLine.amount),
    ).where(PromiseLine.list_id == bindparam("list_id")),
).subquery("listed")
_Line = _LISTED.c
_LINES: Rows = (
    select(
        *(_Line.position, _Line.kind, _Line.purse_id, _Line.commitment_id),
        *(_Line.available, _Line.amount, Pitch.id, Pitch.key, Pitch.ref, Pitch.title),
        *(Pitch.state, Pitch.presenter_id, Purse.investor_id, Person.name, _Line.advance_id),
    )
    .outerjoin(Commitment, Commitment.id == _Line.commitment_id)
    .outerjoin(Advance, Advance.id == _Line.advance_id)
    .outerjoin(Pitch, Pitch.id == func.coalesce(Commitment.pitch_id, Advance.pitch_id))
    .outerjoin(Purse, Purse.id == func.coalesce(_Line.purse_id, Commitment.purse_id, Advance.purse_id))
    .outerjoin(Person, Person.id == Purse.investor_id)
    .order_by(_Line.position)
)
_CONSENTS: Rows = (
    select(
        *(ShortfallConsent.side, ShortfallConsent.by_id, ShortfallConsent.deputy_id),
        *(who_did(Person, _Hand), ShortfallConsent.at),
    )
    .join(Person, Person.id == ShortfallConsent.by_id)
    .outerjoin(_Hand, _Hand.id == ShortfallConsent.deputy_id)
    .where(ShortfallConsent.list_id == bindparam("list_id"))
    .order_by(ShortfallConsent.id)
)


def lists_of(session: Session, shortfall_id: int) -> tuple[ListRow, ...]:
    """The lists of a shortfall, newest first."""
    return tuple(ListRow(*row) for row in session.execute(_LISTS, {"shortfall_id": shortfall_id}))


def lines_of(session: Session, list_id: int) -> tuple[LineRow, ...]:
    """The lines of a list in their order."""
    return tuple(LineRow(*row) for row in session.execute(_LINES, {"list_id": list_id}))


def consents_of(session: Session, list_id: int) -> tuple[ConsentRow, ...]:
    """Who confirmed a list so far."""
    return tuple(ConsentRow(*row) for row in session.execute(_CONSENTS, {"list_id": list_id}))


_HOMES: Rows = select(Commitment.id, Commitment.purse_id).where(
    Commitment.id.in_(bindparam("ids", expanding=True))
)
_CHANGE = (
    select(FundChange.key)
    .join(ShortfallEnd, ShortfallEnd.change_id == FundChange.id)
    .where(ShortfallEnd.shortfall_id == bindparam("shortfall_id"))
)


def purses_of(session: Session, commitment_ids: Iterable[int]) -> dict[int, int]:
    """The purse that each commitment came from."""
    found = session.execute(_HOMES, {"ids": sorted(set(commitment_ids))})
    return {row.id: row.purse_id for row in found}


def change_of(session: Session, shortfall_id: int) -> str:
    """The key of the decision by which a shortfall cut its fund."""
    return str(session.execute(_CHANGE, {"shortfall_id": shortfall_id}).scalar_one())


_TIED = (
    select(Pitch.id)
    .join_from(Pitch, Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .where(Pitch.id.in_(bindparam("ids", expanding=True)), or_(WROTE, SPONSORS, INVESTED, RECUSED))
    .limit(1)
)


def tied(session: Session, lines: Iterable[LineRow], people: Iterable[int]) -> frozenset[int]:
    """Who of these people has a part in a pitch of a list. One statement for each person."""
    ids = sorted({line.pitch_id for line in lines if line.pitch_id is not None})
    return frozenset(
        person_id
        for person_id in sorted(set(people))
        if session.execute(_TIED, {"ids": ids, "person_id": person_id}).first() is not None
    )


def facts_of(session: Session, row: ShortfallRow, list_id: int, actor: Actor) -> ShortfallFacts:
    """What the rules of a shortfall look at, for this actor and this list."""
    lines, consents = lines_of(session, list_id), consents_of(session, list_id)
    people = {person for one in consents for person in (one.by_id, one.deputy_id)}
    return ShortfallFacts(
        owner_id=row.owner_id,
        cuts_budget=row.cuts_budget,
        is_open=row.outcome is None,
        adds_up=sum(line.amount for line in lines) == row.amount,
        given=frozenset(one.side for one in consents),
        consented=frozenset(people - {None}),
        tied=tied(session, lines, {*actor.people, row.owner_id}),
    )
