"""Reconciliation in the browser: a file in, the month beside ours, a match by hand, CSV out."""

import io
from typing import Any

from tests.client import text_of
from tests.conftest import SignIn
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
    assert "2026" in text_of(client.get(PAGE).get_data(as_text=True))


def test_it_is_for_finance_and_the_auditor(stage: Stage, sign_in: SignIn) -> None:
    assert stage.key
    assert sign_in("auditor").get(PAGE).status_code == 200
    for name in ("presenter", "investor1", "fund_owner"):
        assert sign_in(name).get(PAGE).status_code in {403, 404}
    assert sign_in("finance").get(f"{PAGE}/2026-13").status_code == 404
    assert sign_in("finance").get(f"{PAGE}/2026-03").status_code == 404
