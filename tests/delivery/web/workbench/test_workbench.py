"""The workbench over HTTP: who sees it, what the address asks for, and the same figures in both sheets."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from pitchdeck.base.db import Database
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import PEOPLE, Cast
from tests.features.investments.stage import build

Watch = Callable[[], AbstractContextManager[list[str]]]
NOW = date(2026, 6, 1)


def words(answer: object) -> str:
    return text_of(answer.get_data(as_text=True)).replace("\u00a0", " ").replace("&amp;", "&")  # type: ignore[attr-defined]  # a client answers


@pytest.fixture
def funded(sqlite: Database, house: Cast) -> None:
    made = build(sqlite, house, title="=SUM(A1)")
    made.release()


@pytest.mark.parametrize("name", sorted(PEOPLE))
@pytest.mark.parametrize("ending", ["", ".csv", ".xlsx"])
def test_finance_and_auditors_alone_see_all_money(sign_in: SignIn, name: str, ending: str) -> None:
    seen = name in {"finance", "finance2", "auditor"}
    assert sign_in(name).get(f"/workbench{ending}").status_code == (200 if seen else 404)


def test_the_way_there_is_on_the_money_page(sign_in: SignIn) -> None:
    assert 'href="/workbench"' in sign_in("finance").get("/money").get_data(as_text=True)
    assert 'href="/workbench"' not in sign_in("investor1").get("/money").get_data(as_text=True)


@pytest.mark.usefixtures("funded")
def test_the_four_cuts_and_what_leads_on(sign_in: SignIn, house: Cast) -> None:
    client = sign_in("finance")
    by_fund = client.get("/workbench?year=FY2026")
    assert (
        "Sales 2026 Sales, 2026 lands 70,000 under 100,000 50,000 50,000 20,000 18,000 12,000 Together"
        in words(by_fund)
    )
    assert "no column of its own: reserved, contracted, spent, carried on, lapsed, overrun." in words(by_fund)
    assert 'href="/funds/' in by_fund.get_data(as_text=True)
    by_unit = client.get("/workbench?by=unit&year=FY2026")
    assert f"by=fund&amp;year=FY2026&amp;unit={house.unit_keys['Sales']}" in by_unit.get_data(as_text=True)
    assert "Ines Investor 50,000 20,000 18,000 12,000 Together" in words(
        client.get("/workbench?by=investor&year=all")
    )
    assert "Goal of =SUM(A1) priority 1 100% no. 1 by money 18,000 12,000 Together" in words(
        client.get("/workbench?by=goal&year=all")
    )


@pytest.mark.usefixtures("funded")
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("by=month", "“month” is none of the ways"),
        ("year=FY1999", "“FY1999” is no fiscal year with a fund."),
        ("year=2026", "“2026” is no fiscal year with a fund."),
        ("unit=nothing", "No money is of the unit"),
        ("by=<b>&year=x&unit=y", "“<b>” is none"),
    ],
)
def test_what_is_asked_in_vain_is_said(sign_in: SignIn, asked: str, sentence: str) -> None:
    answer = sign_in("finance").get(f"/workbench?{asked}")
    assert answer.status_code == 200
    shown = words(answer).replace("&lt;", "<").replace("&gt;", ">")
    assert sentence in shown
    assert "Everything is shown instead." in shown


@pytest.mark.usefixtures("funded")
def test_both_sheets_say_what_the_page_says(sign_in: SignIn) -> None:
    client = sign_in("auditor")
    answer = client.get("/workbench.csv?by=goal&year=FY2026")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="workbench-goal-FY2026.csv"'
    head, row = csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    assert head[:4] == ["Goal", "Note", "Reserved, EUR", "Committed, EUR"]
    assert row == [
        "Goal of =SUM(A1)",
        "priority 1",
        "0.00",
        "18000.00",
        "12000.00",
        "0.00",
        "0.00",
        "0.00",
        "0.00",
        "100",
        "1",
    ]
    assert head[-2:] == ["Share of approved money, %", "Place by money"]
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get("/workbench.xlsx?by=goal&year=FY2026").get_data())
    )
    head_, row_ = book.get_sheet_by_index(0).to_python()
    assert head_ == head
    assert row_ == ["Goal of =SUM(A1)", "priority 1", 0.0, 18000.0, 12000.0, 0.0, 0.0, 0.0, 0.0, 100.0, 1.0]


def test_however_much_there_is_the_statements_are_the_same(
    sign_in: SignIn, sqlite: Database, house: Cast, statements: Watch
) -> None:
    client = sign_in("finance")
    counts = []
    for title in ("First", "Second"):
        build(sqlite, house, title=title).release()
        with statements() as seen:
            assert client.get("/workbench?year=all").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("funded")
def test_where_a_fund_lands_and_what_moved_by_quarter(sign_in: SignIn) -> None:
    client = sign_in("finance")
    assert "lands 70,000 under" in words(client.get("/workbench?year=FY2026"))
    head, row = csv.reader(
        io.StringIO(client.get("/workbench.csv?year=FY2026").get_data().decode("utf-8-sig"))
    )
    assert (head[-1], row[-1]) == ("Lands under budget, EUR", "70000.00")
    page = words(client.get("/workbench?by=quarter&year=FY2026"))
    assert "Quarter 1 of 2026 January 2026 to March 2026" in page
    assert "Together" in page
    assert "Unit of the fund" not in page
    assert "lands" not in page
    sheet = client.get("/workbench.csv?by=quarter&year=FY2026").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sheet)))
    assert rows[0] == [
        "Quarter",
        "Note",
        "Reserved, EUR",
        "Committed, EUR",
        "Released, EUR",
        "Contracted, EUR",
        "Spent, EUR",
        "Lapsed, EUR",
    ]
    assert sum(float(row[rows[0].index("Released, EUR")]) for row in rows[1:]) == 12_000
