"""Questions about the end of investments: reviews, what still stands in the way, and what goes back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, exists, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.base.money import in_words
from pitchdeck.features.investments.figures import GRACE_DAYS
from pitchdeck.features.investments.models import (
    Accrual,
    Actual,
    Attestation,
    ClosingAnswer,
    ClosingReview,
    Contract,
    ContractEnd,
    Investment,
    Reading,
)
from pitchdeck.features.investments.policy import Around, ClosingFacts
from pitchdeck.features.investments.queries.around import around
from pitchdeck.features.investments.queries.documents import ACCRUAL_STANDS
from pitchdeck.features.investments.queries.standings import Tracked
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A closing review with its answer; amounts in minor units, as of its day."""

    id: int
    key: str
    investment_id: int
    investment_key: str
    obtained: str
    why: str
    lesson: str
    planned_cost: int
    cost: int
    planned_benefit: int
    benefit: int
    by_name: str
    at: datetime
    verdict: str | None
    reason: str | None
    answered_by: str | None
    answered_at: datetime | None

    @property
    def confirmed(self) -> bool:
        """Whether the sponsor stands behind it."""
        return self.verdict == "confirmed"

    @property
    def share(self) -> float | None:
        """Measured over planned benefit; None where none was planned for the periods due."""
        return self.benefit / self.planned_benefit if self.planned_benefit > 0 else None

    @property
    def cost_share(self) -> float | None:
        """Actual over planned cost; None where none was planned."""
        return self.cost / self.planned_cost if self.planned_cost > 0 else None


_Hand, _Answerer, _AnswerHand, _Later = (
    aliased(Person),
    aliased(Person),
    aliased(Person),
    aliased(ClosingReview),
)
_REVIEWS: Rows = (
    select(
        *(ClosingReview.id, ClosingReview.key, ClosingReview.investment_id, Investment.key),
        *(ClosingReview.obtained, ClosingReview.why, ClosingReview.lesson, ClosingReview.planned_cost),
        *(ClosingReview.cost, ClosingReview.planned_benefit, ClosingReview.benefit),
        *(who_did(Person, _Hand), ClosingReview.at, ClosingAnswer.verdict, ClosingAnswer.reason),
        *(who_did(_Answerer, _AnswerHand), ClosingAnswer.at),
    )
    .join_from(ClosingReview, Investment, Investment.id == ClosingReview.investment_id)
    .join(Person, Person.id == ClosingReview.by_id)
    .outerjoin(_Hand, _Hand.id == ClosingReview.deputy_id)
    .outerjoin(ClosingAnswer, ClosingAnswer.review_id == ClosingReview.id)
    .outerjoin(_Answerer, _Answerer.id == ClosingAnswer.by_id)
    .outerjoin(_AnswerHand, _AnswerHand.id == ClosingAnswer.deputy_id)
)
_NEWEST = ~exists().where(
    _Later.investment_id == ClosingReview.investment_id, _Later.id > ClosingReview.id
).correlate(ClosingReview)
_OF_KEY = _REVIEWS.where(ClosingReview.key == bindparam("key"))
_OF_INVESTMENT = _REVIEWS.where(ClosingReview.investment_id == bindparam("investment_id"), _NEWEST)


def review_of_key(session: Session, key: str) -> ReviewRow:
    """One closing review; NotFound when there is none."""
    row = session.execute(_OF_KEY, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return ReviewRow(*row)


def review_of(session: Session, investment_id: int) -> ReviewRow | None:
    """The newest closing review of an investment; None before the first."""
    row = session.execute(_OF_INVESTMENT, {"investment_id": investment_id}).one_or_none()
    return None if row is None else ReviewRow(*row)


def facts_of_closing(
    session: Session, tracked: Tracked, review: ReviewRow | None, near: Around | None = None
) -> ClosingFacts:
    """An investment at its end, as its rules see it."""
    row = tracked.row
    return ClosingFacts(
        near or around(session, row.pitch_id),
        row.state,
        row.sponsor_id,
        review is not None and review.verdict is None,
    )


_OWN = bindparam("investment_id", type_=Investment.id.type)
_Undo = aliased(Actual)
_OPEN = union_all(
    select(literal("contract").label("what"), Contract.reference.label("name"), Contract.amount).where(
        Contract.investment_id == _OWN, ~exists().where(ContractEnd.contract_id == Contract.id)
    ),
    select(literal("accrual"), Accrual.note, Accrual.amount).where(
        Accrual.investment_id == _OWN, ACCRUAL_STANDS
    ),
    select(literal("cost"), Actual.reference, Actual.amount).where(
        Actual.investment_id == _OWN,
        Actual.confirmed_at.is_(None),
        Actual.reverses_id.is_(None),
        ~exists().where(_Undo.reverses_id == Actual.id),
    ),
    select(literal("reading"), Reading.evidence, Reading.benefit_minor).where(
        Reading.investment_id == _OWN, ~exists().where(Attestation.reading_id == Reading.id)
    ),
)


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """Something about an investment that somebody still has to end: its kind, name and minor units."""

    what: str
    name: str
    amount: int


def open_entries(session: Session, investment_id: int) -> tuple[OpenEntry, ...]:
    """Contracts and accruals that run, costs that wait for finance, readings that wait for the sponsor."""
    found = (OpenEntry(*row) for row in session.execute(_OPEN, {"investment_id": investment_id}))
    return tuple(sorted(found, key=lambda one: (one.what, one.name)))


NAMES = {
    "contract": "contract {}",
    "accrual": "the accrual “{}”",
    "cost": "the reported cost {}",
}
"""What keeps money open, as its refusal names it."""


def too_early(session: Session, tracked: Tracked) -> str:
    """Why an investment cannot be reviewed yet, in words; empty if it can.

    What was promised is measured first; after a stop, or where no benefit is claimed, nothing is waited for.
    """
    waiting = [one for one in open_entries(session, tracked.row.id) if one.what == "reading"]
    if waiting:
        return f"The reading “{waiting[0].name}” waits for its sponsor, who attests or refuses it first."
    if tracked.row.state == "stopped" or not any(tracked.standing.planned_benefit):
        return ""
    coming = [period.on for period in tracked.standing.periods if period.state == "coming"]
    if coming:
        return (
            f"The last planned reading falls due on {max(coming):%Y-%m-%d}. The review comes after it, so "
            "that everything that was promised is measured."
        )
    due = [period.on for period in tracked.standing.periods if period.state == "due"]
    if due:
        until = min(due) + timedelta(days=GRACE_DAYS)
        return (
            f"A reading is due since {min(due):%Y-%m-%d}. Record it first; if nobody does by "
            f"{until:%Y-%m-%d}, it counts as zero and the review can be written."
        )
    return ""


def still_open(session: Session, tracked: Tracked) -> str:
    """Why a reviewed investment cannot be closed yet, in words with the figures; empty if it can."""
    currency = tracked.row.currency
    found = [
        f"{NAMES[one.what].format(one.name)} over {in_words(one.amount, currency)}"
        for one in open_entries(session, tracked.row.id)
        if one.what in NAMES
    ]
    if tracked.overrun:
        found.insert(0, f"the overrun of {in_words(tracked.overrun, currency)}")
    if not found:
        return ""
    return f"Still open: {', '.join(found)}. End, confirm or reverse each of them, then close the investment."
