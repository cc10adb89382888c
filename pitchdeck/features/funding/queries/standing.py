"""Standing approvals with what they have left, what each was used for, and which may cover a pitch."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.base.history import History
from pitchdeck.features.funding.models import (
    Commitment,
    Fund,
    Purse,
    Resolution,
    StandingAnswer,
    StandingApproval,
    StandingCategory,
    StandingEnd,
    StandingUse,
)
from pitchdeck.features.funding.policy import StandingFacts
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import AskCategory, Pitch

Rows = Select[*tuple[Any, ...]]

LEFT = "left_to_finance"
"""The verb of a covered pitch that no standing approval approved; its reason says why."""


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A standing approval; money in minor units, `used` is what its uses come to."""

    id: int
    key: str
    ref: str
    most: int
    total: int
    valid_from: date
    valid_to: date
    reason: str
    at: datetime
    fund_id: int
    fund_key: str
    fund_name: str
    fiscal_year: int
    owner_id: int
    currency: str
    by_id: int
    deputy_id: int | None
    by_name: str
    verdict: str | None
    answer: str | None
    answered_by_id: int | None
    answered_deputy_id: int | None
    answered_by: str | None
    answered_at: datetime | None
    end_reason: str | None
    ended_by: str | None
    ended_at: datetime | None
    used: int
    uses: int
    categories: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """What it may still approve in all."""
        return self.total - self.used

    @property
    def people(self) -> frozenset[int]:
        """Who set and who confirmed it, and whoever did so in their place."""
        every = (self.by_id, self.deputy_id, self.answered_by_id, self.answered_deputy_id)
        return frozenset(each for each in every if each is not None)

    @property
    def facts(self) -> StandingFacts:
        """The approval as its rules see it."""
        waits = self.verdict is None
        return StandingFacts(self.owner_id, self.by_id, self.deputy_id, waits, self.ended_at is not None)

    def state(self, today: date) -> str:
        """Where it stands that day, in a word of the page."""
        if self.ended_at is not None:
            return "ended"
        if self.verdict != "confirmed":
            return "declined" if self.verdict else "waits"
        if today > self.valid_to:
            return "over"
        return "early" if today < self.valid_from else "works" if self.left else "exhausted"


_By, _For, _Answerer, _ForAnswerer = aliased(Person), aliased(Person), aliased(Person), aliased(Person)
_Ender, _ForEnder = aliased(Person), aliased(Person)
_OF = StandingUse.approval_id == StandingApproval.id
_USED = (
    select(func.coalesce(func.sum(StandingUse.amount), 0))
    .where(_OF)
    .correlate(StandingApproval)
    .scalar_subquery()
)
_USES = select(func.count(StandingUse.id)).where(_OF).correlate(StandingApproval).scalar_subquery()
_APPROVALS: Rows = (
    select(
        *(StandingApproval.id, StandingApproval.key, StandingApproval.ref, StandingApproval.most_minor),
        *(StandingApproval.total_minor, StandingApproval.valid_from, StandingApproval.valid_to),
        *(StandingApproval.reason, StandingApproval.at, Fund.id, Fund.key, Fund.name, Fund.fiscal_year),
        *(Fund.owner_id, Fund.currency, StandingApproval.by_id, StandingApproval.deputy_id),
        who_did(_By, _For),
        *(StandingAnswer.verdict, StandingAnswer.reason, StandingAnswer.by_id, StandingAnswer.deputy_id),
        *(who_did(_Answerer, _ForAnswerer), StandingAnswer.at),
        *(StandingEnd.reason, who_did(_Ender, _ForEnder), StandingEnd.at, _USED, _USES),
    )
    .join_from(StandingApproval, Fund, Fund.id == StandingApproval.fund_id)
    .join(_By, _By.id == StandingApproval.by_id)
    .outerjoin(_For, _For.id == StandingApproval.deputy_id)
    .outerjoin(StandingAnswer, StandingAnswer.approval_id == StandingApproval.id)
    .outerjoin(_Answerer, _Answerer.id == StandingAnswer.by_id)
    .outerjoin(_ForAnswerer, _ForAnswerer.id == StandingAnswer.deputy_id)
    .outerjoin(StandingEnd, StandingEnd.approval_id == StandingApproval.id)
    .outerjoin(_Ender, _Ender.id == StandingEnd.by_id)
    .outerjoin(_ForEnder, _ForEnder.id == StandingEnd.deputy_id)
    .order_by(StandingApproval.id)
)
_OF_KEY = _APPROVALS.where(StandingApproval.key == bindparam("key"))
_OF_IDS = _APPROVALS.where(StandingApproval.id.in_(bindparam("ids", expanding=True)))
_WAITING = _APPROVALS.where(StandingAnswer.id.is_(None), StandingEnd.id.is_(None))
_CATEGORIES: Rows = (
    select(StandingCategory.approval_id, StandingCategory.category)
    .where(StandingCategory.approval_id.in_(bindparam("ids", expanding=True)))
    .order_by(StandingCategory.id)
)


def _row(found: Any) -> StandingRow:
    return StandingRow(*(*found[:27], int(found[27]), found[28]))


def _rows(session: Session, query: Rows, **asked: Any) -> tuple[StandingRow, ...]:
    rows = [_row(found) for found in session.execute(query, asked)]
    named: dict[int, list[str]] = {}
    for approval_id, category in session.execute(_CATEGORIES, {"ids": [row.id for row in rows]}):
        named.setdefault(approval_id, []).append(category)
    return tuple(replace(row, categories=tuple(named.get(row.id, ()))) for row in rows)


def standings(session: Session) -> tuple[StandingRow, ...]:
    """Every standing approval, the oldest first. Two statements."""
    return _rows(session, _APPROVALS)


def standing_of_key(session: Session, key: str) -> StandingRow:
    """The standing approval of a key; NotFound when there is none."""
    found = _rows(session, _OF_KEY, key=key)
    if not found:
        raise NotFound
    return found[0]


def standings_waiting(session: Session) -> tuple[StandingRow, ...]:
    """What waits for a second person, the oldest first, without its categories."""
    return tuple(_row(found) for found in session.execute(_WAITING))


_LOCKED = (
    select(StandingApproval.id)
    .join(StandingAnswer, StandingAnswer.approval_id == StandingApproval.id)
    .where(
        StandingAnswer.verdict == "confirmed",
        StandingApproval.fund_id == bindparam("fund_id"),
        StandingApproval.valid_from <= bindparam("day", type_=StandingApproval.valid_from.type),
        StandingApproval.valid_to >= bindparam("day", type_=StandingApproval.valid_to.type),
    )
    .order_by(StandingApproval.id)
    .with_for_update(of=StandingApproval, key_share=True)
)
_TO_CHANGE = (
    select(StandingApproval.id)
    .where(StandingApproval.key == bindparam("key"))
    .with_for_update(of=StandingApproval, key_share=True)
)


def standings_to_use(session: Session, fund_id: int, day: date) -> tuple[StandingRow, ...]:
    """The confirmed approvals of a fund that work that day and were not ended, held until the act ends.

    Two acts never use the last of one: the second reads what the first has left.
    """
    ids = list(session.execute(_LOCKED, {"fund_id": fund_id, "day": day}).scalars())
    return tuple(row for row in _rows(session, _OF_IDS, ids=ids) if row.ended_at is None)


def standing_to_change(session: Session, key: str) -> StandingRow:
    """The standing approval of a key, held until the act ends; NotFound when there is none."""
    session.execute(_TO_CHANGE, {"key": key})
    return standing_of_key(session, key)


_FUNDS: Rows = (
    select(Fund.id, Fund.name)
    .join_from(Commitment, Purse, Purse.id == Commitment.purse_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(
        Commitment.pitch_id == bindparam("pitch_id"),
        func.coalesce(Resolution.outcome, "held") != "freed",
    )
    .group_by(Fund.id, Fund.name)
    .order_by(Fund.id)
)
_ASKED: Rows = (
    select(AskCategory.category)
    .where(AskCategory.revision_id == bindparam("revision_id"))
    .distinct()
    .order_by(AskCategory.category)
)


def funds_behind(session: Session, pitch_id: int) -> dict[int, str]:
    """The funds whose money is reserved or committed for a pitch, by id."""
    found = session.execute(_FUNDS, {"pitch_id": pitch_id})
    return {row.id: row.name for row in found}


def categories_asked(session: Session, revision_id: int) -> tuple[str, ...]:
    """The categories of cost that a revision asks money for; none where they were not kept."""
    return tuple(session.execute(_ASKED, {"revision_id": revision_id}).scalars())


@dataclass(frozen=True, slots=True)
class UseRow:
    """A pitch that a standing approval approved."""

    ref: str
    title: str
    amount: int
    used_on: date


_USED_FOR: Rows = (
    select(Pitch.ref, Pitch.title, StandingUse.amount, StandingUse.used_on)
    .join_from(StandingUse, Pitch, Pitch.id == StandingUse.pitch_id)
    .where(StandingUse.approval_id == bindparam("approval_id"))
    .order_by(StandingUse.id.desc())
)


def uses_of(session: Session, approval_id: int) -> tuple[UseRow, ...]:
    """What a standing approval was used for, the newest first."""
    return tuple(UseRow(*row) for row in session.execute(_USED_FOR, {"approval_id": approval_id}))


_LEFT: Rows = (
    select(Pitch.id, History.why)
    .join_from(History, Pitch, Pitch.key == History.subject_key)
    .where(
        History.subject_kind == "pitch",
        History.verb == LEFT,
        Pitch.id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(History.id)
)


def left_to_finance(session: Session, pitch_ids: Iterable[int]) -> dict[int, str]:
    """Why no standing approval approved these pitches, by pitch id; nothing where none was asked."""
    found = session.execute(_LEFT, {"ids": sorted(set(pitch_ids))})
    return {row.id: row.why for row in found}
