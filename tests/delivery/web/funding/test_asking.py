"""An investor asks for money and the owner of the fund answers, through the browser's eyes."""

from werkzeug.test import TestResponse

from tests.client import text_of
from tests.conftest import SignIn
from tests.features.funding.stage import Stage

NEW = "/purse-requests/new"


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True)).replace("\u00a0", " ")


def test_an_investor_asks_and_the_owner_grants_a_part(stage: Stage, sign_in: SignIn) -> None:
    fund = stage.fund(20_000_00, "IT")
    investor, owner = sign_in("investor1"), sign_in("fund_owner")
    assert "Ask for more" in words(investor.get("/money"))
    fields = {"round": stage.round_key, "fund": fund, "amount": "5,000", "reason": "Two are ours."}
    refused = investor.send("/purse-requests", fields | {"reason": ""}, page=NEW)
    assert (refused.status_code, 'value="5,000"' in refused.get_data(as_text=True)) == (422, True)
    assert investor.send("/purse-requests", fields, page=NEW).status_code == 303
    page = investor.get("/money")
    assert "Asked for: €5,000 of IT 2026." in words(page)
    key = page.get_data(as_text=True).split('href="/purse-requests/')[1].split('"')[0]
    url, answer = f"/purse-requests/{key}", f"/purse-requests/{key}/answer"
    assert "asks for €5,000 of your fund" in words(owner.get("/"))
    assert 'value="5,000"' in owner.get(url).get_data(as_text=True)
    assert investor.send(answer, {"verdict": "granted", "amount": "5,000"}, page=url).status_code == 404
    more = owner.send(answer, {"verdict": "granted", "amount": "5,000.01"}, page=url)
    assert "you entered €5,000.01. Enter at most €5,000." in words(more)
    assert owner.send(answer, {"verdict": "granted", "amount": "4,000"}, page=url).status_code == 303
    assert "€4,000 granted on" in words(investor.get(url))
    assert "asked for money of it: €5,000" in words(owner.get(f"/funds/{fund}"))
    assert sign_in("investor2").get(url).status_code == 404
    assert sign_in("presenter").get(NEW).status_code == 404
    again = owner.send(answer, {"verdict": "declined", "reason": "Late."}, page="/money")
    assert again.status_code == 403


def test_a_refusal_reaches_whoever_asked(stage: Stage, sign_in: SignIn) -> None:
    fund = stage.fund(20_000_00, "IT")
    investor, owner = sign_in("investor1"), sign_in("fund_owner")
    fields = {"round": stage.round_key, "fund": fund, "amount": "5,000", "reason": "Two are ours."}
    page = f"{NEW}"
    investor.send("/purse-requests", fields, page=page)
    key = investor.get("/money").get_data(as_text=True).split('href="/purse-requests/')[1].split('"')[0]
    answer, url = f"/purse-requests/{key}/answer", f"/purse-requests/{key}"
    assert owner.send(answer, {"verdict": "declined"}, page=url).status_code == 422
    assert owner.send(answer, {"verdict": "declined", "reason": "Autumn."}, page=url).status_code == 303
    assert "Declined by" in words(investor.get(url))
    assert "Autumn." in words(investor.get(url))
