"""What the rules about supplements look at."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import (
    Fund,
    Purse,
    Review,
    Supplement,
    SupplementEnd,
)
from pitchdeck.features.funding.policy import SupplementFacts
from pitchdeck.features.funding.queries.facts import CONFLICTS, INVESTED, ME, RECUSED, SPONSORS, WROTE
from pitchdeck.features.funding.queries.supplements.rows import SupplementRow, supplement_of_key
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.rounds.models import PanelSeat, Round

Rows = Select[*tuple[Any, ...]]

_OWN_PURSE = (
    select(Purse.id)
    .join(Fund, Fund.id == Purse.fund_id)
    .where(
        Purse.round_id == Supplement.round_id,
        Fund.fiscal_year == Supplement.fiscal_year,
        Purse.investor_id == ME,
        or_(bindparam("purse_key", "") == "", Purse.key == bindparam("purse_key", "")),
    )
    .correlate(Supplement)
)
_OWN_UNIT = (
    _OWN_PURSE.join(Person, Person.id == Purse.investor_id).where(Person.unit_id == Fund.unit_id).exists()
)
_SEATED = or_(
    Round.chair_id == ME,
    exists().where(PanelSeat.round_id == Pitch.round_id, PanelSeat.person_id == ME).correlate(Pitch),
)
_FACTS: Rows = (
    select(WROTE, SPONSORS, INVESTED, RECUSED, _OWN_PURSE.exists(), _OWN_UNIT, _SEATED)
    .join_from(Supplement, Pitch, Pitch.id == Supplement.pitch_id)
    .join(Revision, Revision.id == Supplement.revision_id)
    .join(Round, Round.id == Supplement.round_id)
    .where(Supplement.id == bindparam("id"))
)
_AUTHORS = select(CoAuthor.person_id).where(CoAuthor.pitch_id == bindparam("pitch_id")).order_by(CoAuthor.id)


def facts_of_supplement(
    session: Session,
    row: SupplementRow,
    actor: Actor,
    *,
    purse_key: str = "",
    today: date | None = None,
    amount: int = 0,
) -> SupplementFacts:
    """The actor's part in what is asked for; with a purse's key the facts about purses are of that one.

    The conflicts of a deputy count beside those of whose place they take.
    """
    asked = {"id": row.id, "purse_key": purse_key}
    parts = [session.execute(_FACTS, asked | {"person_id": each}).one() for each in (actor.id, *actor.others)]
    authors = session.execute(_AUTHORS, {"pitch_id": row.pitch_id}).scalars()
    conflicts = {name: any(part[at] for part in parts) for at, name in enumerate(CONFLICTS)}
    own = parts[0]
    return SupplementFacts(
        ended=row.outcome is not None,
        unfunded=row.round_state != "funding",
        covered=row.given >= row.amount,
        until_on=row.until_on,
        asked_by=frozenset({row.by_id, row.deputy_id} - {None}),
        authors=frozenset({row.presenter_id, *authors}),
        own_purse=bool(own[4]),
        own_unit=bool(own[5]),
        seated=bool(own[6]),
        today=today,
        amount=amount,
        **conflicts,
    )


def seen_supplement(session: Session, key: str, viewer: Actor) -> SupplementRow:
    """What is asked for by this key; NotFound when there is none, or it is not open to the viewer."""
    row = supplement_of_key(session, key)
    if not policy.may("supplement:see", viewer, facts_of_supplement(session, row, viewer)):
        raise NotFound
    return row


_APPROVED = (
    select(Review.amounts, Review.at)
    .where(Review.pitch_id == bindparam("pitch_id"), Review.verdict == "approved")
    .order_by(Review.id.desc())
    .limit(1)
)
_MORE = (
    select(cast(func.coalesce(func.sum(Supplement.amount), 0), BigInteger))
    .join(SupplementEnd, SupplementEnd.supplement_id == Supplement.id)
    .where(Supplement.pitch_id == bindparam("pitch_id"), SupplementEnd.outcome == "approved")
)


@dataclass(frozen=True, slots=True)
class Approved:
    """What finance approved for a pitch: first, and more since; in minor units."""

    first: int
    more: int

    @property
    def total(self) -> int:
        return self.first + self.more


@dataclass(frozen=True, slots=True)
class Approval:
    """Money that finance approved: how much and when; the first time it is of no single fiscal year.

    What ran before pitchdeck was approved elsewhere: no moment is known.
    """

    amount: int
    fiscal_year: int | None
    at: datetime | None


_SINCE: Rows = (
    select(Supplement.amount, Supplement.fiscal_year, SupplementEnd.at)
    .join(SupplementEnd, SupplementEnd.supplement_id == Supplement.id)
    .where(Supplement.pitch_id == bindparam("pitch_id"), SupplementEnd.outcome == "approved")
    .order_by(SupplementEnd.id)
)


def approvals_of(session: Session, pitch_id: int, *, asked: int) -> tuple[Approval, ...]:
    """What finance approved first and what more since, the oldest first; empty where there was no more.

    What ran before was entered with what it `asked`.
    """
    since = [Approval(*each) for each in session.execute(_SINCE, {"pitch_id": pitch_id})]
    if not since:
        return ()
    row = session.execute(_APPROVED, {"pitch_id": pitch_id}).one_or_none()
    return (Approval(_total(row.amounts), None, row.at) if row else Approval(asked, None, None), *since)


def _total(amounts: Any) -> int:
    return sum(int(amount) for amount in amounts.values())


def approved_of(session: Session, pitch_id: int) -> Approved:
    """What finance approved for a funded pitch so far. Two statements."""
    amounts = session.execute(_APPROVED, {"pitch_id": pitch_id}).scalars().one_or_none() or {}
    more = session.execute(_MORE, {"pitch_id": pitch_id}).scalar_one()
    return Approved(_total(amounts), int(more))
