"""Advance commitments: what is promised from years that have not opened, to whom, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.figures import Held
from pitchdeck.features.funding.models import (
    Account,
    Advance,
    AdvanceApproval,
    AdvanceCut,
    AdvanceEnd,
    Cancellation,
    CancellationAnswer,
    Fund,
    FundCategory,
    FundGoal,
    Purse,
    Review,
)
from pitchdeck.features.funding.policy import CommitmentFacts
from pitchdeck.features.funding.queries.accounts import AccountRow
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.rounds.models import Round

Rows = Select[*tuple[Any, ...]]
_Deputy = aliased(Person)


def _promising(fund: Any) -> ColumnElement[bool]:
    return and_(
        fund.confirmed_at.is_not(None),
        fund.nature == "opex",
        # Named: inside another statement each would look at all funds of the house, and not at this one.
        ~exists().where(FundGoal.fund_id == fund.id).correlate(fund),
        ~exists().where(FundCategory.fund_id == fund.id).correlate(fund),
    )


PROMISING = _promising(Fund)
"""A fund that serves what was promised of its unit and year: open, operating budget, for everything."""


CUT = (
    select(func.coalesce(func.sum(AdvanceCut.amount), 0))
    .where(AdvanceCut.advance_id == Advance.id)
    .correlate(Advance)
    .scalar_subquery()
)
"""What shortfalls took of an advance commitment before it ended, as a column beside it."""
_ASKED = (
    select(func.max(Cancellation.key))
    .where(
        Cancellation.advance_id == Advance.id,
        ~exists().where(CancellationAnswer.cancellation_id == Cancellation.id).correlate(Cancellation),
    )
    .correlate(Advance)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class AdvanceRow:
    """An advance commitment; `kept` once finance approved it, `outcome` once it ended. Minor units.

    `cut` is what shortfalls took of it, `asked` the question to finance whether it may end, while it is open.
    """

    id: int
    key: str
    pitch_id: int
    pitch_key: str
    pitch_ref: str
    pitch_state: str
    revision_id: int
    purse_id: int
    round_id: int
    unit_id: int
    unit_name: str
    beneficiary: bool
    fiscal_year: int
    amount: int
    currency: str
    by_id: int
    investor_name: str
    at: datetime
    review_id: int | None
    reviewer_id: int | None
    kept: int | None
    outcome: str | None
    reason: str | None
    asked: str | None
    cut: int

    @property
    def left(self) -> int:
        """What is promised, or was when it ended."""
        return self.amount if self.kept is None else self.kept - self.cut

    @property
    def held(self) -> Held:
        """The promise as figures.py sees it."""
        return Held(self.id, self.fiscal_year, self.amount)


ADVANCES: Rows = (
    select(
        *(Advance.id, Advance.key, Advance.pitch_id, Pitch.key, Pitch.ref, Pitch.state, Advance.revision_id),
        *(Advance.purse_id, Purse.round_id, Advance.unit_id, Unit.name, Advance.unit_id == Pitch.unit_id),
        *(Advance.fiscal_year, Advance.amount, Fund.currency, Advance.by_id, who_did(Person, _Deputy)),
        *(Advance.at, AdvanceApproval.review_id, Review.by_id, AdvanceApproval.kept),
        *(AdvanceEnd.outcome, AdvanceEnd.reason, _ASKED, CUT),
    )
    .join_from(Advance, Pitch, Pitch.id == Advance.pitch_id)
    .join(Purse, Purse.id == Advance.purse_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .join(Unit, Unit.id == Advance.unit_id)
    .join(Person, Person.id == Advance.by_id)
    .outerjoin(_Deputy, _Deputy.id == Advance.deputy_id)
    .outerjoin(AdvanceApproval, AdvanceApproval.advance_id == Advance.id)
    .outerjoin(Review, Review.id == AdvanceApproval.review_id)
    .outerjoin(AdvanceEnd, AdvanceEnd.advance_id == Advance.id)
)
_OPEN = ADVANCES.where(AdvanceEnd.id.is_(None))
_OF_PITCHES = _OPEN.where(Advance.pitch_id.in_(bindparam("ids", expanding=True))).order_by(Advance.id)
_OF_KEY = ADVANCES.where(Advance.key == bindparam("key"))
_OF_PERSON = _OPEN.where(Advance.by_id == bindparam("person_id")).order_by(Advance.fiscal_year, Advance.id)
_ALL = _OPEN.order_by(Advance.fiscal_year, Unit.name, Advance.id)
_Next = aliased(Fund)
_OF_FUND = _OPEN.join(
    _Next, (_Next.unit_id == Advance.unit_id) & (_Next.fiscal_year == Advance.fiscal_year)
).where(_Next.id == bindparam("fund_id"), _promising(_Next))


def _rows(session: Session, statement: Rows, **asked: Any) -> tuple[AdvanceRow, ...]:
    found = session.execute(statement, asked)
    return tuple(AdvanceRow(*(*row[:11], bool(row[11]), *row[12:-1], int(row[-1]))) for row in found)


def promised_to(session: Session, pitch_ids: Iterable[int]) -> tuple[AdvanceRow, ...]:
    """The advance commitments to these pitches that have not ended, in the order of their ids."""
    return _rows(session, _OF_PITCHES, ids=sorted(set(pitch_ids)))


def promised_by(session: Session, person_id: int) -> tuple[AdvanceRow, ...]:
    """An investor's advance commitments that have not ended, by year."""
    return _rows(session, _OF_PERSON, person_id=person_id)


def promised_in_all(session: Session) -> tuple[AdvanceRow, ...]:
    """Every advance commitment that has not ended, by year and unit."""
    return _rows(session, _ALL)


def promised_from(session: Session, fund_id: int) -> tuple[AdvanceRow, ...]:
    """What a fund serves and has not served yet: the earliest approved first."""
    rows = _rows(session, _OF_FUND, fund_id=fund_id)
    return tuple(sorted(rows, key=lambda row: (row.kept is None, row.review_id or 0, row.id)))


def as_announced(rows: Iterable[AdvanceRow]) -> tuple[AdvanceRow, ...]:
    """These rows without what finance approved and has not been published yet."""
    return tuple(
        row if row.pitch_state == "funded" else replace(row, kept=None, review_id=None) for row in rows
    )


def advance_of_key(session: Session, key: str) -> AdvanceRow:
    """The advance commitment of a key; NotFound when there is none."""
    found = _rows(session, _OF_KEY, key=key)
    if not found:
        raise NotFound
    return found[0]


_KNOWN = select(exists().where(Advance.key == bindparam("key")))


def is_advance(session: Session, key: str) -> bool:
    """Whether a key is that of an advance commitment; commitments of both kinds have one address."""
    return bool(session.execute(_KNOWN, {"key": key}).scalar_one())


_FACTS: Rows = (
    select(
        Advance.by_id,
        or_(AdvanceEnd.id.is_not(None), AdvanceApproval.id.is_not(None)),
        *(Pitch.state, Round.state, Round.funding_closes_at),
    )
    .join_from(Advance, Purse, Purse.id == Advance.purse_id)
    .join(Pitch, Pitch.id == Advance.pitch_id)
    .join(Round, Round.id == Purse.round_id)
    .outerjoin(AdvanceApproval, AdvanceApproval.advance_id == Advance.id)
    .outerjoin(AdvanceEnd, AdvanceEnd.advance_id == Advance.id)
    .where(Advance.key == bindparam("key"))
)


def facts_of_advance(session: Session, key: str, *, at: datetime | None = None) -> CommitmentFacts:
    """An advance commitment that someone wants back; NotFound when there is none."""
    row = session.execute(_FACTS, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return CommitmentFacts(row[0], bool(row[1]), row[2], row[3], row[4], at)


_COMING: Rows = select(
    *(Account.id, Account.kind, Account.fund_id, Account.purse_id, Account.pitch_id),
    *(Account.fiscal_year, Account.currency, Account.balance, Account.ceiling, Account.unit_id),
).where(Account.kind == "coming", Account.unit_id.in_(bindparam("ids", expanding=True)))


def coming_of(session: Session, unit_ids: Iterable[int]) -> dict[tuple[int, int], AccountRow]:
    """The accounts of units' coming money by (unit id, fiscal year)."""
    found = session.execute(_COMING, {"ids": sorted(set(unit_ids))})
    return {(row.unit_id, row.fiscal_year): AccountRow(*row[:-1]) for row in found}


_SERVING = (
    select(Fund.name)
    .where(PROMISING, Fund.unit_id == bindparam("unit_id"), Fund.fiscal_year == bindparam("fiscal_year"))
    .order_by(Fund.id)
    .limit(1)
)


def serving_fund(session: Session, unit_id: int, fiscal_year: int) -> str | None:
    """The name of a unit's open fund of a year, whose money is committed from purses; none before."""
    asked = {"unit_id": unit_id, "fiscal_year": fiscal_year}
    return session.execute(_SERVING, asked).scalar_one_or_none()


_OPEN_FUNDS: Rows = (
    select(Fund.unit_id, Fund.fiscal_year)
    .where(PROMISING, Fund.unit_id.in_(bindparam("ids", expanding=True)))
    .order_by(Fund.id)
)


def open_funds(session: Session, unit_ids: Iterable[int]) -> frozenset[tuple[int, int]]:
    """Which of these units have an open fund of which fiscal year, so that nothing of it is promised."""
    found = session.execute(_OPEN_FUNDS, {"ids": sorted(set(unit_ids))})
    return frozenset((row.unit_id, row.fiscal_year) for row in found)


NEEDS = (
    select(
        func.coalesce(
            func.sum(
                case(
                    (Pitch.state == "funded", func.coalesce(AdvanceApproval.kept - CUT, Advance.amount)),
                    else_=Advance.amount,
                )
            ),
            0,
        )
    )
    .join_from(Advance, Pitch, Pitch.id == Advance.pitch_id)
    .outerjoin(AdvanceApproval, AdvanceApproval.advance_id == Advance.id)
    .where(
        Advance.unit_id == Fund.unit_id,
        Advance.fiscal_year == Fund.fiscal_year,
        PROMISING,
        ~exists().where(AdvanceEnd.advance_id == Advance.id),
    )
    .correlate(Fund)
    .scalar_subquery()
)
"""What the promises of a fund still need of it, as a column beside it: the rule of the database's trigger."""
_NEEDED = select(NEEDS).select_from(Fund).where(Fund.id == bindparam("fund_id"))


def needed_by_promises(session: Session, fund_id: int) -> int:
    """What the promises of an open fund need of it and have not got yet; zero for funds that serve none."""
    return int(session.execute(_NEEDED, {"fund_id": fund_id}).scalar_one())
