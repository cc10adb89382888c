"""Releases, contracts, invoices, credit notes and accruals of what is funded."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from pitchdeck.features.investments.actions import AccrualEntry, ActualEntry, ContractEntry, CreditEntry
from tests.machine.base import AMOUNTS, FINANCE, PLACES, Base, needs

OPEN_CONTRACTS = (
    "SELECT c.key FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id"
    " JOIN investment i ON i.id = c.investment_id WHERE e.id IS NULL AND i.key = :key ORDER BY c.id"
)
ACCRUALS = (
    "SELECT a.key FROM accrual a LEFT JOIN accrual_end e ON e.accrual_id = a.id"
    " JOIN investment i ON i.id = a.investment_id WHERE e.id IS NULL AND i.key = :key ORDER BY a.id"
)
KIND = "delivery_facilitation"
EARLIER = st.sampled_from((0, 0, 20, 60))
REPORTERS = st.sampled_from(("presenter", "finance"))


class Spending(Base):
    """Money from released to spent, and back."""

    @rule(place=PLACES, by=FINANCE)
    @needs("tranches")
    def release(self, place: int, by: str) -> None:
        key = self.pick("tranches", place)
        if key:
            self.invest("release", key, by=by, reason="The plan stands.")

    @rule(place=PLACES)
    @needs("tranches")
    def release_by_two(self, place: int) -> None:
        for by in ("finance", "finance2"):
            self.release(place, by)

    @rule(place=PLACES, amount=AMOUNTS, later=st.sampled_from((0, 0, 0, 1)), confirmed=st.booleans())
    @needs("lives")
    def report_contract(self, place: int, amount: int, later: int, confirmed: bool) -> None:  # noqa: FBT001  # Hypothesis names it
        key, year = self.pick("lives", place), self.at.year + later
        if key:
            entry = ContractEntry(f"PO-{self.count}", "Coach & Co", amount, year, date(year, 12, 31))
            made = self.invest("report_contract", key, entry, by="presenter")
            if made and confirmed:
                self.invest("confirm_contract", made, by="finance")

    @rule(place=PLACES)
    @needs("unconfirmed_contracts")
    def confirm_contract(self, place: int) -> None:
        key = self.pick("unconfirmed_contracts", place)
        if key:
            self.invest("confirm_contract", key, by="finance2")

    @rule(place=PLACES, by=REPORTERS)
    @needs("contracts")
    def end_contract(self, place: int, by: str) -> None:
        key = self.pick("contracts", place)
        if key:
            self.invest("end_contract", key, by=by, reason="Over.")

    @rule(
        place=PLACES,
        which=st.integers(0, 5),
        amount=AMOUNTS,
        earlier=EARLIER,
        confirmed=st.booleans(),
    )
    @needs("lives")
    def report_actual(self, place: int, which: int, amount: int, earlier: int, confirmed: bool) -> None:  # noqa: FBT001  # Hypothesis names it
        """With a contract, in place of an accrual, or neither."""
        key, day = self.pick("lives", place), self.at.date()
        if not key:
            return
        more: dict[str, Any] = {"vendor": "Coach & Co"}
        if which % 2:
            more["contract"] = self.one(OPEN_CONTRACTS, which, key=key) or ""
        if which > 2:
            more["accrual"] = self.one(ACCRUALS, which, key=key) or ""
        reference, period = f"RE-{self.count}", day - timedelta(days=earlier)
        entry = ActualEntry(day, period, KIND, amount, reference, **more)
        made = self.invest("report_actual", key, entry, by="presenter")
        if made and confirmed:
            self.invest("confirm_actual", made, by="finance")

    @rule(place=PLACES)
    @needs("unconfirmed_actuals")
    def confirm_actual(self, place: int) -> None:
        key = self.pick("unconfirmed_actuals", place)
        if key:
            self.invest("confirm_actual", key, by="finance2")

    @rule(place=PLACES, by=REPORTERS)
    @needs("actuals")
    def reverse_actual(self, place: int, by: str) -> None:
        key = self.pick("actuals", place)
        if key:
            self.invest("reverse_actual", key, by=by, reason="Wrong.")

    @rule(place=PLACES, amount=st.sampled_from((1, 10, 20, 60)))
    @needs("actuals")
    def credit(self, place: int, amount: int) -> None:
        key = self.pick("actuals", place)
        if key:
            entry = CreditEntry(f"CN-{self.count}", self.at.date(), amount, "A day was cancelled.")
            self.invest("credit", key, entry, by="finance")

    @rule(place=PLACES)
    @needs("credits")
    def reverse_credit(self, place: int) -> None:
        key = self.pick("credits", place)
        if key:
            self.invest("reverse_credit", key, by="finance", reason="Wrong.")

    @rule(place=PLACES, which=PLACES, named=st.booleans(), amount=AMOUNTS, earlier=EARLIER)
    @needs("lives")
    def accrue(self, place: int, which: int, named: bool, amount: int, earlier: int) -> None:  # noqa: FBT001  # Hypothesis names it
        key, period = self.pick("lives", place), self.at.date() - timedelta(days=earlier)
        if key:
            contract = (self.one(OPEN_CONTRACTS, which, key=key) if named else "") or ""
            entry = AccrualEntry(period, KIND, amount, "Two days, by the day's rate.", contract)
            self.invest("accrue", key, entry, by="finance")

    @rule(place=PLACES)
    @needs("accruals")
    def reverse_accrual(self, place: int) -> None:
        key = self.pick("accruals", place)
        if key:
            self.invest("reverse_accrual", key, by="finance", reason="Wrong.")
