"""What was approved more on the sheets: the one-pager and the workbook show it beside what came first."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.features.investments.stage import Stage
from tests.features.investments.supplements import OVER, RELEASED, Short, overspent

MORE = 500_50
FIRST = 30_000_00


@pytest.fixture
def short(stage: Stage) -> Short:
    return overspent(stage)


def approved(short: Short, amount: int) -> date:
    """More money is asked for, committed and approved; the day."""
    key = short.ask(amount)
    short.commit(key, amount)
    short.approve(key)
    return short.at.date()


def paper_of(client: PolicingClient, short: Short) -> str:
    found = client.get(f"/pitches/{short.stage.ref}/one-pager").get_data(as_text=True)
    return " ".join(text_of(found).replace("\u00a0", " ").split())


def sheets_of(client: PolicingClient, short: Short) -> CalamineWorkbook:
    data = client.get(f"/pitches/{short.stage.ref}/workbook.xlsx").get_data()
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def test_what_finance_has_not_approved_is_on_no_sheet(short: Short, sign_in: SignIn) -> None:
    key, client = short.ask(), sign_in("finance")
    short.commit(key, OVER)
    assert "Approved €" not in paper_of(client, short)
    assert "Approved" not in sheets_of(client, short).sheet_names


def test_the_paper_says_what_came_first_what_since_and_what_is_spent(short: Short, sign_in: SignIn) -> None:
    day = approved(short, OVER)
    client, on = sign_in("presenter"), f"{day.day} {day:%b %Y}"
    assert f"Approved €30,000 + €3,000 more on {on} · spent €15,000" in paper_of(client, short)
    approved(short, MORE)
    again = f"Approved €30,000 + €3,500.50 more in 2 approvals, the last on {on} · spent €15,000"
    assert again in paper_of(client, short)


def test_the_workbook_lists_each_approval_and_adds_them_up(short: Short, sign_in: SignIn) -> None:
    days = [approved(short, OVER), approved(short, MORE)]
    book = sheets_of(sign_in("presenter"), short)
    assert book.sheet_names[:3] == ["Inputs", "Months", "Figures"]
    _, _, head, *rows = book.get_sheet_by_name("Approved").to_python()
    assert head == ["What", "Approved on", "Fiscal year", "Amount"]
    first, *since, total, spent = rows
    assert (first[0], first[2], first[3]) == ("First", "", FIRST / 100)
    assert [row[1:] for row in since] == [[days[0], 2026, OVER / 100], [days[1], 2026, MORE / 100]]
    assert (total[0], total[3]) == ("In all", (FIRST + OVER + MORE) / 100)
    assert (spent[0], spent[3]) == ("Spent so far", (RELEASED + OVER) / 100)
