"""Money by vendor: what documents say adds up to what the accounts hold, to the cent."""

import pytest
from sqlalchemy import func, select

from pitchdeck.base.db import Database
from pitchdeck.features.funding.models import Account
from pitchdeck.features.portfolio.figures import total
from pitchdeck.features.portfolio.queries.vendors import NOBODY, Paper, papers, vendor_lines, wanted
from tests.factories.cast import Cast
from tests.features.investments.stage import Stage, build


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    """12,000.00 released, 5,000.00 of it contracted."""
    made = build(database, cast)
    made.release()
    made.contract(5_000_00, confirmed_by="finance")
    return made


def found(database: Database) -> tuple[Paper, ...]:
    with database.snapshot() as session:
        return papers(session, fiscal_year_start=1)


def held(database: Database, kind: str) -> int:
    with database.snapshot() as session:
        return int(
            session.execute(select(func.sum(Account.balance)).where(Account.kind == kind)).scalar_one()
        )


def contract_key(database: Database) -> str:
    return next(paper.key for paper in found(database) if paper.kind == "contract")


def test_a_vendor_s_documents_are_one_line_however_its_name_is_spaced(
    stage: Stage, database: Database
) -> None:
    stage.actual(3_000_00, confirmed_by="finance", vendor="  coach &  CO ")
    stage.actual(100_00, confirmed_by="finance", vendor="")
    stage.actual(77_00, vendor="Not confirmed Ltd")
    lines = {line.address: line for line in vendor_lines(found(database))}
    assert set(lines) == {"coach & co", NOBODY}
    assert lines["coach & co"].name in {"Coach & Co", "coach & CO"}
    assert lines["coach & co"].note == "2 documents"
    assert lines["coach & co"].amounts == {
        **dict.fromkeys(lines["coach & co"].amounts, 0),
        "contracted": 5_000_00,
        "open": 5_000_00,
        "invoiced": 3_000_00,
        "spent": 3_000_00,
    }
    assert lines[NOBODY].amounts["spent"] == 100_00


def test_what_documents_say_is_what_the_accounts_hold(stage: Stage, database: Database) -> None:
    contract = contract_key(database)
    drawn = stage.actual(2_000_00, confirmed_by="finance", contract=contract)
    loose = stage.actual(9_000_00, confirmed_by="finance", reference="RE-9")
    wrong = stage.actual(10_00, confirmed_by="finance", reference="RE-10")
    stage.credit(loose, 2_500_00)
    stage.credit(drawn, 300_00)
    stage.do("reverse_actual", wrong, by="finance", reason="Booked twice.")
    stage.accrual(400_00, contract=contract)
    amounts = total(vendor_lines(found(database)))
    assert amounts["spent"] == held(database, "spent")
    assert amounts["open"] == held(database, "contracted")
    assert amounts["invoiced"] - amounts["credited"] + amounts["accrued"] == (
        amounts["spent"] + amounts["overrun"]
    )
    assert amounts["credited"] == 2_800_00
    assert amounts["accrued"] == 400_00


def test_an_ended_contract_shows_what_was_not_used(stage: Stage, database: Database) -> None:
    contract = contract_key(database)
    stage.actual(2_000_00, confirmed_by="finance", contract=contract)
    stage.do("end_contract", contract, by="finance", reason="Delivered.")
    (line,) = vendor_lines(found(database))
    assert {name: amount for name, amount in line.amounts.items() if amount} == {
        "contracted": 5_000_00,
        "ended": 3_000_00,
        "invoiced": 2_000_00,
        "spent": 2_000_00,
    }


def test_years_and_units_are_cut_out(stage: Stage, database: Database) -> None:
    stage.actual(3_000_00, confirmed_by="finance")
    known = found(database)
    assert wanted(known, year=2026) == known
    assert wanted(known, year=2027) == ()
    assert wanted(known, unit=known[0].unit_key) == known
    assert wanted(known, unit=stage.cast.unit_keys["IT"]) == ()
