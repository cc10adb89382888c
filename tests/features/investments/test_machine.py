"""Any order of acts on one investment's money: every document's money is found again, on each database."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Refusal
from pitchdeck.features.portfolio.queries.invariants.contracts import CONTRACTS
from pitchdeck.features.portfolio.queries.invariants.ledger import LEDGER
from tests import databases
from tests.factories.cast import people_the_house
from tests.features.investments.stage import Stage, build

AMOUNTS, PLACES = st.sampled_from((1, 5_000_00, 7_000_00, 12_000_00, 20_000_00)), st.integers(0, 30)
MONTHS = st.sampled_from((date(2026, 3, 1), date(2026, 4, 1), date(2025, 12, 1)))
HOLDS = (*LEDGER, *CONTRACTS)


class Obligations(RuleBasedStateMachine):
    """12,000.00 released and 18,000.00 to be released; amounts that collide with both."""

    def __init__(self) -> None:
        super().__init__()
        self.resources = ExitStack()
        self.contracts: list[str] = []
        self.actuals: list[str] = []
        self.credits: list[str] = []
        self.accruals: list[str] = []
        self.count = 0

    @initialize()
    def begin(self) -> None:
        database = self.resources.enter_context(OPEN[0]())
        self.stage: Stage = build(database, people_the_house(database))
        self.stage.release()

    def teardown(self) -> None:
        self.resources.close()

    def attempt(self, act: Callable[[], str]) -> str:
        """An act may be refused in words, and in no other way; the key of what it made."""
        self.count += 1
        try:
            return act() or ""
        except Refusal:
            return ""

    def one(self, keys: list[str], place: int) -> str:
        return keys[place % len(keys)] if keys else "nothing"

    @rule(amount=AMOUNTS, by=st.sampled_from(("", "finance", "presenter")))
    def contract(self, amount: int, by: str) -> None:
        stage, reference = self.stage, f"PO-{self.count}"
        key = self.attempt(lambda: stage.contract(amount, reference=reference))
        if key:
            self.contracts.append(key)
        if key and by:
            self.attempt(lambda: str(stage.do("confirm_contract", key, by=by)))

    @rule(place=PLACES)
    def confirm_contract(self, place: int) -> None:
        key = self.one(self.contracts, place)
        self.attempt(lambda: str(self.stage.do("confirm_contract", key, by="finance")))

    @rule(place=PLACES, by=st.sampled_from(("finance", "presenter")))
    def end_contract(self, place: int, by: str) -> None:
        key = self.one(self.contracts, place)
        self.attempt(lambda: str(self.stage.do("end_contract", key, by=by, reason="Over.")))

    @rule(amount=AMOUNTS, place=PLACES, named=st.booleans(), month=MONTHS)
    def invoice(self, amount: int, place: int, named: bool, month: date) -> None:  # noqa: FBT001  # Hypothesis names it
        contract = self.one(self.contracts, place) if named else ""
        more: dict[str, Any] = {"reference": f"RE-{self.count}", "period_on": month, "contract": contract}
        if place % 3 == 0 and self.accruals:
            more["accrual"] = self.one(self.accruals, place)
        key = self.attempt(lambda: self.stage.actual(amount, **more))
        if key:
            self.actuals.append(key)

    @rule(place=PLACES)
    def confirm_invoice(self, place: int) -> None:
        key = self.one(self.actuals, place)
        self.attempt(lambda: str(self.stage.do("confirm_actual", key, by="finance")))

    @rule(place=PLACES, by=st.sampled_from(("finance", "presenter")))
    def reverse_invoice(self, place: int, by: str) -> None:
        key = self.one(self.actuals, place)
        self.attempt(lambda: str(self.stage.do("reverse_actual", key, by=by, reason="Wrong.")))

    @rule(place=PLACES, amount=AMOUNTS)
    def credit(self, place: int, amount: int) -> None:
        key, reference = self.one(self.actuals, place), f"CN-{self.count}"
        made = self.attempt(lambda: self.stage.credit(key, amount, reference=reference))
        if made:
            self.credits.append(made)

    @rule(place=PLACES)
    def reverse_credit(self, place: int) -> None:
        key = self.one(self.credits, place)
        self.attempt(lambda: str(self.stage.do("reverse_credit", key, by="finance", reason="Wrong.")))

    @rule(amount=AMOUNTS, place=PLACES, named=st.booleans())
    def accrue(self, amount: int, place: int, named: bool) -> None:  # noqa: FBT001  # Hypothesis names it
        contract = self.one(self.contracts, place) if named else ""
        key = self.attempt(lambda: self.stage.accrual(amount, contract=contract))
        if key:
            self.accruals.append(key)

    @rule(place=PLACES)
    def reverse_accrual(self, place: int) -> None:
        key = self.one(self.accruals, place)
        self.attempt(lambda: str(self.stage.do("reverse_accrual", key, by="finance", reason="Wrong.")))

    @rule()
    def release(self) -> None:
        self.attempt(lambda: self.stage.release(2))

    @invariant()
    def every_document_s_money_is_found_again(self) -> None:
        if not hasattr(self, "stage"):
            return
        with self.stage.database.snapshot() as session:
            broken = [row for each in HOLDS for row in session.execute(text(each.finds)).scalars()]
        assert broken == []


OPEN: list[Callable[[], AbstractContextManager[Database]]] = []


def _on(name: str, folder: Path) -> Callable[[], AbstractContextManager[Database]]:
    return (lambda: databases.sqlite(folder)) if name == "sqlite" else databases.postgres


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.postgres] if name == "postgres" else [])
        for name in databases.WANTED
    ],
)
def test_any_order_of_documents_keeps_the_money(name: str) -> None:
    with TemporaryDirectory() as folder:
        OPEN[:] = [_on(name, Path(folder))]
        run_state_machine_as_test(
            Obligations,
            settings=settings(
                max_examples=databases.size(120),
                stateful_step_count=30,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
