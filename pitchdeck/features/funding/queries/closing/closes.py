"""Year ends that were made, who re-opened them, and what a closed year refuses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.models import (
    Account,
    Commitment,
    Fund,
    FundClose,
    Purse,
    Reopening,
    ReopeningAnswer,
    Resolution,
    Transfer,
)
from pitchdeck.features.funding.policy import ReopeningFacts
from pitchdeck.features.funding.queries.closing.books import (
    STANDS,
    accounts_to_close,
    owner_of,
    standing_closes,
)
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch

Rows = Select[*tuple[Any, ...]]
_Undo = aliased(Transfer)


@dataclass(frozen=True, slots=True)
class CloseRow:
    """A year end of a fund, and what became of it: asked to be re-opened, re-opened, or standing."""

    id: int
    ref: str
    fund_id: int
    fund_key: str
    fiscal_year: int
    committed: str
    unallotted: str
    reason: str
    amounts: dict[str, Any]
    by_name: str
    at: datetime
    reopening_key: str | None
    asked_by_id: int | None
    asked_deputy_id: int | None
    asked_by_name: str | None
    asked_reason: str | None
    asked_at: datetime | None
    verdict: str | None
    returned: dict[str, Any] | None
    answered_by_name: str | None
    answered_at: datetime | None

    @property
    def stands(self) -> bool:
        """Whether the year is closed by this row."""
        return self.verdict != "confirmed"

    @property
    def waits(self) -> bool:
        """Whether a re-opening waits for its second person."""
        return self.reopening_key is not None and self.verdict is None


_Closer, _CloserHand = aliased(Person), aliased(Person)
_Asker, _AskerHand = aliased(Person), aliased(Person)
_Second, _SecondHand = aliased(Person), aliased(Person)
_Later = aliased(Reopening)
_NEWEST = (
    select(func.max(_Later.id)).where(_Later.close_id == FundClose.id).correlate(FundClose).scalar_subquery()
)
_CLOSES: Rows = (
    select(
        *(FundClose.id, FundClose.ref, FundClose.fund_id, Fund.key, FundClose.fiscal_year),
        *(FundClose.committed, FundClose.unallotted, FundClose.reason, FundClose.amounts),
        *(who_did(_Closer, _CloserHand), FundClose.at),
        *(Reopening.key, Reopening.by_id, Reopening.deputy_id, who_did(_Asker, _AskerHand)),
        *(Reopening.reason, Reopening.at, ReopeningAnswer.verdict, ReopeningAnswer.returned),
        *(who_did(_Second, _SecondHand), ReopeningAnswer.at),
    )
    .join_from(FundClose, Fund, Fund.id == FundClose.fund_id)
    .join(_Closer, _Closer.id == FundClose.by_id)
    .outerjoin(_CloserHand, _CloserHand.id == FundClose.deputy_id)
    .outerjoin(Reopening, Reopening.id == _NEWEST)
    .outerjoin(_Asker, _Asker.id == Reopening.by_id)
    .outerjoin(_AskerHand, _AskerHand.id == Reopening.deputy_id)
    .outerjoin(ReopeningAnswer, ReopeningAnswer.reopening_id == Reopening.id)
    .outerjoin(_Second, _Second.id == ReopeningAnswer.by_id)
    .outerjoin(_SecondHand, _SecondHand.id == ReopeningAnswer.deputy_id)
    .order_by(FundClose.id.desc())
)
_OF_FUND = _CLOSES.where(FundClose.fund_id == bindparam("fund_id"))
_OF_REF = _CLOSES.where(FundClose.ref == bindparam("ref"))
_OF_REOPENING = _CLOSES.where(Reopening.key == bindparam("key"))


def closes_of(session: Session, fund_id: int) -> tuple[CloseRow, ...]:
    """A fund's year ends, newest first."""
    return tuple(CloseRow(*row) for row in session.execute(_OF_FUND, {"fund_id": fund_id}))


def close_of_ref(session: Session, ref: str) -> CloseRow:
    """The year end of a reference; NotFound when there is none."""
    return _one(session.execute(_OF_REF, {"ref": ref}).one_or_none())


def close_of_reopening(session: Session, key: str) -> CloseRow:
    """The year end that a re-opening is about; NotFound when there is none or a newer one was asked."""
    return _one(session.execute(_OF_REOPENING, {"key": key}).one_or_none())


def _one(row: Any) -> CloseRow:
    if row is None:
        raise NotFound
    return CloseRow(*row)


_REOPENING = select(Reopening.id).where(Reopening.key == bindparam("key"))


def reopening_id(session: Session, key: str) -> int:
    """The id of a re-opening that was asked for."""
    return int(session.execute(_REOPENING, {"key": key}).scalar_one())


def facts_of_reopening(session: Session, close: CloseRow) -> ReopeningFacts:
    """A year end as the rules of its re-opening see it."""
    shut = standing_closes(session)
    later = any(fund_id == close.fund_id and year > close.fiscal_year for fund_id, year in shut)
    return ReopeningFacts(
        owner_of(session, close.fund_id),
        close.stands,
        not later,
        close.asked_by_id,
        close.asked_deputy_id,
        close.waits,
    )


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """A fiscal year of a pitch that all its funds have closed, and who closed the last of them."""

    fiscal_year: int
    by_name: str
    at: datetime

    @property
    def words(self) -> str:
        """What is closed and what to do, as a refusal says it."""
        return (
            f"Fiscal year {self.fiscal_year} of this programme's money was closed by {self.by_name}. "
            f"Date it in {self.fiscal_year + 1}, or ask finance to re-open the year."
        )


_Carry = aliased(Transfer)
_BROUGHT = (
    select(_Carry.id)
    .join(Account, Account.id == _Carry.to_id)
    .where(
        _Carry.commitment_id == Commitment.id,
        _Carry.verb == "carry",
        Account.fiscal_year == bindparam("year"),
    )
    .correlate(Commitment)
    .exists()
)
_FREED = exists().where(Resolution.commitment_id == Commitment.id, Resolution.outcome == "freed")
_CLOSERS: Rows = (
    select(FundClose.id, who_did(_Closer, _CloserHand), FundClose.at)
    .join_from(Commitment, Purse, Purse.id == Commitment.purse_id)
    .outerjoin(
        FundClose,
        and_(FundClose.fund_id == Purse.fund_id, FundClose.fiscal_year == bindparam("year"), STANDS),
    )
    .outerjoin(_Closer, _Closer.id == FundClose.by_id)
    .outerjoin(_CloserHand, _CloserHand.id == FundClose.deputy_id)
    .where(
        Commitment.pitch_id == bindparam("pitch_id"),
        ~_FREED,
        or_(Commitment.fiscal_year == bindparam("year"), _BROUGHT),
    )
    .order_by(FundClose.id)
)


def closed_year(session: Session, pitch_id: int, year: int) -> ClosedYear | None:
    """Whether every fund with money in a pitch's year has closed it; None while one of them is open."""
    rows = session.execute(_CLOSERS, {"pitch_id": pitch_id, "year": year}).all()
    if not rows or any(row[0] is None for row in rows):
        return None
    last = max(rows, key=lambda row: row[0])
    return ClosedYear(year, last[1], last[2])


def open_year(session: Session, pitch_id: int, year: int) -> int:
    """The first year from this one on that the funds of a pitch have not closed: its money is there."""
    while closed_year(session, pitch_id, year):
        year += 1
    return year


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A transfer of a year end, as its re-opening reads it; `undone` when it was reversed."""

    id: int
    verb: str
    from_id: int
    from_kind: str
    to_id: int
    to_kind: str
    amount: int
    currency: str
    commitment_id: int | None


_MADE: Rows = (
    select(
        *(Transfer.id, Transfer.verb, Transfer.from_id, Transfer.from_kind, Transfer.to_id),
        *(Transfer.to_kind, Transfer.amount, Transfer.currency, Transfer.commitment_id),
    )
    .where(
        Transfer.document == bindparam("ref"),
        Transfer.verb.in_(("carry", "lapse")),
        Transfer.to_id.in_(bindparam("ids", expanding=True)),
        ~exists().where(_Undo.reverses_id == Transfer.id),
    )
    .order_by(Transfer.id)
)


def transfers_of_close(session: Session, close: CloseRow) -> tuple[MadeRow, ...]:
    """What a year end carried and let lapse, in its order."""
    ids = accounts_to_close(session, close.fund_id, close.fiscal_year)
    found = session.execute(_MADE, {"ref": close.ref, "ids": list(ids)})
    return tuple(MadeRow(*row) for row in found)


_NAMES: Rows = select(Pitch.id, Pitch.key, Pitch.ref, Pitch.title).where(
    Pitch.id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class NamedPitch:
    """A pitch as a statement names it."""

    key: str
    ref: str
    title: str


def named_pitches(session: Session, pitch_ids: Iterable[int]) -> dict[int, NamedPitch]:
    """Key, reference and title of pitches, by id."""
    found = session.execute(_NAMES, {"ids": sorted(set(pitch_ids))})
    return {row.id: NamedPitch(row.key, row.ref or "", row.title) for row in found}
