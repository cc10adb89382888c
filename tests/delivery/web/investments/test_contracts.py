"""Contracts in the browser: reported, confirmed, drawn on, ended; refusals beside their field."""

import pytest

from tests.client import text_of
from tests.conftest import SignIn
from tests.delivery.web.investments.test_investments import ACTUAL
from tests.features.investments.stage import Stage

CONTRACT = {
    "reference": "PO-9",
    "vendor": "Coach & Co",
    "amount": "9,000.00",
    "fiscal_year": "fy-2026",
    "ends_on": "2026-12-31",
}


def test_a_contract_is_reported_confirmed_drawn_on_and_ended(stage: Stage, sign_in: SignIn) -> None:
    presenter, page = sign_in("presenter"), f"/investments/{stage.key}/contracts"
    made = presenter.send(page, CONTRACT, page=page)
    assert made.status_code == 303
    assert "Waits for finance" in text_of(presenter.get(made.location).get_data(as_text=True))
    finance = sign_in("finance")
    home = finance.get("/").get_data(as_text=True)
    assert "Confirm the contract of €9,000" in text_of(home)
    assert made.location in home
    finance.send(f"{made.location}/confirmation", {}, page=made.location)
    costs = f"/investments/{stage.key}/actuals"
    form = presenter.get(costs).get_data(as_text=True)
    assert "PO-9, Coach &amp; Co: €9,000 open" in form
    key = made.location.rsplit("/", 1)[1]
    assert presenter.send(costs, {**ACTUAL, "contract": key}, page=costs).status_code == 303
    actual = stage.page(stage.cast.finance).actuals[0]
    finance.send(f"/actuals/{actual.key}/confirmation", {}, page=f"/actuals/{actual.key}")
    shown = text_of(finance.get(made.location).get_data(as_text=True))
    assert "Drawn €5,000.00" in shown
    assert "Open €4,000.00" in shown
    refused = finance.send(f"{made.location}/end", {"reason": ""}, page=made.location)
    assert refused.status_code == 422
    ended = finance.send(f"{made.location}/end", {"reason": "All delivered."}, page=made.location)
    assert "given back €4,000.00" in text_of(finance.get(ended.location).get_data(as_text=True))
    listed = text_of(finance.get("/contracts").get_data(as_text=True))
    assert "PO-9" in listed
    investment = text_of(finance.get(f"/investments/{stage.key}").get_data(as_text=True))
    assert "ended a contract: €4,000" in investment


def test_a_contract_above_what_is_released_is_refused_beside_the_amount(
    stage: Stage, sign_in: SignIn
) -> None:
    client, page = sign_in("presenter"), f"/investments/{stage.key}/contracts"
    refused = client.send(page, {**CONTRACT, "amount": "12,500"}, page=page)
    assert refused.status_code == 422
    shown = refused.get_data(as_text=True)
    assert "€12,500 is more than the €12,000 of 2026 that is released and not contracted." in text_of(shown)
    assert 'value="PO-9"' in shown
    assert 'value="Coach &amp; Co"' in shown


def test_before_a_release_the_form_says_what_comes_first(funded: Stage, sign_in: SignIn) -> None:
    funded.release()
    client = sign_in("viewer")
    shown = text_of(client.get(f"/investments/{funded.key}/contracts").get_data(as_text=True))
    assert "Only the presenter and co-authors of this pitch do this." in shown


@pytest.mark.parametrize("name", ["presenter", "investor1", "viewer", "nobody"])
def test_the_list_is_for_those_who_keep_the_money(stage: Stage, sign_in: SignIn, name: str) -> None:
    assert stage.key
    assert sign_in(name).get("/contracts").status_code in {403, 404}


def test_finance_accrues_and_credits_and_reverses_both(stage: Stage, sign_in: SignIn) -> None:
    actual = stage.actual(1_000_00, confirmed_by="finance")
    client, page = sign_in("finance"), f"/investments/{stage.key}/accruals"
    accrual = {"period_on": "2026-04", "amount": "300", "category": "delivery_facilitation", "note": "A day."}
    refused = client.send(page, {**accrual, "amount": "90,000"}, page=page)
    assert refused.status_code == 422
    assert "Only €11,000 is released" in text_of(refused.get_data(as_text=True))
    made = client.send(page, accrual, page=page)
    assert made.status_code == 303
    form = f"/actuals/{actual}/credit-notes"
    note = {"reference": "CN-1", "amount": "1,200", "document_on": "2026-04-20", "reason": "Cancelled."}
    refused = client.send(form, note, page=form)
    assert "€1,200 is more than the €1,000 that is left" in text_of(refused.get_data(as_text=True))
    credited = client.send(form, {**note, "amount": "200"}, page=form)
    assert credited.status_code == 303
    shown = text_of(client.get(f"/investments/{stage.key}").get_data(as_text=True))
    assert "€300 of what is spent is accrued" in shown
    assert "Credit notes" in shown
    costs = f"/investments/{stage.key}/actuals"
    assert "€300" in text_of(sign_in("presenter").get(costs).get_data(as_text=True))
    client = sign_in("finance")
    for place in (made.location, credited.location):
        undone = client.send(f"{place}/reversal", {"reason": "Wrong."}, page=place)
        assert undone.status_code == 303
        assert "Wrong." in text_of(client.get(place).get_data(as_text=True))
    assert stage.page(stage.cast.finance).money.spent == 1_000_00
    presenter = sign_in("presenter")
    for form in (page, f"/actuals/{actual}/credit-notes"):
        assert "This is not yours to enter" in text_of(presenter.get(form).get_data(as_text=True))
