"""Go-live through the browser's eyes: a programme by form, several by file, the second person's answer."""

import io
from collections.abc import Callable, Sequence

import pytest
from werkzeug.test import TestResponse

from pitchdeck.base.db import Database
from pitchdeck.delivery.sheets.openings_in import COLUMNS, SHEET
from pitchdeck.delivery.sheets.table_out import workbook_of
from pitchdeck.features.investments.queries.openings import nameable
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast
from tests.factories.pitches import measure
from tests.features.funding.stage import NOW, Stage

YEAR = NOW.year
Made = Callable[..., tuple[io.BytesIO, str]]
ROW = {
    "title": "Leading in two languages",
    "unit": "Support",
    "presenter": "presenter@nordwind.example",
    "measure": "Rework",
    "category": "Outside provider",
    "planned": "40000",
    "planned_next": "20000.01",
    "committed": "30000",
    "released": "25000",
    "spent": "8000.50",
    "contracted": "9000",
    "vendor": "Coach & Co",
    "reference": "PO-7",
    "ends_on": f"{YEAR + 1}-12-31",
}


@pytest.fixture
def money(sqlite: Database, house: Cast) -> Stage:
    made = Stage(sqlite, house, 0, {})
    made.purses["fund"] = made.fund(100_000_00, year=YEAR)
    with sqlite.writing() as turn:
        measure(turn.session, house, at=turn.at)
    return made


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True)).replace("\u00a0", " ")


def table(*rows: dict[str, str]) -> list[list[str]]:
    return [[row.get(field, "") for field in COLUMNS] for row in rows]


def csv_file(*rows: dict[str, str]) -> tuple[io.BytesIO, str]:
    lines: Sequence[Sequence[str]] = [list(COLUMNS.values()), *table(*rows)]
    return io.BytesIO("\n".join(";".join(line) for line in lines).encode()), "programmes.csv"


def excel_file(*rows: dict[str, str]) -> tuple[io.BytesIO, str]:
    return io.BytesIO(workbook_of(SHEET, tuple(COLUMNS.values()), table(*rows), decimals=2)), "p.xlsx"


def typed(money: Stage, **more: str) -> dict[str, str]:
    with money.reading() as session:
        names = nameable(session)
    keys = {
        "unit": next(one.key for one in names.units if one.label == "Support"),
        "presenter": next(one.key for one in names.people if ROW["presenter"] in one.names),
        "measure": names.measures[0].key,
    }
    return ROW | {"category": "msp", "budget": "100,000"} | keys | more


def test_a_programme_is_entered_and_confirmed_and_is_an_investment(money: Stage, sign_in: SignIn) -> None:
    page = f"/funds/{money.purses['fund']}/openings"
    finance, second = sign_in("finance"), sign_in("finance2")
    assert "Nothing was entered for this fund yet." in words(finance.get(page))
    refused = finance.send(page, typed(money, released="35,000"), page=page)
    assert refused.status_code == 422
    assert "€35,000 is released, but only €30,000 committed. Correct one of the two." in words(refused)
    assert 'value="Leading in two languages"' in refused.get_data(as_text=True)
    entered = finance.send(page, typed(money), page=page)
    assert entered.status_code == 303
    url = entered.location
    assert "Whoever entered these programmes cannot confirm them too" in words(finance.get(url))
    assert finance.send(f"{url}/answer", {"verdict": "confirmed"}, page=url).status_code == 403
    assert "Running programmes of Sales" in words(second.get("/"))
    assert "Is it so?" in words(second.get(url))
    assert second.send(f"{url}/answer", {"verdict": "confirmed"}, page=url).status_code == 303
    shown = second.get(url).get_data(as_text=True)
    investment = shown.split('href="/investments/')[1].split('"')[0]
    presenter = sign_in("presenter")
    told = words(presenter.get(f"/investments/{investment}"))
    assert "Running since before pitchdeck" in told
    assert "€8,000.50" in told
    for path in (f"/pitches/P-{YEAR}-0001", "/pitches", "/investments", "/"):
        assert presenter.get(path).status_code == 200, path
    for path in ("/rounds", "/workbench", f"/funds/{money.purses['fund']}", "/money", "/"):
        assert second.get(path).status_code == 200, path
    assert "Running since before" not in words(second.get("/rounds"))


@pytest.mark.parametrize("made", [csv_file, excel_file])
def test_a_file_is_taken_whole(money: Stage, sign_in: SignIn, made: Made) -> None:
    page = f"/funds/{money.purses['fund']}/openings"
    finance = sign_in("finance")
    rows = (ROW, ROW | {"title": "Licences", "spent": "", "planned": "60000", "vendor": "Library"})
    file = made(*rows)
    sent = finance.send(f"{page}/file", {"total": "100,000", "file": file}, page=page)
    assert sent.status_code == 303
    told = words(finance.get(sent.location))
    assert "2 programmes of Sales" in told
    assert "Licences" in told
    assert "Library, PO-7, until" in told


def test_each_error_of_a_file_names_its_place_and_nothing_is_taken(money: Stage, sign_in: SignIn) -> None:
    page = f"/funds/{money.purses['fund']}/openings"
    finance = sign_in("finance")

    def sent(*rows: dict[str, str]) -> str:
        file = excel_file(*rows)
        answer = finance.send(f"{page}/file", {"total": "100,000", "file": file}, page=page)
        assert answer.status_code == 422
        return words(answer)

    told = sent(ROW, ROW | {"title": "B", "presenter": "ghost@nordwind.example", "spent": "20000"})
    assert "Sheet “Programmes”, row 3, column C (Presenter)" in told
    assert "There is no person “ghost@nordwind.example”" in told
    assert "€20,000 spent and €9,000 contracted are €4,000 more than the €25,000 released" in told
    told = sent(ROW | {"planned": "a lot", "ends_on": "soon", "category": "fun"})
    assert "row 2, column F (Planned this year)" in told
    assert "Write a date as" in told
    assert "There is no category “fun”" in told
    told = sent(ROW, ROW)
    assert "row 3, column A (Programme)" in told
    assert "is entered for Sales" in told
    assert money.count("opening") == 0
    for bad in (b"", b"PK\x03\x04 no zip", b"Programme\nX", b"\xd0\xcf\x11\xe0old"):
        file = (io.BytesIO(bad), "x.xlsx")
        answer = finance.send(f"{page}/file", {"total": "100,000", "file": file}, page=page)
        assert answer.status_code == 422


def test_the_templates_open_again(money: Stage, sign_in: SignIn) -> None:
    page = f"/funds/{money.purses['fund']}/openings"
    finance = sign_in("finance")
    assert finance.get(f"{page}/template.xlsx").data.startswith(b"PK")
    assert "Planned this year" in finance.get(f"{page}/template.csv").get_data(as_text=True)


@pytest.mark.parametrize("name", ["presenter", "investor1", "chair", "viewer", "sponsor"])
def test_others_neither_see_nor_enter(money: Stage, sign_in: SignIn, name: str) -> None:
    page = f"/funds/{money.purses['fund']}/openings"
    assert sign_in(name).get(page).status_code in {403, 404}


def test_a_capital_fund_says_what_it_takes_and_that_costs_become_capex(money: Stage, sign_in: SignIn) -> None:
    bought: dict[str, object] = {"nature": "capex", "categories": ["technology"]}
    money.purses["fund"] = money.fund(100_000_00, "IT", year=YEAR, **bought)
    page = f"/funds/{money.purses['fund']}/openings"
    finance, second = sign_in("finance"), sign_in("finance2")
    assert "Capital budget, only for technology" in words(finance.get(page))
    assert "are marked as capex once it is confirmed" in words(finance.get(page))
    refused = finance.send(page, typed(money), page=page)
    assert refused.status_code == 422
    assert f"IT {YEAR} pays for technology only. Enter this programme for a fund" in words(refused)
    assert 'value="Leading in two languages"' in refused.get_data(as_text=True)
    told = excel_file(ROW)
    answer = finance.send(f"{page}/file", {"total": "100,000", "file": told}, page=page)
    assert (answer.status_code, "row 2, column E (Category" in words(answer)) == (422, True)
    url = finance.send(page, typed(money, category="technology"), page=page).location
    assert "whoever confirms this marks all costs" in words(second.get(url))
    assert second.send(f"{url}/answer", {"verdict": "confirmed"}, page=url).status_code == 303
    assert "were marked as capex with the confirmation" in words(second.get(url))
    assert "Capital budget €60,000.01" in words(second.get(f"/pitches/P-{YEAR}-0001/one-pager"))


def test_an_operating_fund_says_nothing_of_capex(money: Stage, sign_in: SignIn) -> None:
    page = f"/funds/{money.purses['fund']}/openings"
    finance = sign_in("finance")
    assert "capex" not in words(finance.get(page))
    assert "capex" not in words(finance.get(finance.send(page, typed(money), page=page).location))
