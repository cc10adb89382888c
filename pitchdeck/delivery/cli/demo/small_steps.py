"""The rolling rounds: small pitches that pass alone, one of them until its account is closed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from pitchdeck.delivery.cli.demo.calendar import Calendar, month_after
from pitchdeck.delivery.cli.demo.cases import small
from pitchdeck.delivery.cli.demo.people import ORGANISATION, House
from pitchdeck.delivery.cli.demo.proposal import Proposal
from pitchdeck.delivery.cli.demo.staging import INVESTORS
from pitchdeck.delivery.cli.demo.under_way import quick_days
from pitchdeck.delivery.cli.demo.writing import MINOR, Desk, launched
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.investments import actions
from pitchdeck.features.investments.actions import ActualEntry, HoursEntry, ReadingEntry, Review
from pitchdeck.features.investments.queries import around
from pitchdeck.features.investments.queries.tranches import tranches_of
from pitchdeck.features.pitches.queries import pitch_to_change
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds.actions import RollingPlan
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.strategy.queries import measure_row

Funds = dict[tuple[str, int], str]
NAME = "Small steps"
PURSE = 10_000
READ_AFTER = 3
"""Months after its launch in which the finished programme's only reading fell due."""
BILLS = (("delivery_facilitation", 2_600, "RE-4476"), ("evaluation", 320, "IL-0219"))
REVIEW = Review(
    "Sales per adviser rose by 310 a month beside the other desk, of 320 promised; 80 of the money is left.",
    "The card stayed beside the phone. Two advisers left, and nobody showed it to those who came.",
    "Whoever joins the desk hears the two recorded calls in the first week.",
)
AHEAD = "Single days of a coach: below 3,000 the review costs more than it finds."


@dataclass(slots=True)
class Rolling:
    """A rolling round that is open, with the purses of its investors."""

    desk: Desk
    round_: Round
    purses: dict[str, str]

    @property
    def session(self) -> Session:
        """The transaction in which the story is told."""
        return self.desk.session

    @property
    def house(self) -> House:
        """The people."""
        return self.desk.house

    def accept(self, proposal: Proposal, *, start: date, at: datetime) -> str:
        """A small pitch that looks for money four days after its first word; its key."""
        pitch = self.desk.submit(proposal, start=start, at=at)
        by, later = self.house["lead"], at + timedelta(days=4)
        funding.screen(self.session, pitch.key, round_key=self.round_.key, by=by, at=later)
        return pitch.key

    def commit(self, pitch: str, investor: str, amount: int, *, at: datetime) -> None:
        """An investor commits whole major units."""
        by, minor = self.house[investor], amount * MINOR
        funding.commit(self.session, self.purses[investor], pitch, minor, by=by, at=at)


def _plan(desk: Desk, year: int, *, at: datetime) -> Round:
    """The lead plans the rolling round of a fiscal year."""
    house = desk.house
    panel = tuple(house[investor].id for investor in INVESTORS)
    plan = RollingPlan(f"{NAME} {year}", house.units[ORGANISATION], house["chair"].id, panel, year)
    return rounds.create_rolling(desk.session, plan, by=house["lead"], at=at)


def _roll(desk: Desk, year: int, funds: Funds, *, at: datetime) -> Rolling:
    """Plan the rolling round of a fiscal year, open it the next day, and give each investor a purse."""
    house, session, later = desk.house, desk.session, at + timedelta(days=1)
    round_ = _plan(desk, year, at=at)
    rounds.start_rolling(session, round_, by=house["chair"], at=later)
    purses = {
        investor: funding.allot(
            session,
            funds[unit, year],
            investor_id=house[investor].id,
            round_id=round_.id,
            amount=PURSE * MINOR,
            by=house["fund_owner"],
            at=later,
        )
        for investor, unit in zip(INVESTORS, ("Sales", "IT", "Production"), strict=True)
    }
    return Rolling(desk, round_, purses)


def told_to_the_end(desk: Desk, calendar: Calendar, funds: Funds) -> None:
    """Tell of a small pitch that was funded, read and closed, and of the end of its round, if it is over."""
    year = calendar.began.year
    rolling = _roll(desk, year, funds, at=calendar.since_start(0, -110))
    launch = calendar.under_way - 2 * READ_AFTER
    proposal, began = launched(small.PHONE, launch), calendar.began
    pitch = rolling.accept(proposal, start=began, at=calendar.since_start(0, -40))
    rolling.commit(pitch, "investor1", 3_000, at=calendar.since_start(0, -34))
    by, approved = desk.house["finance2"], calendar.since_start(0, -30)
    funding.approve(desk.session, pitch, by=by, at=approved)
    _Finished(rolling, calendar, launch).told(pitch, proposal)
    over = datetime(year + 1, 1, 8, 9, tzinfo=UTC)
    if over <= calendar.now:
        funding.end_rolling(desk.session, rolling.round_.key, by=desk.house["chair"], at=over)


def under_way(desk: Desk, calendar: Calendar, funds: Funds) -> None:
    """The rolling round of today: one pitch approved ahead waits for its release, one looks for money.

    The round of the year after it is planned and not open yet.
    """
    days = quick_days(calendar)
    rolling = _roll(desk, days.fiscal_year, funds, at=calendar.ago(60))
    _approve_ahead(rolling, funds["IT", days.fiscal_year], at=calendar.ago(30))

    pitch = rolling.accept(small.RELEASES, start=days.start, at=calendar.ago(16))
    rolling.commit(pitch, "investor2", 2_400, at=calendar.ago(8))
    rolling.accept(small.ANGRY_CALLERS, start=days.start, at=calendar.ago(10))
    _plan(desk, days.fiscal_year + 1, at=calendar.ago(1))


def _approve_ahead(rolling: Rolling, fund: str, *, at: datetime) -> None:
    first, house = at.date(), rolling.house
    terms = funding.Terms(
        fund_key=fund,
        most=3_000 * MINOR,
        total=12_000 * MINOR,
        categories=("delivery_facilitation",),
        valid_from=first + timedelta(days=1),
        valid_to=first + timedelta(days=180),
        reason=AHEAD,
    )
    made = funding.set_standing(rolling.session, terms, by=house["finance"], at=at)
    later = at + timedelta(days=1)
    funding.answer_standing(rolling.session, made.key, verdict="confirmed", by=house["finance2"], at=later)


@dataclass(slots=True)
class _Finished:
    """The life of the small programme, from its release until its account is closed."""

    rolling: Rolling
    calendar: Calendar
    launch: int

    def told(self, pitch: str, proposal: Proposal) -> None:
        """Release, bills, hours, delivery, reading, review; then finance closes it and the rest goes back."""
        session, house, since = self.rolling.session, self.rolling.house, self.calendar.since_start
        presenter, sponsor = house[proposal.presenter], house["sponsor"]
        key = self._release(pitch)
        self._pay(key)
        month = month_after(self.calendar.began, self.launch)
        hours = HoursEntry(month, Decimal(36), "plan-participants")
        actions.record_hours(session, key, hours, by=presenter, at=since(self.launch + 1, 2))
        why = "Two afternoons, all twelve advisers."
        actions.deliver(session, key, by=presenter, at=since(self.launch + 1, 3), why=why)
        due = self.launch + READ_AFTER
        reading = actions.record_reading(session, key, self._read(due), by=presenter, at=since(due, 3))
        actions.attest(session, reading, verdict="attested", by=sponsor, at=since(due, 5))
        review = actions.write_review(session, key, REVIEW, by=presenter, at=since(due, 8))
        actions.answer_review(session, review, verdict="confirmed", by=sponsor, at=since(due, 9))
        actions.close(session, key, by=house["finance"], at=since(due, 14))

    def _release(self, pitch: str) -> str:
        session, finance = self.rolling.session, self.rolling.house["finance"]
        row = pitch_to_change(session, pitch).id
        first = tranches_of(session, row, finance, around(session, row), overdue=False)[0]
        reason, at = "Approved and announced; the trainer is booked.", self.calendar.since_start(0, 2)
        return actions.release(session, first.key, by=finance, at=at, reason=reason) or ""

    def _pay(self, key: str) -> None:
        session, house = self.rolling.session, self.rolling.house
        presenter, finance = house[small.PHONE.presenter], house["finance"]
        for month, (category, amount, reference) in enumerate(BILLS):
            at = self.calendar.since_start(month + 1, 9)
            entry = ActualEntry(
                document_on=at.date() - timedelta(days=3),
                period_on=month_after(self.calendar.began, month),
                category=category,
                amount=amount * MINOR,
                reference=reference,
            )
            actual = actions.report_actual(session, key, entry, by=presenter, at=at)
            actions.confirm_actual(session, actual, by=finance, at=at + timedelta(days=4))

    def _read(self, due: int) -> ReadingEntry:
        measure = measure_row(self.rolling.session, self.rolling.desk.measures[small.PHONE.measure])
        return ReadingEntry(
            measure_key=measure.key,
            read_on=self.calendar.since_start(due, 3).date(),
            covers_from=month_after(self.calendar.began, self.launch),
            covers_to=month_after(self.calendar.began, due - 1),
            value=Decimal(5_310),
            isolation=Decimal("0.8"),
            confidence=Decimal("0.8"),
            method="control_group",
            evidence="Sales per adviser of both desks, controlling, three monthly reports.",
        )
