"""A funded pitch with two tranches, and every act on its investment in a transaction of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from pitchdeck.base.db import Database, Writing
from pitchdeck.base.policy import Actor, Grant
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.investments import actions, queries
from pitchdeck.features.investments.actions import (
    AccrualEntry,
    ActualEntry,
    ContractEntry,
    CreditEntry,
    HoursEntry,
    ReadingEntry,
)
from pitchdeck.features.investments.queries import InvestmentPage, Tracked
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.figures import CostRow
from pitchdeck.features.scoring import actions as scoring
from tests.factories.cast import Cast
from tests.factories.pitches import AT, measure, open_round, rates, submitted
from tests.factories.scores import DELIBERATION, SCORING, Known, give
from tests.remembered import remembered

Answer = TypeVar("Answer")
FUNDING, REVIEW = AT + timedelta(days=47), AT + timedelta(days=61)
RELEASE = datetime(2026, 4, 20, 10, 0, tzinfo=UTC)
APRIL = date(2026, 4, 1)
COSTS = (
    CostRow(
        "development", "design_development", "Building it", {"finished_hours": 4, "ratio": 71, "rate": 60}
    ),
    CostRow("one_off", "delivery_facilitation", "Coaches", {"amount": 30000, "month": 2}, "Quote 7"),
)


@dataclass
class Stage:
    """The funded pitch, its tranches' keys in their order, and its investment's key after the release."""

    database: Database
    cast: Cast
    pitch_id: int
    ref: str
    measure_key: str
    tranches: list[str]
    key: str = ""
    at: datetime = RELEASE
    extra: dict[str, Any] = field(default_factory=dict)

    def act(self, what: Callable[[Writing], Answer]) -> Answer:
        with self.database.writing() as turn:
            return what(turn)

    def do(self, verb: str, *values: Any, by: str | Actor, at: datetime | None = None, **more: Any) -> Any:
        """An act of investments by one of the cast."""
        doing, person = getattr(actions, verb), self.cast.actors[by] if isinstance(by, str) else by
        return self.act(lambda turn: doing(turn.session, *values, by=person, at=at or self.at, **more))

    def with_finance(self, name: str) -> Actor:
        """One of the cast who holds finance's mandate as well."""
        person = self.cast.actors[name]
        return replace(person, grants=(*person.grants, Grant("finance")))

    def release(self, number: int = 1, by: str | Actor = "finance", at: datetime | None = None) -> str:
        self.key = self.do("release", self.tranches[number - 1], by=by, at=at, reason="The plan stands.")
        return self.key

    def actual(self, amount: int, *, confirmed_by: str | Actor = "", **more: Any) -> str:
        entry: dict[str, Any] = {
            "document_on": self.at.date(),
            "period_on": self.at.date(),
            "category": "delivery_facilitation",
            "amount": amount,
            "reference": f"RE-{amount}",
            "vendor": "Coach & Co",
        } | more
        key: str = self.do("report_actual", self.key, ActualEntry(**entry), by="presenter")
        if confirmed_by:
            self.do("confirm_actual", key, by=confirmed_by)
        return key

    def contract(self, amount: int, *, confirmed_by: str | Actor = "", **more: Any) -> str:
        entry: dict[str, Any] = {
            "reference": f"PO-{amount}",
            "vendor": "Coach & Co",
            "amount": amount,
            "fiscal_year": 2026,
            "ends_on": date(2026, 12, 31),
        } | more
        key: str = self.do("report_contract", self.key, ContractEntry(**entry), by="presenter")
        if confirmed_by:
            self.do("confirm_contract", key, by=confirmed_by)
        return key

    def accrual(self, amount: int, by: str | Actor = "finance", **more: Any) -> str:
        entry: dict[str, Any] = {
            "period_on": APRIL,
            "category": "delivery_facilitation",
            "amount": amount,
            "note": "Two days of coaching, by the day's rate.",
        } | more
        key: str = self.do("accrue", self.key, AccrualEntry(**entry), by=by)
        return key

    def credit(self, actual: str, amount: int, by: str | Actor = "finance", **more: Any) -> str:
        entry: dict[str, Any] = {
            "reference": f"CN-{amount}",
            "document_on": self.at.date(),
            "amount": amount,
            "reason": "A day was cancelled.",
        } | more
        key: str = self.do("credit", actual, CreditEntry(**entry), by=by)
        return key

    def hours(self, hours: str, rate: str = "plan-participants", period_on: date = APRIL) -> str:
        entry = HoursEntry(period_on, Decimal(hours), rate)
        key: str = self.do("record_hours", self.key, entry, by="presenter")
        return key

    def reading(self, value: str = "4", **more: Any) -> str:
        entry: dict[str, Any] = {
            "measure_key": self.measure_key,
            "read_on": self.at.date(),
            "covers_from": date(2026, 6, 1),
            "covers_to": date(2026, 8, 31),
            "value": Decimal(value),
            "isolation": Decimal("0.6"),
            "confidence": Decimal("0.8"),
            "method": "trend_line",
            "evidence": "Rework report 2026-09",
        } | more
        key: str = self.do("record_reading", self.key, ReadingEntry(**entry), by="presenter")
        return key

    def tracked(self, today: date | None = None) -> Tracked:
        with self.database.snapshot() as session:
            found = queries.tracked_of_key(session, self.key, today=today or self.at.date())
        assert found is not None
        return found

    def page(self, viewer: Actor, today: date | None = None) -> InvestmentPage:
        with self.database.snapshot() as session:
            return queries.investment_page(session, self.key, viewer, today=today or self.at.date())


def build(database: Database, cast: Cast, title: str = "Solve it in the first call") -> Stage:
    """Everything up to the published decision: 30,000.00 committed, in two tranches of 2026."""

    def funded() -> Stage:
        with database.writing() as turn:
            return _funded(turn.session, database, cast, title)

    return remembered(database, ("funded", title), funded, database=database, cast=cast)


def released(database: Database, cast: Cast) -> Stage:
    """The same with its first tranche released on 20 April 2026: 12,000.00 may be spent."""

    def first() -> Stage:
        stage = build(database, cast)
        stage.release()
        return stage

    return remembered(database, "first tranche released", first, database=database, cast=cast)


def _funded(session: Session, database: Database, cast: Cast, title: str) -> Stage:
    rates(session, cast)
    round_ = open_round(session, cast)
    own = measure(session, cast, goal=f"Goal of {title}", name=f"Rework, {title}")
    pitch = submitted(session, cast, own.id, title=title, costs=COSTS)
    pitches.screen(session, pitch.key, round_key=round_.key, by=cast.lead, at=AT)
    pitches.open_scoring(session, round_.key, by=cast.chair, at=SCORING)
    known = Known(pitch.id, pitch.key, str(pitch.ref), round_.id)
    for investor in (cast.investor1, cast.investor2):
        give(session, known, 4, by=investor)
    scoring.close_scoring(session, round_.key, by=cast.chair, at=DELIBERATION)
    ref = str(pitch.ref)
    scoring.shortlist(session, round_.key, [ref], by=cast.chair, at=DELIBERATION)
    key = purse(session, cast, round_.id)
    funding.open_funding(session, round_.key, by=cast.chair, at=FUNDING)
    funding.commit(session, key, ref, 30_000_00, by=cast.investor1, at=FUNDING)
    funding.close_funding(session, round_.key, by=cast.chair, at=REVIEW)
    funding.approve(session, ref, by=cast.finance, at=REVIEW)
    funding.decide(session, round_.key, by=cast.chair, at=REVIEW)
    funding.publish(session, round_.key, by=cast.chair, at=REVIEW)
    section = queries.section_for(session, pitch, cast.finance, today=RELEASE.date())
    assert section is not None
    return Stage(database, cast, pitch.id, ref, own.key, [tranche.key for tranche in section.tranches])


def purse(session: Session, cast: Cast, round_id: int) -> str:
    """Investor 1's purse of 50,000.00 from a confirmed fund; its key."""
    fund = funding.open_fund(
        session,
        name="Sales 2026",
        unit_id=cast.units["Sales"],
        fiscal_year=2026,
        amount=100_000_00,
        owner_id=cast.fund_owner.id,
        by=cast.finance,
        at=AT,
    )
    funding.confirm_fund(session, fund.key, by=cast.finance2, at=AT)
    return funding.allot(
        session,
        fund.key,
        investor_id=cast.investor1.id,
        round_id=round_id,
        amount=50_000_00,
        by=cast.fund_owner,
        at=AT,
    )
