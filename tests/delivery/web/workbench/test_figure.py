"""From a figure to what it is made of, over HTTP; money by vendor, how years end, and worth beside money."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from pitchdeck.base.db import Database
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import PEOPLE, Cast
from tests.features.investments.stage import Stage, build

Watch = Callable[[], AbstractContextManager[list[str]]]
FIGURE = "/workbench/figure?by=fund&year=FY2026&amount=spent"


def words(answer: object) -> str:
    return text_of(answer.get_data(as_text=True)).replace("\u00a0", " ").replace("&amp;", "&")  # type: ignore[attr-defined]  # a client answers


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Stage:
    made = build(sqlite, house)
    made.release()
    made.contract(5_000_00, confirmed_by="finance")
    made.actual(4_000_50, confirmed_by="finance", vendor="=Coach()")
    return made


@pytest.mark.parametrize("name", sorted(PEOPLE))
@pytest.mark.usefixtures("stage")
def test_finance_and_auditors_alone_see_what_a_figure_is_made_of(sign_in: SignIn, name: str) -> None:
    seen = name in {"finance", "finance2", "auditor"}
    assert sign_in(name).get(FIGURE).status_code == (200 if seen else 404)


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize(
    "asked",
    [
        *("by=fund&amount=lands", "by=fund&amount=", "by=goal&amount=budget", "by=vendor&amount=free"),
        *("by=fund&amount=spent&of=nothing", "by=fund&amount=spent&year=FY1999", "by=x&amount=spent"),
        *("by=quarter&amount=budget", "by=quarter&amount=spent&of=FY2026-Q9"),
    ],
)
def test_what_is_no_figure_is_not_found(sign_in: SignIn, asked: str) -> None:
    assert sign_in("finance").get(f"/workbench/figure?{asked}").status_code == 404


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("before", ["x", "2026-01-01", "2026-01-01T00:00~1", "2026-01-01T00:00:00+00:00~-1"])
def test_a_page_that_is_asked_for_in_vain_is_the_first(sign_in: SignIn, before: str) -> None:
    answer = sign_in("finance").get(f"{FIGURE}&before={before}")
    assert "4,000.50" in words(answer)


@pytest.mark.usefixtures("stage")
def test_every_figure_leads_to_what_makes_it(sign_in: SignIn) -> None:
    client = sign_in("finance")
    page = client.get("/workbench?year=FY2026").get_data(as_text=True)
    assert "amount=spent" in page
    made = client.get(FIGURE)
    assert "Spent: Together" in words(made)
    assert "1 transfer adds up to EUR 4,000.50" in words(made).replace("€", "EUR ")
    assert 'href="/actuals/' in made.get_data(as_text=True)
    assert 'href="/pitches/P-' in made.get_data(as_text=True)
    quarter = client.get("/workbench/figure?by=quarter&year=FY2026&amount=released&of=FY2026-Q2")
    assert "Released: Quarter 2 of 2026" in words(quarter)
    assert "Release Committed → released" in words(quarter)


@pytest.mark.usefixtures("stage")
def test_by_vendor_the_page_and_both_sheets_say_the_same(sign_in: SignIn) -> None:
    client = sign_in("finance")
    page = client.get("/workbench?by=vendor&year=FY2026")
    assert "Coach & Co 1 document 5,000" in words(page)
    assert "Unit of the programme" in words(page)
    sheet = client.get("/workbench.csv?by=vendor&year=FY2026").get_data().decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(sheet))
    spent = head.index("Spent, EUR")
    assert [(row[0], row[spent]) for row in rows] == [("Coach & Co", "0.00"), ("'=Coach()", "4000.50")]
    made = client.get("/workbench/figure?by=vendor&year=FY2026&amount=open&of=coach+%26+co")
    assert 'href="/contracts/' in made.get_data(as_text=True)
    assert "PO-500000" in words(made)


@pytest.mark.usefixtures("stage")
def test_an_overrun_and_a_trend_lead_to_documents_and_programmes(sign_in: SignIn, stage: Stage) -> None:
    client = sign_in("finance")
    stage.actual(90_000_00, confirmed_by="finance", reference="RE-9")
    outlook = words(client.get("/workbench?by=outlook&year=FY2026"))
    assert "How years end, by fund" in outlook
    assert "Trend" in outlook
    over = client.get("/workbench/figure?by=fund&year=FY2026&amount=overrun")
    assert "Invoice RE-9" in words(over)
    trend = client.get("/workbench/figure?by=outlook&year=FY2026&amount=trend")
    assert "Solve it in the first call" in words(trend)
    assert "Cost of plan" in words(trend)


@pytest.mark.usefixtures("stage")
def test_goals_stand_beside_their_priority_and_units_beside_their_worth(sign_in: SignIn) -> None:
    client = sign_in("finance")
    assert "no. 1 by money" in words(client.get("/workbench?by=goal&year=all"))
    assert "planned to date" in words(client.get("/workbench?by=unit&year=FY2026"))
    sheet = client.get("/workbench.csv?by=unit&year=FY2026").get_data().decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(sheet))
    assert head[-3:] == ["Benefit planned to date, EUR", "Benefit measured to date, EUR", "Measured, %"]
    assert len(row) == len(head)


@pytest.mark.parametrize(
    "asked",
    [
        f"{page}?year=FY2026&{figure}"
        for page in ("figure", "figure.csv")
        for figure in ("amount=spent&by=fund", "amount=trend&by=outlook", "amount=spent&by=vendor")
    ],
)
def test_however_much_there_is_the_statements_are_the_same(
    sign_in: SignIn, sqlite: Database, house: Cast, statements: Watch, asked: str
) -> None:
    client, counts = sign_in("finance"), []
    for title in ("First", "Second"):
        made = build(sqlite, house, title=title)
        made.release()
        made.actual(4_000_50, confirmed_by="finance")
        with statements() as seen:
            assert client.get(f"/workbench/{asked}").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
