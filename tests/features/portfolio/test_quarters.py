"""What moved in each quarter adds up to what the accounts hold, and where a budget lands."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.portfolio.figures import REACHED, reached, under
from pitchdeck.features.portfolio.queries.quarters import Quarter, by_quarter, quarters_of
from tests.factories.cast import Cast
from tests.features.investments.stage import build

STATES = ("purse", *REACHED)


def test_quarters_of_a_year_that_begins_in_january_and_in_april() -> None:
    first, *_others, last = quarters_of(2026, fiscal_year_start=1)
    assert (first.begins, first.last, last.last) == (date(2026, 1, 1), date(2026, 3, 31), date(2026, 12, 31))
    first, *_others, last = quarters_of(2027, fiscal_year_start=4)
    assert (first, last.last) == (Quarter(2027, 1, date(2026, 4, 1), date(2026, 7, 1)), date(2027, 3, 31))


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_quarters_touch_and_end_in_their_year(year: int, start: int) -> None:
    found = quarters_of(year, fiscal_year_start=start)
    assert [each.ends for each in found[:-1]] == [each.begins for each in found[1:]]
    assert (found[-1].last.year, len(found)) == (year, 4)


@given(st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(STATES), st.integers(1, 10**9))))
def test_forth_and_back_is_nothing(moved: list[tuple[str, str, int]]) -> None:
    back = [(target, source, amount) for source, target, amount in moved]
    assert set(reached([*moved, *back]).values()) <= {0}


@pytest.mark.parametrize(
    ("amounts", "left"),
    [
        ({"unallotted": 5, "free": 4, "reserved": 3, "committed": 9, "spent": 9}, 12),
        ({"unallotted": 1, "overrun": 4}, -3),
        ({"committed": 7}, 0),
    ],
)
def test_a_fund_lands_under_by_what_nobody_has_committed(amounts: dict[str, int], left: int) -> None:
    assert under(amounts) == left


def test_the_quarters_of_a_year_say_what_reached_each_state(database: Database, cast: Cast) -> None:
    stage = build(database, cast)
    stage.release()
    stage.actual(4_000_00, confirmed_by="finance")
    today = datetime.now(UTC)
    with database.snapshot() as session:
        found = by_quarter(session, [today.year], fiscal_year_start=1, zone="UTC")
        rows = session.execute(text("SELECT kind, SUM(balance) FROM account GROUP BY kind"))
        balances = {kind: int(balance) for kind, balance in rows}
    assert [span.number for span, _ in found] == [1, 2, 3, 4]
    reserved, committed, released, spent = (
        sum(amounts[name] for _span, amounts in found)
        for name in ("reserved", "committed", "released", "spent")
    )
    assert (reserved, committed, released, spent) == (30_000_00, 30_000_00, 12_000_00, 4_000_00)
    assert committed - released == balances["committed"]
    assert released - spent == balances["released"]


@pytest.mark.parametrize(("zone", "quarter"), [("UTC", 2), ("Etc/GMT+12", 2), ("Etc/GMT-14", 3)])
def test_a_line_counts_on_the_day_where_the_organisation_is(
    database: Database, cast: Cast, zone: str, quarter: int
) -> None:
    """Released in the last hour of June in London, when July has begun further east."""
    build(database, cast).release(at=datetime(2026, 6, 30, 23, 0, tzinfo=UTC))
    with database.snapshot() as session:
        found = by_quarter(session, [2026], fiscal_year_start=1, zone=zone)
    released = {span.number: amounts["released"] for span, amounts in found if amounts["released"]}
    assert released == {quarter: 12_000_00}


def test_no_year_no_quarter(database: Database) -> None:
    with database.snapshot() as session:
        assert by_quarter(session, [], fiscal_year_start=1, zone="UTC") == ()
