"""What a figure is made of as a file: the page's lines and order, sums that agree, codes, no formula."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from pitchdeck.base.db import Database
from pitchdeck.delivery.web.workbench.views import filed
from pitchdeck.delivery.web.workbench.views.asked import NAMES, heads_of
from pitchdeck.delivery.web.workbench.views.figure import leads
from pitchdeck.features.funding import actions
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.funding.models import Fund
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import PEOPLE, Cast
from tests.features.investments.stage import Stage, build

Watch = Callable[[], AbstractContextManager[list[str]]]
SPENT = {"by": "fund", "year": "FY2026", "amount": "spent"}


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Stage:
    made = build(sqlite, house, title="=SUM(A1)")
    made.release()
    made.contract(5_000_00, confirmed_by="finance")
    made.actual(4_000_50, confirmed_by="finance", vendor="=Coach()", reference="RE-7")
    wrong = made.actual(10_00, confirmed_by="finance")
    made.do("reverse_actual", wrong, by="finance", reason="Booked twice.")
    made.actual(90_000_00, confirmed_by="finance", reference="RE-9")
    return made


def rows_of(client: FlaskClient, **asked: Any) -> list[dict[str, str]]:
    answer = client.get(f"/workbench/figure.csv?{urlencode(asked)}")
    assert answer.status_code == 200, asked
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def summed(rows: list[dict[str, str]]) -> Decimal:
    return sum((Decimal(row["Amount"]) for row in rows), Decimal(0))


@pytest.mark.parametrize("name", sorted(PEOPLE))
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.usefixtures("stage")
def test_finance_and_auditors_alone_take_a_figure_s_file(sign_in: SignIn, name: str, ending: str) -> None:
    seen = name in {"finance", "finance2", "auditor"}
    answer = sign_in(name).get(f"/workbench/figure.{ending}?{urlencode(SPENT)}")
    assert answer.status_code == (200 if seen else 404)


@pytest.mark.parametrize("by", sorted(NAMES))
@pytest.mark.usefixtures("stage")
def test_a_file_adds_up_to_its_figure_in_every_cut(sign_in: SignIn, by: str) -> None:
    client = sign_in("finance")
    for year in ("FY2026", "all"):
        whole = client.get(f"/workbench.csv?by={by}&year={year}").get_data().decode("utf-8-sig")
        head, *lines = csv.reader(io.StringIO(whole))
        heads = heads_of(by)
        for amount in sorted(leads(by)):
            column = head.index(f"{heads[amount]}, EUR")
            figure = sum(Decimal(line[column]) for line in lines)
            rows = rows_of(client, by=by, year=year, amount=amount)
            assert summed(rows) == figure, (by, year, amount)


@pytest.mark.usefixtures("stage")
def test_the_file_says_what_the_page_says_in_its_order_with_the_codes(
    sign_in: SignIn, stage: Stage, sqlite: Database
) -> None:
    client = sign_in("finance")
    with sqlite.writing() as turn:
        key = turn.session.execute(select(Fund.key)).scalar_one()
        actions.code_fund(turn.session, key, "LD-2026", by=stage.cast.actors["finance"], at=stage.at)
    page = text_of(client.get(f"/workbench/figure?{urlencode(SPENT)}").get_data(as_text=True))
    rows = rows_of(client, **SPENT)
    assert [row["Amount"] for row in rows] == ["2999.50", "-10.00", "10.00", "4000.50"]
    undone, first = rows[1], rows[-1]
    assert [row["Document"] for row in rows] == ["RE-9", "RE-1000", "RE-1000", "RE-7"]
    assert page.index("RE-9") < page.index("Booked twice.") < page.index("RE-1000") < page.index("RE-7")
    assert undone["Reverses"].startswith("Spend of 2026-")
    assert undone["Reason"] == "Booked twice."
    assert (first["Fund"], first["Fund’s ERP code"], first["Currency"]) == ("Sales 2026", "LD-2026", "EUR")
    assert (first["Pitch"][:2], first["Programme"], first["Vendor"]) == ("P-", "'=SUM(A1)", "'=Coach()")
    assert (first["What"], first["From"], first["To"]) == ("Spend", "Released", "Spent")
    assert (first["Kind of document"], first["Document"]) == ("Invoice", "RE-7")
    assert first["Category"] in CATEGORY_WORDS.values()
    assert date.fromisoformat(first["Date"]).year == 2026


@pytest.mark.usefixtures("stage")
def test_both_files_say_the_same_and_days_are_days(sign_in: SignIn) -> None:
    client = sign_in("auditor")
    answer = client.get(f"/workbench/figure.xlsx?{urlencode(SPENT)}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="workbench-fund-FY2026-spent.xlsx"'
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data())).get_sheet_by_index(0)
    assert sheet.name == "Spent"
    head, *lines = sheet.to_python()
    rows = rows_of(client, **SPENT)
    assert head == list(rows[0])
    assert all(isinstance(line[0], date) for line in lines)
    amount = head.index("Amount")
    assert [line[amount] for line in lines] == [float(row["Amount"]) for row in rows]


@pytest.mark.usefixtures("stage")
def test_documents_and_programmes_have_files_too(sign_in: SignIn) -> None:
    client = sign_in("finance")
    (contract,) = rows_of(client, by="vendor", year="FY2026", amount="open", of="coach & co")
    assert (contract["Kind of document"], contract["Document"]) == ("Contract", "PO-500000")
    assert contract["Who"]
    (over,) = rows_of(client, by="fund", year="FY2026", amount="overrun")
    assert (over["Document"], over["Kind of document"]) == ("RE-9", "Invoice")
    (trend,) = rows_of(client, by="outlook", year="FY2026", amount="trend")
    assert trend["Programme"] == "'=SUM(A1)"
    assert Decimal(trend["Cost of plan, %"]) > 100


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize(
    "asked",
    [
        "by=fund&amount=lands",
        "by=fund&amount=spent&year=FY1999",
        "by=x&amount=spent",
        "by=fund&amount=spent&of=x",
    ],
)
def test_what_is_no_figure_has_no_file(sign_in: SignIn, asked: str) -> None:
    client = sign_in("finance")
    assert client.get(f"/workbench/figure.csv?{asked}").status_code == 404
    assert client.get(f"/workbench/figure.xlsx?{asked}").status_code == 404


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("asked", ["by=x", "year=FY1999", "unit=nothing"])
def test_a_file_never_drops_a_filter_silently(sign_in: SignIn, asked: str) -> None:
    client = sign_in("finance")
    assert client.get(f"/workbench.csv?{asked}").status_code == 404
    assert client.get(f"/workbench.xlsx?{asked}").status_code == 404


@pytest.mark.usefixtures("stage")
def test_what_no_spreadsheet_opens_is_refused_with_the_figures(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filed, "MOST", 3)
    answer = sign_in("finance").get(f"/workbench/figure.csv?{urlencode(SPENT)}")
    assert answer.status_code == 413
    assert "4 transfers make this figure, and a file takes 3. Choose one year" in answer.get_data(
        as_text=True
    )


@pytest.mark.usefixtures("stage")
def test_the_page_leads_to_its_files_with_every_filter(sign_in: SignIn, house: Cast) -> None:
    unit = house.unit_keys["Sales"]
    asked = urlencode(SPENT | {"unit": unit, "of": unit, "by": "unit"})
    page = sign_in("finance").get(f"/workbench/figure?{asked}").get_data(as_text=True)
    for ending in ("csv", "xlsx"):
        filters = f"by=unit&amp;year=FY2026&amp;unit={unit}&amp;of={unit}&amp;amount=spent"
        assert f'href="/workbench/figure.{ending}?{filters}"' in page
