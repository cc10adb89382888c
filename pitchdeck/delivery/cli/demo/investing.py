"""What became of the four funded programmes: money released and spent, hours, readings, attestations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from pitchdeck.delivery.cli.demo.calendar import Calendar, month_after
from pitchdeck.delivery.cli.demo.finished import PROPOSALS
from pitchdeck.delivery.cli.demo.staging import Stage
from pitchdeck.features.investments import actions, queries
from pitchdeck.features.investments.actions import (
    AccrualEntry,
    ActualEntry,
    ContractEntry,
    CreditEntry,
    ErpRow,
    HoursEntry,
    ReadingEntry,
)
from pitchdeck.features.investments.queries import around
from pitchdeck.features.investments.queries.tranches import tranches_of
from pitchdeck.features.strategy.queries import measure_row

FIRST_TRANCHES = {
    "mobile": "Approved and published; the lessons are ordered.",
    "simulator": "Approved and published; the first milestone is due.",
    "orders": "Approved and published; the coach is booked.",
    "dealers": "Approved and published; the first twenty dealers have dates.",
}


@dataclass(frozen=True, slots=True)
class Bill:
    """A document about money spent, in minor units, in a month counted from the start."""

    name: str
    month: int
    category: str
    amount: int
    reference: str
    vendor: str = ""
    contract: str = ""


BILLS = (
    Bill("mobile", 0, "design_development", 1_272_728, "RE-4471", "Transoft partners"),
    Bill("mobile", 2, "evaluation", 470_000, "IL-0212"),
    Bill("simulator", 0, "msp", 9_600_000, "RE-4480", "Boardroom Simulations"),
    Bill("simulator", 1, "msp", 2_800_000, "RE-4517", "Boardroom Simulations", "PO-2207"),
    Bill("orders", 1, "delivery_facilitation", 690_000, "RE-4533", "Desk Coaches"),
    Bill("dealers", 0, "design_development", 6_000_000, "RE-4486", "Sprachwerk"),
    Bill("dealers", 1, "delivery_facilitation", 9_640_000, "RE-4540", "Dealer Academy"),
)
"""The last bill is more than was released: an overrun, which turns the programme red and blocks its money."""
ORDER = Bill("simulator", 0, "msp", 2_850_000, "PO-2207", "Boardroom Simulations")
"""A contract; one of the bills is an invoice of it and leaves a rest open."""
ACCOUNTED = (("RE-4471", 1_272_728), ("RE-4480", 9_640_000), ("IB-0077", 88_000))
"""What the accounts have of the first month: one bill differs, one is not ours, one of ours is missing."""
CREDITED = "RE-4480"
"""The bill that its vendor corrects."""
LATE_ORDER = Bill("orders", 0, "delivery_facilitation", 95_000, "PO-2231", "Desk Coaches")
"""A contract that waits for finance."""
LATE_BILL = Bill("orders", 2, "evaluation", 195_000, "RE-4702", "Quality Panel")
"""Came months late: reported and not yet confirmed."""
HOURS: Mapping[str, Decimal] = {
    "mobile": Decimal(94),
    "simulator": Decimal(1480),
    "orders": Decimal(146),
    "dealers": Decimal(2350),
}
"""Hours that people really spent learning, at the rate of the plan."""
PLANNED_RATE = "plan-participants"
QUARTER = 3


@dataclass(frozen=True, slots=True)
class Method:
    """How a measure is read."""

    measure: str
    isolation: Decimal
    confidence: Decimal
    name: str
    evidence: str


COMPARED = Method(
    "adviser_sales",
    Decimal(1),
    Decimal(1),
    "control_group",
    "Sales per adviser, northern region against two regions that wait; controlling, monthly report.",
)
REGRESSED = Method(
    "account_revenue",
    Decimal("0.1975"),
    Decimal("0.8"),
    "model",
    "Regression of 31 renewals on price, volume and training; market growth is taken out.",
)


def told(stage: Stage, calendar: Calendar) -> None:
    """Tell the life of the four programmes from the first release until now: green, amber, grey and red."""
    life = _Life(stage, calendar, launch=calendar.under_way - 2 * QUARTER)
    for name, reason in FIRST_TRANCHES.items():
        life.release(name, reason)
    ordered = calendar.since_start(0, 5)
    life.order(ORDER, at=ordered)
    actions.confirm_contract(
        stage.session,
        life.contracts[ORDER.reference],
        by=stage.house["finance"],
        at=ordered + timedelta(days=1),
    )
    for bill in BILLS:
        reported = calendar.since_start(bill.month + 1, 9)
        key = life.report(bill, at=reported)
        actions.confirm_actual(stage.session, key, by=stage.house["finance"], at=reported + timedelta(days=6))
    life.corrected(calendar)
    life.reconciled(calendar)
    life.learned()
    for method, name, value in ((COMPARED, "mobile", "54800"), (REGRESSED, "simulator", "161.89")):
        reading = life.read(name, method, value, life.launch, at=calendar.since_start(life.due, 7))
        life.attest(reading, at=calendar.since_start(life.due, 12))
    life.read("mobile", COMPARED, "54650", life.due, at=calendar.ago(2))
    life.report(LATE_BILL, at=calendar.ago(3))
    life.order(LATE_ORDER, at=calendar.ago(1))


@dataclass(slots=True)
class _Life:
    """The investments by short name, and what is done to them."""

    stage: Stage
    calendar: Calendar
    launch: int
    keys: dict[str, str] = field(default_factory=dict)
    contracts: dict[str, str] = field(default_factory=dict)

    @property
    def due(self) -> int:
        """The month at whose start the first reading falls due."""
        return self.launch + QUARTER

    def release(self, name: str, reason: str) -> None:
        """Finance releases the first tranche in the month of the start, which opens the investment."""
        stage, finance = self.stage, self.stage.house["finance"]
        pitch = stage.pitches[name]
        near = around(stage.session, pitch.id)
        first = tranches_of(stage.session, pitch.id, finance, near, overdue=False)[0]
        at = self.calendar.since_start(0, 2)
        investment = actions.release(stage.session, first.key, by=finance, at=at, reason=reason)
        if investment is None:  # a large one has two persons
            second = stage.house["finance2"]
            investment = actions.release(stage.session, first.key, by=second, at=at, reason=reason)
        self.keys[name] = investment or ""

    def order(self, order: Bill, *, at: datetime) -> None:
        """The presenter reports a contract that runs until after the telling."""
        session, house = self.stage.session, self.stage.house
        entry = ContractEntry(
            reference=order.reference,
            vendor=order.vendor,
            amount=order.amount,
            fiscal_year=self.stage.days.fiscal_year,
            ends_on=month_after(self.calendar.began, 14),
            note="Signed copy with procurement.",
        )
        by = house[PROPOSALS[order.name].presenter]
        self.contracts[order.reference] = actions.report_contract(
            session, self.keys[order.name], entry, by=by, at=at
        )

    def report(self, bill: Bill, *, at: datetime) -> str:
        """The presenter reports a document three days after its date; the actual's key."""
        entry = ActualEntry(
            document_on=(at - timedelta(days=3)).date(),
            period_on=month_after(self.calendar.began, bill.month),
            category=bill.category,
            amount=bill.amount,
            reference=bill.reference,
            vendor=bill.vendor,
            contract=self.contracts.get(bill.contract, ""),
        )
        key, by = self.keys[bill.name], self.stage.house[PROPOSALS[bill.name].presenter]
        return actions.report_actual(self.stage.session, key, entry, by=by, at=at)

    def corrected(self, calendar: Calendar) -> None:
        """Finance accrues the rest of the contract at the month's end, and records a vendor's credit note."""
        session, finance = self.stage.session, self.stage.house["finance"]
        month = month_after(calendar.began, 1)
        entry = AccrualEntry(
            period_on=month,
            category="msp",
            amount=30_000,
            note="Half a day of support, by the contract's day rate.",
            contract=self.contracts[ORDER.reference],
        )
        key = self.keys[ORDER.name]
        actions.accrue(session, key, entry, by=finance, at=calendar.since_start(2, 16))
        page = queries.investment_page(session, key, finance, today=calendar.today)
        invoice = next(each for each in page.actuals if each.reference == CREDITED)
        note = CreditEntry("GS-0091", calendar.since_start(2, 17).date(), 40_000, "Two seats were not used.")
        actions.credit(session, invoice.key, note, by=finance, at=calendar.since_start(2, 18))

    def reconciled(self, calendar: Calendar) -> None:
        """Finance takes in the accounts' list of the first bills' month: one differs, one is missing."""
        month = month_after(calendar.began, 1)
        rows = tuple(
            ErpRow(place, "KST-410", reference, month.replace(day=8), amount)
            for place, (reference, amount) in enumerate(ACCOUNTED, start=2)
        )
        by, at = self.stage.house["finance"], calendar.since_start(2, 20)
        actions.take_in(self.stage.session, month, rows, by=by, at=at)

    def learned(self) -> None:
        """Presenters record the hours of the launch month; the mobile lessons are delivered."""
        session, house = self.stage.session, self.stage.house
        at = self.calendar.since_start(self.launch + 1, 4)
        for name, hours in HOURS.items():
            entry = HoursEntry(month_after(self.calendar.began, self.launch), hours, PLANNED_RATE)
            by = house[PROPOSALS[name].presenter]
            actions.record_hours(session, self.keys[name], entry, by=by, at=at)
        presenter = house[PROPOSALS["mobile"].presenter]
        why = "Twelve lessons to 25 advisers; 24 of them finished."
        actions.deliver(session, self.keys["mobile"], by=presenter, at=at + timedelta(days=20), why=why)

    def read(self, name: str, method: Method, value: str, first: int, *, at: datetime) -> str:
        """The presenter records what was read of three months from `first` on; the reading's key."""
        measure = measure_row(self.stage.session, self.stage.desk.measures[method.measure])
        entry = ReadingEntry(
            measure_key=measure.key,
            read_on=at.date(),
            covers_from=month_after(self.calendar.began, first),
            covers_to=month_after(self.calendar.began, first + QUARTER - 1),
            value=Decimal(value),
            isolation=method.isolation,
            confidence=method.confidence,
            method=method.name,
            evidence=method.evidence,
        )
        by = self.stage.house[PROPOSALS[name].presenter]
        return actions.record_reading(self.stage.session, self.keys[name], entry, by=by, at=at)

    def attest(self, reading: str, *, at: datetime) -> None:
        """The sponsor stands by a reading."""
        sponsor = self.stage.house["sponsor"]
        actions.attest(self.stage.session, reading, verdict="attested", by=sponsor, at=at)
