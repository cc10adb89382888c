"""Everything that the page of one investment, and its part on the pitch's page, show."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.features.funding.models import Account
from pitchdeck.features.funding.queries import supplements
from pitchdeck.features.funding.queries.losses import LostYear, lost_years
from pitchdeck.features.funding.queries.supplements import SupplementRow
from pitchdeck.features.investments.figures import month_after
from pitchdeck.features.investments.policy import Around, InvestmentFacts
from pitchdeck.features.investments.queries.around import around, knows_whose, seen
from pitchdeck.features.investments.queries.choices import (
    MeasureChoice,
    RateChoice,
    measure_choices,
    rate_choices,
    worth_of,
)
from pitchdeck.features.investments.queries.closing import ReviewRow, facts_of_closing, review_of
from pitchdeck.features.investments.queries.contracts import ContractRow, contracts_of, released_by_year
from pitchdeck.features.investments.queries.documents import Document, accruals_of, credits_of
from pitchdeck.features.investments.queries.entries import (
    ActualRow,
    HoursRow,
    actuals_of,
    hours_of,
)
from pitchdeck.features.investments.queries.gates import GateRow, facts_of_gate, gates_of
from pitchdeck.features.investments.queries.readings import ReadingRow, readings_of
from pitchdeck.features.investments.queries.standings import Tracked, tracked_of_key, tracked_of_pitch
from pitchdeck.features.investments.queries.tranches import TrancheRow, is_overdue, tranches_of
from pitchdeck.features.people.queries import names_of

_BALANCES = (
    select(Account.kind, func.coalesce(func.sum(Account.balance), 0))
    .where(Account.pitch_id == bindparam("pitch_id"))
    .group_by(Account.kind)
    .order_by(Account.kind)
)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Where the committed money is, over all years, in minor units."""

    committed: int
    released: int
    contracted: int
    spent: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of history with the person's name."""

    who: str
    verb: str
    at: datetime
    from_state: str | None
    to_state: str | None
    why: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the viewer may add here, each with the reason where not."""

    report: Verdict
    contract: Verdict
    accrue: Verdict
    hours: Verdict
    reading: Verdict
    deliver: Verdict
    more: Verdict


@dataclass(frozen=True, slots=True)
class InvestmentPage:
    """One investment: plan beside actual, its money, tranches, entries and history."""

    tracked: Tracked
    near: Around
    verdicts: Verdicts
    tranches: tuple[TrancheRow, ...]
    contracts: tuple[ContractRow, ...]
    accruals: tuple[Document, ...]
    credits: tuple[Document, ...]
    actuals: tuple[ActualRow, ...]
    hours: tuple[HoursRow, ...]
    readings: tuple[ReadingRow, ...]
    money: MoneyRow
    lost: tuple[LostYear, ...]
    events: tuple[EventRow, ...]
    review: ReviewRow | None
    may_review: Verdict
    may_close: Verdict
    more: tuple[SupplementRow, ...]
    """What more was asked for, the oldest first."""
    gates: tuple[GateRow, ...]
    may_call: Verdict

    @property
    def gate(self) -> GateRow | None:
        """The newest gate, while it is open or its stop waits for finance."""
        newest = self.gates[-1] if self.gates else None
        waits = newest is not None and (newest.verdict is None or newest.waits_for_finance)
        return newest if waits else None

    @property
    def approved_more(self) -> int:
        """What finance approved since, beside the ask that stays as it is."""
        return sum(each.amount for each in self.more if each.outcome == "approved")

    @property
    def accrued(self) -> int:
        """What of the spent money waits for its invoice, in minor units."""
        return sum(each.amount for each in _open(self.accruals))


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What a form about an investment offers; `worths` is a unit of each measure a month, by its key.

    `contracts` and `accruals` are those that an invoice may name, `released` what is free of each year.
    `next_months` are the first and last month of the reading that is planned next.
    """

    tracked: Tracked
    verdicts: Verdicts
    rates: tuple[RateChoice, ...]
    measures: tuple[MeasureChoice, ...]
    worths: dict[str, int | None]
    next_months: tuple[date, date] | None
    contracts: tuple[ContractRow, ...]
    accruals: tuple[Document, ...]
    released: dict[int, int]


@dataclass(frozen=True, slots=True)
class Section:
    """An investment on its pitch's page; before the first release only the tranches are there."""

    tracked: Tracked | None
    tranches: tuple[TrancheRow, ...]


def investment_seen_by(session: Session, key: str, viewer: Actor, *, today: date) -> tuple[Tracked, Around]:
    """One investment and the people around it; NotFound unless `investment:see` opens it to the viewer."""
    tracked = tracked_of_key(session, key, today=today)
    if tracked is None:
        raise NotFound
    return tracked, seen(viewer, around(session, tracked.row.pitch_id), tracked.row.state)


def investment_page(session: Session, key: str, viewer: Actor, *, today: date) -> InvestmentPage:
    """The page of one investment; NotFound unless `investment:see` opens it to the viewer."""
    tracked, near = investment_seen_by(session, key, viewer, today=today)
    row = tracked.row
    review = review_of(session, row.id)
    ending = facts_of_closing(session, tracked, review, near)
    return InvestmentPage(
        tracked=tracked,
        near=near,
        verdicts=verdicts_for(viewer, InvestmentFacts(near, row.state)),
        tranches=tranches_of(session, row.pitch_id, viewer, near, overdue=is_overdue(tracked)),
        contracts=contracts_of(session, row.id, viewer, near),
        accruals=accruals_of(session, row.id, viewer, near),
        credits=credits_of(session, row.id, viewer, near),
        actuals=actuals_of(session, row.id, viewer, near),
        hours=hours_of(session, row.id, viewer, near),
        readings=readings_of(session, row.id, viewer, near),
        money=_money(session, row.pitch_id),
        lost=lost_years(session, row.pitch_id),
        events=_events(session, key, near, whose=knows_whose(viewer, near)),
        review=review,
        may_review=policy.may("investment:review", viewer, ending),
        may_close=policy.may("investment:close", viewer, ending),
        more=supplements.supplements_of(session, row.pitch_id),
        gates=gates_of(session, row.id),
        may_call=policy.may("gate:call", viewer, facts_of_gate(session, row, viewer, near)),
    )


def entry_page(session: Session, key: str, viewer: Actor, *, today: date) -> EntryPage:
    """What the forms of an investment need; NotFound unless `investment:see` opens it to the viewer."""
    tracked, near = investment_seen_by(session, key, viewer, today=today)
    measures = measure_choices(session, tracked.row)
    return EntryPage(
        tracked=tracked,
        verdicts=verdicts_for(viewer, InvestmentFacts(near, tracked.row.state)),
        rates=rate_choices(session, tracked.row),
        measures=measures,
        worths={each.key: worth_of(tracked.row, each, tracked.row.baseline_on) for each in measures},
        next_months=_next_months(tracked),
        contracts=_payable(contracts_of(session, tracked.row.id, viewer, near)),
        accruals=_open(accruals_of(session, tracked.row.id, viewer, near)),
        released={year: free for year, (free, _) in released_by_year(session, tracked.row.pitch_id).items()},
    )


def section_for(session: Session, pitch: object, viewer: Actor, *, today: date) -> Section | None:
    """The investment's part of a pitch's page: `pitch` has id and state; None before the pitch is funded."""
    if getattr(pitch, "state", "") != "funded":
        return None
    pitch_id: int = getattr(pitch, "id")  # noqa: B009  # any row of a pitch will do
    tracked = tracked_of_pitch(session, pitch_id, today=today)
    near = around(session, pitch_id)
    return Section(tracked, tranches_of(session, pitch_id, viewer, near, overdue=is_overdue(tracked)))


def _payable(contracts: tuple[ContractRow, ...]) -> tuple[ContractRow, ...]:
    return tuple(each for each in contracts if each.state == "confirmed")


def _open(accruals: tuple[Document, ...]) -> tuple[Document, ...]:
    return tuple(each for each in accruals if each.ended_at is None)


def _next_months(tracked: Tracked) -> tuple[date, date] | None:
    start = tracked.row.baseline_on
    for period in tracked.standing.periods:
        if period.state != "evidenced":
            return month_after(start, period.first), month_after(start, period.last)
    return None


def verdicts_for(viewer: Actor, facts: InvestmentFacts) -> Verdicts:
    """What the viewer may add to an investment."""
    return Verdicts(
        contract=policy.may("contract:report", viewer, facts),
        accrue=policy.may("accrual:record", viewer, facts),
        report=policy.may("actual:report", viewer, facts),
        hours=policy.may("hours:record", viewer, facts),
        reading=policy.may("reading:record", viewer, facts),
        deliver=policy.may("investment:deliver", viewer, facts),
        more=policy.may("supplement:ask", viewer, facts),
    )


def _money(session: Session, pitch_id: int) -> MoneyRow:
    balances = {kind: int(total) for kind, total in session.execute(_BALANCES, {"pitch_id": pitch_id})}
    return MoneyRow(*(balances.get(kind, 0) for kind in MoneyRow.__slots__))


AT_GATES = frozenset({"gate_called", "gate_answered", "went_on", "rescoped", "paused", "stop_decided"})
AN_INVESTOR = "An investor"


def _events(session: Session, key: str, near: Around, *, whose: bool) -> tuple[EventRow, ...]:
    """The history; investors have no name, and no amount, for who does not know whose money it is."""
    entries = history.of(session, "investment", key)
    names = names_of(session, {each for entry in entries for each in entry.people})

    def told(entry: history.Entry) -> EventRow:
        unnamed = not whose and entry.verb in AT_GATES and bool(near.investors & set(entry.people))
        who, detail = (AN_INVESTOR, {}) if unnamed else (entry.who(names), entry.detail)
        states = (entry.from_state, entry.to_state)
        return EventRow(who, entry.verb, entry.at, *states, entry.why, detail)

    return tuple(told(entry) for entry in entries)
