"""From a figure of the workbench to the transfers that make it: they add up to what was clicked."""

from datetime import UTC, datetime

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.portfolio.queries import workbench
from pitchdeck.features.portfolio.queries.behind import PAGE, Behind, Cut, Moved, all_behind, behind
from pitchdeck.features.portfolio.queries.movements import AMOUNTS_OF_TRANSFERS
from pitchdeck.features.portfolio.queries.payers import payers
from pitchdeck.features.portfolio.queries.quarters import by_quarter
from tests.factories.cast import Cast
from tests.features.investments.stage import Stage, build

LAST = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    made = build(database, cast)
    made.release()
    made.contract(5_000_00, confirmed_by="finance")
    made.actual(4_000_00, confirmed_by="finance")
    wrong = made.actual(10_00, confirmed_by="finance")
    made.do("reverse_actual", wrong, by="finance", reason="Booked twice.")
    return made


def moved(database: Database, amount: str, cut: Cut, **where: object) -> Behind:
    with database.snapshot() as session:
        return behind(session, amount, cut, **({"newest": LAST} | where))  # type: ignore[arg-type]  # where it begins


@pytest.mark.parametrize("by", workbench.GROUPS)
@pytest.mark.parametrize("year", [2026, None])
@pytest.mark.usefixtures("stage")
def test_transfers_add_up_to_every_figure_of_every_cut(database: Database, by: str, year: int | None) -> None:
    with database.snapshot() as session:
        (line,) = workbench.lines(workbench.pieces(session), by, year=year)
    for name in set(workbench.columns(by)) & set(AMOUNTS_OF_TRANSFERS):
        for of in (line.address, ""):
            found = moved(database, name, Cut(by, of, year))
            assert found.amount == line.amounts[name], (name, of)
            assert found.count == len(found.rows)
            assert sum(row.amount for row in found.rows) == found.amount


@pytest.mark.usefixtures("stage")
def test_each_line_leads_to_its_pitch_its_fund_and_its_document(database: Database) -> None:
    spent = moved(database, "spent", Cut("fund", year=2026)).rows
    assert [(row.amount, row.paper_kind) for row in spent] == [
        (-10_00, "actual"),
        (10_00, "actual"),
        (4_000_00, "actual"),
    ]
    assert spent[0].paper_key == spent[1].paper_key
    assert {row.title for row in spent} == {"Solve it in the first call"}
    (contract,) = moved(database, "contracted", Cut("goal", year=2026)).rows
    assert contract.paper_kind == "contract"
    (reserve, *_freed) = moved(database, "reserved", Cut("investor", year=2026)).rows[::-1]
    assert (reserve.fund_name, reserve.investor) == ("Sales 2026", "Ines Investor")


@pytest.mark.usefixtures("stage")
def test_another_year_unit_or_line_has_nothing(database: Database, cast: Cast) -> None:
    for cut in (
        Cut("fund", year=2027),
        Cut("fund", unit=cast.unit_keys["IT"]),
        Cut("goal", of="nothing"),
    ):
        for name in AMOUNTS_OF_TRANSFERS:
            assert moved(database, name, cut).count == 0, (cut, name)


@pytest.mark.usefixtures("stage")
def test_a_quarter_s_transfers_add_up_to_what_moved_in_it(database: Database) -> None:
    with database.snapshot() as session:
        quarters = by_quarter(session, [2026], fiscal_year_start=1, zone="UTC")
    for span, amounts in quarters:
        since = datetime(span.begins.year, span.begins.month, 1, tzinfo=UTC)
        until = datetime(span.ends.year, span.ends.month, 1, tzinfo=UTC)
        for state, amount in amounts.items():
            assert moved(database, state, Cut("quarter", since=since, until=until)).amount == amount


def test_pages_follow_one_another_through_acts_of_one_instant(stage: Stage, database: Database) -> None:
    for number in range(PAGE + 3):
        stage.actual(1_00 + number, confirmed_by="finance")
    cut, place = Cut("fund", year=2026), {"newest": LAST}
    seen: list[Moved] = []
    while True:
        found = moved(database, "spent", cut, **place)
        seen += found.rows
        if not found.older:
            break
        instant, _, shown = found.older.partition("~")
        place = {"newest": datetime.fromisoformat(instant), "skipped": int(shown)}  # type: ignore[dict-item]  # an instant and a count
    assert len(seen) == found.count == PAGE + 3 + 3
    assert sum(row.amount for row in seen) == found.amount


@pytest.mark.usefixtures("stage")
def test_a_file_has_every_line_of_the_page_in_its_order(database: Database) -> None:
    for name in AMOUNTS_OF_TRANSFERS:
        cut = Cut("fund", year=2026)
        with database.snapshot() as session:
            whole = all_behind(session, name, cut)
        page = moved(database, name, cut).rows
        assert [(row.at, row.verb, row.amount) for row in whole] == [
            (row.at, row.verb, row.amount) for row in page
        ]


def test_a_file_knows_the_accounts_words(stage: Stage, database: Database) -> None:
    with database.snapshot() as session:
        undone, wrong, first = all_behind(session, "spent", Cut("fund", year=2026))
        (contract,) = all_behind(session, "contracted", Cut("fund", year=2026))
        paid_by = payers(session)
    assert (undone.undone_verb, undone.undone_at, wrong.undone_verb) == ("spend", wrong.at, None)
    assert {row.category for row in (undone, wrong, first)} == {"delivery_facilitation"}
    assert (first.paper, first.vendor, first.fiscal_year) == ("RE-400000", "Coach & Co", 2026)
    assert (contract.paper, contract.vendor) == ("PO-500000", "Coach & Co")
    for year in (2026, 2031, None):
        assert [payer.fund for payer in paid_by.of(stage.ref, year)] == ["Sales 2026"]
    assert paid_by.of("P-1999-0001", 2026) == ()
