"""Any order of all acts on money: nothing is made, nothing is lost, every invariant holds after each.

An example is 50 steps from one of four depths of a small world. Which verbs an example may choose of is drawn
with it, so that some go deep into a few and others mix all. The seeds are fixed: a run is the same each time.
"""

from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from pitchdeck.base.triggers.ledger import MOVEMENTS
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.investments import actions as investments
from pitchdeck.features.portfolio.queries.invariants import computed
from pitchdeck.features.projection import recompute_differs
from tests import databases
from tests.machine.at_gates import Gates
from tests.machine.base import Tally
from tests.machine.budgets import Budgets
from tests.machine.decisions import Decisions
from tests.machine.ends import Ends
from tests.machine.more import More
from tests.machine.spending import Spending
from tests.machine.verbs import (
    IN_ANY_RUN,
    MADE_IN_ANY_RUN,
    MOVES_NO_MONEY,
    NEVER_MADE,
    OF_ANOTHER_ACT,
)

STEPS = 50
ONCE = settings(
    max_examples=2,  # the simplest one, which does nothing, and one at random
    stateful_step_count=STEPS,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


class Money(Budgets, Decisions, Spending, More, Gates, Ends):
    """All verbs; a new noun brings a class of its rules and stands here."""


def run(dialect: str, seeds: range, monkeypatch: pytest.MonkeyPatch) -> Tally:
    """What came of an example for each seed."""
    monkeypatch.setattr(computed, "recompute_differs", cache(recompute_differs))  # the same figures, once

    class On(Money):
        pass

    On.dialect, On.tally = dialect, Tally()
    for number in seeds:
        run_state_machine_as_test(seed(number)(On), settings=ONCE)
    return On.tally


def verbs() -> set[str]:
    """What the two features let people and jobs do, but for what moves no money and parts of other acts."""
    named = {
        name
        for module in (funding, investments)
        for name in module.__all__
        if name.islower() and callable(getattr(module, name))
    }
    return named - MOVES_NO_MONEY - OF_ANOTHER_ACT


def test_the_verbs_that_are_left_out_exist() -> None:
    known = {*funding.__all__, *investments.__all__}
    assert known >= MOVES_NO_MONEY | OF_ANOTHER_ACT
    assert verbs() >= IN_ANY_RUN
    assert set(MOVEMENTS) - NEVER_MADE >= MADE_IN_ANY_RUN
    assert set(MOVEMENTS) >= NEVER_MADE


@pytest.mark.parametrize(
    "dialect",
    [
        pytest.param(name, marks=[pytest.mark.postgres] if name == "postgres" else [])
        for name in databases.WANTED
    ],
)
def test_any_order_of_acts_keeps_the_money(dialect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tally = run(dialect, range(databases.size(20_000 // STEPS)), monkeypatch)
    wanted = verbs() if databases.DEEP else IN_ANY_RUN
    assert sorted(wanted - tally.done.keys()) == [], "verbs that were never done"
    made = set(MOVEMENTS) - NEVER_MADE if databases.DEEP else MADE_IN_ANY_RUN
    assert sorted(made - tally.moved) == [], "movements that were never made"
    assert sorted(NEVER_MADE & tally.moved) == [], "movements that no act was known to make"
