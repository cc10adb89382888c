"""What finance reviews besides pitches: more money for running investments that is reserved in full."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, cast, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Review, Supplement, SupplementEnd
from pitchdeck.features.funding.policy import limit_of
from pitchdeck.features.funding.queries.facts import invested, recused, sponsors, wrote
from pitchdeck.features.funding.queries.supplements import GIVEN, OPEN
from pitchdeck.features.investments.models import Actual, Investment, Overrun
from pitchdeck.features.investments.queries.documents import OPEN_OVERRUN
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.projection import fiscal_year_of

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class MoreToReview:
    """A covered supplement as finance's queue shows it, in minor units.

    `first` and `more` were approved before, and count against a limit together with `amount`; `over` is what
    is overspent in its year.
    """

    key: str
    ref: str
    title: str
    presenter_name: str
    unit_name: str
    currency: str
    fiscal_year: int
    amount: int
    until_on: date
    at: datetime
    first: int
    more: int
    over: int
    conflicted: bool
    own: bool
    above_limit: bool

    @property
    def counted(self) -> int:
        """What would be approved for the pitch in all."""
        return self.first + self.more + self.amount

    @property
    def pays(self) -> int:
        """What of it pays the overrun in the act that approves it."""
        return min(self.over, self.amount)

    @property
    def red(self) -> bool:
        """Whether another person of finance has to approve it."""
        return self.conflicted or self.own or self.above_limit


_Older = aliased(Supplement)
_FIRST = (
    select(Review.amounts)
    .where(Review.pitch_id == Supplement.pitch_id, Review.verdict == "approved")
    .order_by(Review.id.desc())
    .limit(1)
    .correlate(Supplement)
    .scalar_subquery()
)
_MORE = (
    select(cast(func.coalesce(func.sum(_Older.amount), 0), BigInteger))
    .join(SupplementEnd, SupplementEnd.supplement_id == _Older.id)
    .where(_Older.pitch_id == Supplement.pitch_id, SupplementEnd.outcome == "approved")
    .correlate(Supplement)
    .scalar_subquery()
)
_Undo = aliased(Actual)
_OVER: Rows = (
    select(Investment.pitch_id, Actual.period_on, OPEN_OVERRUN)
    .join_from(Overrun, Actual, Actual.id == Overrun.actual_id)
    .join(Investment, Investment.id == Actual.investment_id)
    .where(
        Investment.pitch_id.in_(bindparam("ids", expanding=True)),
        OPEN_OVERRUN > 0,
        ~exists().where(_Undo.reverses_id == Actual.id),
    )
    .order_by(Overrun.id)
)


def _covered(people: Iterable[int]) -> Rows:
    """What is reserved in full; any of these people may have a part in it, or have asked for it."""
    told = sorted(people)
    parts = [rule(each) for each in told for rule in (wrote, sponsors, invested, recused)]
    asked = or_(Supplement.by_id.in_(told), func.coalesce(Supplement.deputy_id, 0).in_(told))
    return (
        select(
            *(Supplement.pitch_id, Supplement.key, Pitch.ref, Revision.title, Person.name, Unit.name),
            *(Revision.currency, Supplement.fiscal_year, Supplement.amount, Supplement.until_on),
            *(Supplement.at, _FIRST, _MORE, or_(*parts), asked),
        )
        .join_from(Supplement, Pitch, Pitch.id == Supplement.pitch_id)
        .join(Revision, Revision.id == Supplement.revision_id)
        .join(Person, Person.id == Pitch.presenter_id)
        .join(Unit, Unit.id == Pitch.unit_id)
        .where(OPEN, Supplement.amount <= GIVEN)
        .order_by(Supplement.amount.desc(), Supplement.at, Supplement.id)
    )


def more_to_review(session: Session, actor: Actor) -> tuple[MoreToReview, ...]:
    """What is reserved in full and waits for finance: red first, then the dearest, then the oldest.

    Whose place the actor takes counts with them. One statement, three where something waits.
    """
    rows = session.execute(_covered(actor.people)).all()
    over = _overspent(session, {row[0] for row in rows}) if rows else {}
    limit = limit_of(actor, "finance")
    found = [_row(row, over.get((row[0], row.fiscal_year), 0), limit) for row in rows]
    return tuple(sorted(found, key=lambda each: not each.red))


def _overspent(session: Session, pitch_ids: Iterable[int]) -> dict[tuple[int, int], int]:
    """What is overspent and open, by pitch and fiscal year."""
    start = the_organisation(session).fiscal_year_start
    found: dict[tuple[int, int], int] = {}
    for pitch_id, period_on, amount in session.execute(_OVER, {"ids": sorted(pitch_ids)}):
        key = (pitch_id, fiscal_year_of(period_on, 0, fiscal_year_start=start))
        found[key] = found.get(key, 0) + amount
    return found


def _row(row: Any, over: int, limit: int | None) -> MoreToReview:
    _pitch, *seen, amounts, more, conflicted, own = row
    first = sum(int(amount) for amount in (amounts or {}).values())
    above = limit is not None and first + more + row.amount > limit
    return MoreToReview(*(*seen, first, more, over, bool(conflicted), bool(own), above))
