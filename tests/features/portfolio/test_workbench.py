"""The workbench adds up to the cent: a fund's budget is what stands in its accounts, however it is cut."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.base.db import Database
from pitchdeck.features.funding.figures import Share
from pitchdeck.features.funding.figures.sharing import STATES, Stake, parts
from pitchdeck.features.portfolio.figures import Line, shared, total
from pitchdeck.features.portfolio.queries import workbench
from tests.factories.cast import Cast
from tests.features.investments.stage import Stage, build

OF = (1, 2026)


def lines(database: Database, by: str, **asked: object) -> tuple[Line, ...]:
    with database.snapshot() as session:
        return workbench.lines(workbench.pieces(session), by, **asked)  # type: ignore[arg-type]  # year and unit


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    """30,000.00 committed of 50,000.00 in a purse; 12,000.00 released, 4,000.00 of it spent."""
    made = build(database, cast)
    made.release()
    made.actual(4_000_00, confirmed_by="finance")
    return made


@pytest.mark.usefixtures("stage")
def test_a_fund_s_budget_is_the_sum_of_all_that_became_of_it(database: Database) -> None:
    (fund,) = lines(database, "fund")
    assert (fund.name, fund.note) == ("Sales 2026", "Sales, 2026")
    assert fund.amounts == {
        "budget": 100_000_00,
        "allotted": 50_000_00,
        "unallotted": 50_000_00,
        "free": 20_000_00,
        "reserved": 0,
        "committed": 18_000_00,
        "released": 8_000_00,
        "contracted": 0,
        "spent": 4_000_00,
        "carried": 0,
        "lapsed": 0,
        "overrun": 0,
    }


def test_every_cut_shows_the_same_money(stage: Stage, database: Database) -> None:
    (fund,) = lines(database, "fund")
    for by in workbench.GROUPS:
        together = total(lines(database, by))
        assert together == {name: fund.amounts[name] for name in workbench.columns(by)}, by
    assert "allotted" in workbench.columns("investor")
    (investor,), (goal,) = lines(database, "investor"), lines(database, "goal")
    assert investor.name == stage.cast.investor1.name
    assert (goal.name, goal.note) == ("Goal of Solve it in the first call", "priority 1")


def test_an_overrun_stands_beside_and_goes_with_its_reversal(stage: Stage, database: Database) -> None:
    key = stage.actual(9_000_00, confirmed_by="finance")
    (fund,) = lines(database, "fund")
    assert (fund.amounts["spent"], fund.amounts["overrun"]) == (12_000_00, 1_000_00)
    assert sum(fund.amounts[name] for name in workbench.columns("fund")[2:-1]) == fund.amounts["budget"]
    stage.do("reverse_actual", key, by="finance", reason="Booked twice.", at=stage.at + timedelta(days=1))
    (fund,) = lines(database, "fund")
    assert (fund.amounts["spent"], fund.amounts["overrun"]) == (4_000_00, 0)


def test_years_and_units_are_cut_out(stage: Stage, database: Database) -> None:
    keys = stage.cast.unit_keys
    assert lines(database, "fund", year=2027) == ()
    assert lines(database, "goal", unit=keys["Support"]) == ()
    assert lines(database, "unit", year=2026, unit=keys["Sales"]) == lines(database, "unit")
    with database.snapshot() as session:
        choice = workbench.choice(workbench.pieces(session))
    assert choice == workbench.Choice((2026,), ((keys["Sales"], "Sales"),))


AMOUNT = st.integers(0, 10**12)


@given(
    st.lists(st.tuples(AMOUNT, st.booleans()), min_size=1, max_size=6),
    st.lists(st.integers(0, 10**9), min_size=4, max_size=4),
)
def test_parts_add_up_to_the_accounts_and_never_exceed_what_was_committed(
    committed: list[tuple[int, bool]], weights: list[int]
) -> None:
    stakes = [Stake(place, OF, amount, settled) for place, (amount, settled) in enumerate(committed)]
    whole, weight = sum(amount for amount, _settled in committed), sum(weights) or 1
    held = {(state, OF): whole * part // weight for state, part in zip(STATES, weights, strict=True)}
    found = parts(stakes, held)
    for state in STATES:
        assert sum(part[state] for part in found.values()) == held[state, OF]
    for stake in stakes:
        assert all(amount >= 0 for amount in found[stake.place].values())
        assert sum(found[stake.place].values()) <= stake.amount


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=6), AMOUNT)
def test_an_overrun_is_shared_to_the_last_unit(committed: list[int], amount: int) -> None:
    shares = [Share(place, (1, 2026 + place % 2), part) for place, part in enumerate(committed)]
    assert sum(shared(shares, {1: amount}).values()) == amount
