"""Reconciliation in the browser: a file in, the month beside ours, a match by hand, CSV out."""

import io
from datetime import date
from typing import Any

from python_calamine import CalamineWorkbook

from tests.client import text_of
from tests.conftest import SignIn
from tests.delivery.sheets.test_erp_book import HEAD as HEADS
from tests.delivery.sheets.test_erp_book import book
from tests.features.investments.stage import Stage
from tests.features.investments.test_reconciling import month

PAGE = "/reconciliations"
HEAD = "ERP code;Document reference;Date;Amount\n"


def file_of(rows: str) -> dict[str, Any]:
    return {"month": "2026-04", "file": (io.BytesIO((HEAD + rows).encode()), "april.csv")}


def test_finance_takes_a_month_in_matches_by_hand_and_takes_the_list_out(
    stage: Stage, sign_in: SignIn
) -> None:
    stage.actual(300_00, reference="=RE-3", confirmed_by="finance")
    client = sign_in("finance")
    wrong = client.send(PAGE, file_of("K;X-1;2026-04-18;1.000,00\n"), page=PAGE)
    assert wrong.status_code == 422
    assert "Row 2, amount" in text_of(wrong.get_data(as_text=True))
    assert 'role="status" tabindex="-1" autofocus' in wrong.get_data(as_text=True), "it takes the focus"
    made = client.send(PAGE, file_of("K;X-1;2026-04-18;290,00\n"), page=PAGE)
    assert made.status_code == 303
    shown = text_of(client.get(made.location).get_data(as_text=True))
    assert "Only in the accounts" in shown
    here, there = month(stage).pairs
    assert here.ours
    assert there.theirs
    fields = {"line": there.theirs.key, "document": here.ours.key, "reason": ""}
    refused = client.send(f"{made.location}/matches", fields, page=made.location)
    assert refused.status_code == 422
    done = client.send(f"{made.location}/matches", {**fields, "reason": "Rounded."}, page=made.location)
    assert done.status_code == 303
    assert "Matched by hand" in text_of(client.get(done.location).get_data(as_text=True))
    listed = client.get(f"{made.location}/list.csv")
    assert b"'=RE-3" in listed.data
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{made.location}/list.xlsx").data))
    head, *rows = sheet.get_sheet_by_index(0).to_python()
    assert (head[0], head[-1]) == ("Standing", "Reason")
    assert [row[3] for row in rows if row[1] == "=RE-3"] == [300.0]
    assert "2026" in text_of(client.get(PAGE).get_data(as_text=True))


def test_a_workbook_is_taken_in_as_csv_is(stage: Stage, sign_in: SignIn) -> None:
    assert stage.key
    client = sign_in("finance")
    wrong = client.send(PAGE, book_of(("K", "X-1", "30.4.", 1)), page=PAGE)
    assert wrong.status_code == 422
    assert "Sheet “April”, row 2, date" in text_of(wrong.get_data(as_text=True))
    made = client.send(PAGE, book_of(("K", "X-1", date(2026, 4, 30), 12.5)), page=PAGE)
    assert made.status_code == 303
    assert "12.50" in text_of(client.get(made.location).get_data(as_text=True))


def book_of(row: tuple[Any, ...]) -> dict[str, Any]:
    return {"month": "2026-04", "file": (io.BytesIO(book(HEADS, row)), "april.xlsx")}


def test_it_is_for_finance_and_the_auditor(stage: Stage, sign_in: SignIn) -> None:
    assert stage.key
    assert sign_in("auditor").get(PAGE).status_code == 200
    for name in ("presenter", "investor1", "fund_owner"):
        assert sign_in(name).get(PAGE).status_code in {403, 404}
    assert sign_in("finance").get(f"{PAGE}/2026-13").status_code == 404
    assert sign_in("finance").get(f"{PAGE}/2026-03").status_code == 404
