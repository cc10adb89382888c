"""Whose money pays for a supplement, or may; and the tranches that it makes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.features.funding.models import (
    Account,
    Commitment,
    Fund,
    Purse,
    Resolution,
    Supplement,
    SupplementTranche,
    Tranche,
)
from pitchdeck.features.funding.queries.changing import HELD, HeldRow
from pitchdeck.features.funding.queries.restrictions import CATEGORIES, GOALS, apart, purpose
from pitchdeck.features.funding.queries.supplements.rows import SupplementRow
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Revision
from pitchdeck.features.strategy.models import Goal

Rows = Select[*tuple[Any, ...]]
_Deputy = aliased(Person)

_HELD_FOR = HELD.where(Commitment.supplement_id == bindparam("id"))


def held_for(session: Session, supplement_id: int) -> tuple[HeldRow, ...]:
    """The commitments to a supplement that are reserved or committed, in the order of their ids."""
    return tuple(HeldRow(*row) for row in session.execute(_HELD_FOR, {"id": supplement_id}))


@dataclass(frozen=True, slots=True)
class PaysRow:
    """A purse of the viewer's that may pay; `fits` says whether its fund is for this, `purpose` for what."""

    key: str
    fund_name: str
    unit_name: str
    fiscal_year: int
    currency: str
    free: int
    purpose: str
    fits: bool


_PAYS: Rows = (
    select(
        *(Purse.key, Fund.name, Unit.name, Fund.fiscal_year, Fund.currency, Account.balance),
        *(Fund.nature, GOALS, CATEGORIES, Goal.name),
    )
    .join_from(Purse, Fund, Fund.id == Purse.fund_id)
    .join(Unit, Unit.id == Fund.unit_id)
    .join(Account, and_(Account.purse_id == Purse.id, Account.kind == "purse"))
    .join(Supplement, and_(Supplement.round_id == Purse.round_id, Supplement.fiscal_year == Fund.fiscal_year))
    .join(Revision, Revision.id == Supplement.revision_id)
    .join(Goal, Goal.id == Revision.goal_id)
    .where(Supplement.id == bindparam("id"), Purse.investor_id == bindparam("person_id"))
    .order_by(Purse.id)
)


def purses_for(session: Session, row: SupplementRow, person_id: int) -> tuple[PaysRow, ...]:
    """Somebody's purses of the round and year that pay for what is asked."""
    found = session.execute(_PAYS, {"id": row.id, "person_id": person_id})
    return tuple(_pays(each, row.category) for each in found)


def _pays(row: Any, category: str) -> PaysRow:
    *seen, nature, joined_goals, joined_categories, goal = row
    goals, categories = apart(joined_goals), apart(joined_categories)
    fits = nature == "opex" and (not goals or goal in goals) and (not categories or category in categories)
    return PaysRow(*(*seen, purpose(nature, goals, categories), fits))


_INVESTORS = (
    select(Purse.investor_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .join(Account, and_(Account.purse_id == Purse.id, Account.kind == "purse"))
    .where(
        Purse.round_id == bindparam("round_id"),
        Fund.fiscal_year == bindparam("fiscal_year"),
        Account.balance > 0,
    )
    .distinct()
    .order_by(Purse.investor_id)
)


def investors_to_ask(session: Session, row: SupplementRow, authors: frozenset[int]) -> tuple[int, ...]:
    """Whoever has free money that may pay, and did not write the pitch."""
    asked = {"round_id": row.round_id, "fiscal_year": row.fiscal_year}
    return tuple(each for each in session.execute(_INVESTORS, asked).scalars() if each not in authors)


@dataclass(frozen=True, slots=True)
class StakeRow:
    """Whose money stands behind what is asked for."""

    key: str
    by_id: int
    investor_name: str
    fund_name: str
    amount: int
    at: datetime
    settled: bool


_STAKES: Rows = (
    select(
        *(Commitment.key, Commitment.by_id, who_did(Person, _Deputy), Fund.name, Commitment.amount),
        *(Commitment.at, Resolution.id.is_not(None)),
    )
    .join_from(Commitment, Purse, Purse.id == Commitment.purse_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .join(Person, Person.id == Commitment.by_id)
    .outerjoin(_Deputy, _Deputy.id == Commitment.deputy_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(
        Commitment.supplement_id == bindparam("id"),
        or_(Resolution.id.is_(None), Resolution.outcome != "freed"),
    )
    .order_by(Commitment.id)
)


def stakes_in(session: Session, supplement_id: int) -> tuple[StakeRow, ...]:
    """The commitments to a supplement that stand, in the order of coming in."""
    found = session.execute(_STAKES, {"id": supplement_id})
    return tuple(StakeRow(*(*row[:-1], bool(row[-1]))) for row in found)


_NUMBER = select(func.coalesce(func.max(Tranche.number), 0)).where(Tranche.pitch_id == bindparam("pitch_id"))


def next_tranche(session: Session, pitch_id: int) -> int:
    """The number of the next tranche of a pitch."""
    return int(session.execute(_NUMBER, {"pitch_id": pitch_id}).scalar_one()) + 1


_SETTLES = select(SupplementTranche.supplement_id).where(
    SupplementTranche.tranche_id == bindparam("tranche_id"), SupplementTranche.settles.in_([True])
)


def settled_by(session: Session, tranche_id: int) -> int | None:
    """The id of the supplement whose overrun a tranche settles; None for any other tranche."""
    return session.execute(_SETTLES, {"tranche_id": tranche_id}).scalar_one_or_none()
