"""What finance marked as capex on the sheets: the one-pager and the workbook show it beside the rest."""

import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions
from pitchdeck.features.funding.queries import cost_marks
from pitchdeck.features.pitches.models import Revision
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.cast import Cast


@pytest.fixture
def handle(sqlite: Database, house: Cast) -> str:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure, held = made.measure(turn.session, house), made.open_round(turn.session, house)
        return made.screened(turn.session, house, measure.id, held).ref or ""


def mark(sqlite: Database, house: Cast, handle: str) -> int:
    """Finance marks the first line; answers with its amount."""
    with sqlite.writing() as turn:
        line, *_ = cost_marks(turn.session, turn.session.execute(select(Revision.id)).scalar_one())
        by, why = house.actors["finance"], "Kept for years."
        actions.mark_capex(turn.session, handle, [line.line], reason=why, by=by, at=made.AT)
        return line.amount


def sheets_of(client: PolicingClient, handle: str) -> CalamineWorkbook:
    data = client.get(f"/pitches/{handle}/workbook.xlsx").get_data()
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def paper_of(client: PolicingClient, handle: str) -> str:
    found = client.get(f"/pitches/{handle}/one-pager").get_data(as_text=True)
    return " ".join(text_of(found).replace("\u00a0", " ").split())


def test_nothing_marked_is_nothing_printed(sign_in: SignIn, handle: str) -> None:
    client = sign_in("finance")
    assert "Capital budget" not in paper_of(client, handle)
    assert "Budget" not in sheets_of(client, handle).sheet_names


def test_the_capital_part_stands_beside_the_operating_part(
    sign_in: SignIn, handle: str, sqlite: Database, house: Cast
) -> None:
    capex = mark(sqlite, house, handle) / 100
    client = sign_in("presenter")
    paper = paper_of(client, handle)
    assert f"Capital budget €{capex:,.0f}" in paper
    assert "Operating budget €" in paper
    book = sheets_of(client, handle)
    _, _, head, *years = book.get_sheet_by_name("Budget").to_python()
    assert head == ["Fiscal year", "Asked", "Capital part", "Operating part"]
    amounts = [[float(str(cell)) for cell in year] for year in years]
    assert sum(year[2] for year in amounts) == capex > 0
    assert all(year[1] == year[2] + year[3] for year in amounts)
    assert book.sheet_names[:3] == ["Inputs", "Months", "Figures"]
