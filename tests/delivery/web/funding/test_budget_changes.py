"""Raising, cutting and moving money through the browser's eyes, and the second person's answer."""

from werkzeug.test import TestResponse

from tests.client import text_of
from tests.conftest import SignIn
from tests.features.funding.stage import Stage


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True)).replace("\u00a0", " ")


def test_finance_moves_much_and_the_owner_confirms(stage: Stage, sign_in: SignIn) -> None:
    source, target = stage.fund(90_000_00, "IT"), stage.fund(5_00, "Support")
    finance, url = sign_in("finance"), f"/funds/{source}/changes"
    assert "so does a move above €25,000" in words(finance.get(url))
    fields = {"kind": "move", "amount": "30,000", "reason": "The academy moved."}
    refused = finance.send(url, fields, page=url)
    assert (refused.status_code, "Choose the fund that the money moves to." in words(refused)) == (422, True)
    beyond = finance.send(url, fields | {"other": target, "amount": "90,000.01"}, page=url)
    assert "IT 2026 has €90,000 that are not given out" in words(beyond)
    assert 'value="90,000.01"' in beyond.get_data(as_text=True)
    assert finance.send(url, fields | {"other": target}, page=url).status_code == 303
    page = finance.get(f"/funds/{source}")
    assert "Move from IT 2026 to Support 2026: €30,000 wait" in words(page)
    asked = page.get_data(as_text=True).split('href="/fund-changes/')[1].split('"')[0]
    answer, shown = f"/fund-changes/{asked}/answer", f"/fund-changes/{asked}"
    assert "cannot confirm it too" in words(finance.get(shown))
    assert finance.send(answer, {"verdict": "confirmed"}, page=shown).status_code == 403
    assert sign_in("investor1").get(shown).status_code == 404
    owner = sign_in("fund_owner")
    assert "Move from IT 2026 to Support 2026: €30,000" in words(owner.get("/"))
    assert owner.send(answer, {"verdict": "declined"}, page=shown).status_code == 422
    assert owner.send(answer, {"verdict": "confirmed"}, page=shown).status_code == 303
    assert "Confirmed by" in words(owner.get(shown))
    assert "€30,005 of Support for fiscal year 2026" in words(owner.get(f"/funds/{target}"))
    assert "gave it more: €30,000" in words(owner.get(f"/funds/{target}"))


def test_a_cut_happens_at_once(stage: Stage, sign_in: SignIn) -> None:
    key = stage.fund(90_000_00, "IT")
    finance, url = sign_in("finance"), f"/funds/{key}/changes"
    fields = {"kind": "cut", "amount": "10,000", "reason": "Savings."}
    assert finance.send(url, fields, page=url).status_code == 303
    page = words(finance.get(f"/funds/{key}"))
    assert "Cut IT 2026: €10,000." in page
    assert "€80,000 of IT for fiscal year 2026" in page
    assert sign_in("fund_owner").get(url).status_code == 404
