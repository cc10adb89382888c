"""A shortfall through the browser's eyes: recorded, changed, confirmed by two, and told to who lost money."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from tests.client import text_of
from tests.conftest import SignIn
from tests.features.funding.stage import Stage

Watch = Callable[[], AbstractContextManager[list[str]]]
WHY = "The group cut every budget."
TWO = "P-2026-0002"


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True)).replace("\u00a0", " ")


def page_of(stage: Stage) -> str:
    """The shortfalls of the stage's fund."""
    with stage.reading() as session:
        return f"/funds/{session.execute(text('SELECT key FROM fund')).scalar_one()}/shortfalls"


def test_a_shortfall_goes_its_whole_way(stage: Stage, sign_in: SignIn) -> None:
    stage.commit("investor1", TWO, 25_000_00)
    finance, owner = sign_in("finance"), sign_in("fund_owner")
    page = page_of(stage)
    assert "This fund never lacked money." in words(finance.get(page))
    fields = {"amount": "80,000", "reason": WHY, "document": "BP 12"}
    refused = finance.send(page, fields | {"amount": "100,001"}, page=page)
    assert refused.status_code == 422
    assert "€100,000 of Sales 2026 could be cut, the rest is contracted or spent" in words(refused)
    assert "BP 12" in refused.get_data(as_text=True)
    url = finance.send(page, fields, page=page).location
    told = words(finance.get(url))
    assert "4. Reserved" in told
    assert "€20,000 of it is free in the purse again" in told
    table = finance.get(f"{url}/list.csv").get_data(as_text=True)
    assert "4,Reserved,P-2026-0002" in table
    wrong = finance.send(f"{url}/list", {"line_1": "0", "why": ""}, page=url)
    assert wrong.status_code == 422
    assert 'value="0"' in wrong.get_data(as_text=True)
    amounts = {"line_1": "40,000", "line_2": "15,000", "line_3": "10,000"}
    short = finance.send(f"{url}/list", amounts | {"line_4": "10,000", "why": "Sales agreed."}, page=url)
    assert "The amounts add up to €75,000: €5,000 less than the €80,000 missing." in words(short)
    amounts |= {"line_4": "15,000", "why": "Sales agreed."}
    assert finance.send(f"{url}/list", amounts, page=url).status_code == 303
    assert "Sales agreed." in words(owner.get(url))
    assert "lacks €80,000: a cut list waits" in words(owner.get("/"))
    stale = owner.send(f"{url}/confirmation", {"number": "1"}, page=url)
    assert (stale.status_code, "read list 2 first" in words(stale)) == (409, True)
    assert owner.send(f"{url}/confirmation", {"number": "2"}, page=url).status_code == 303
    assert stage.total("authority") == -100_000_00
    assert "You confirmed this list already" in words(owner.get(url))
    assert finance.send(f"{url}/confirmation", {"number": "2"}, page=url).status_code == 303
    assert "Everybody who lost money is told" in words(finance.get(url))
    assert stage.total("authority") == -20_000_00
    assert WHY in words(sign_in("presenter").get(f"/pitches/{TWO}"))
    assert "took back money of it" in words(finance.get(f"/pitches/{TWO}"))


def test_the_order_is_changed_by_numbers_without_a_script(stage: Stage, sign_in: SignIn) -> None:
    stage.commit("investor1", TWO, 25_000_00)
    finance = sign_in("finance")
    page = page_of(stage)
    url = finance.send(page, {"amount": "80,000", "reason": WHY}, page=page).location
    assert "least harm first" in words(finance.get(url))
    same = {f"place_{number}": str(number) for number in range(1, 5)}
    kept = finance.send(f"{url}/order", same | {"because": "Sales first."}, page=url)
    assert (kept.status_code, "The order would stay as it is" in words(kept)) == (422, True)
    assert "Sales first." in words(kept)
    for wrong in ("0", "5", "x", "1.5", ""):
        refused = finance.send(f"{url}/order", same | {"place_4": wrong, "because": "Why."}, page=url)
        assert refused.status_code == 422, wrong
    silent = finance.send(f"{url}/order", same | {"place_4": "1", "because": ""}, page=url)
    assert "Say in a sentence why this order." in words(silent)
    assert sign_in("fund_owner").send(f"{url}/order", same, page=url).status_code in {403, 404}
    done = finance.send(f"{url}/order", same | {"place_4": "1", "because": "Sales first."}, page=url)
    assert done.status_code == 303
    shown = words(finance.get(url))
    assert "1. Reserved" in shown
    assert "as finance changed it; what is contracted" in shown
    assert "1,Reserved,P-2026-0002" in finance.get(f"{url}/list.csv").get_data(as_text=True)


def test_a_shortfall_is_dropped_or_proposed_anew(stage: Stage, sign_in: SignIn) -> None:
    finance = sign_in("finance")
    page = page_of(stage)
    url = finance.send(page, {"amount": "30,000", "reason": WHY}, page=page).location
    assert finance.send(f"{url}/proposal", {}, page=url).status_code == 303
    shown = words(finance.get(url))
    assert ("List 2, by" in shown, ": proposed anew" in shown) == (True, True)
    assert finance.send(f"{url}/end", {"reason": ""}, page=url).status_code == 422
    assert finance.send(f"{url}/end", {"reason": "The cut is off."}, page=url).status_code == 303
    assert "The cut is off." in words(finance.get(url))


@pytest.mark.parametrize("name", ["presenter", "investor1", "chair", "viewer", "sponsor", "admin"])
def test_others_see_nothing_of_it(stage: Stage, sign_in: SignIn, name: str) -> None:
    finance = sign_in("finance")
    page = page_of(stage)
    url = finance.send(page, {"amount": "30,000", "reason": WHY}, page=page).location
    other = sign_in(name)
    for address in (page, url, f"{url}/list.csv"):
        assert other.get(address).status_code in {403, 404}, address


def test_who_may_not_confirm_is_told_that_before_what_the_form_lacks(stage: Stage, sign_in: SignIn) -> None:
    finance, second = sign_in("finance"), sign_in("finance2")
    page = page_of(stage)
    url = finance.send(page, {"amount": "30,000", "reason": WHY}, page=page).location
    assert second.send(f"{url}/confirmation", {}, page=url).status_code == 422
    assert finance.send(f"{url}/confirmation", {"number": "1"}, page=url).status_code == 303
    for fields in ({}, {"number": "1"}):
        assert second.send(f"{url}/confirmation", fields, page=url).status_code == 403


def test_the_page_asks_a_fixed_number_of_questions(stage: Stage, sign_in: SignIn, statements: Watch) -> None:
    finance = sign_in("finance")
    page = page_of(stage)
    url = finance.send(page, {"amount": "30,000", "reason": WHY}, page=page).location
    with statements() as few:
        assert finance.get(url).status_code == 200
    for amount in (10_000_00, 10_000_00, 5_000_00):
        stage.commit("investor1", TWO, amount)
    finance.send(f"{url}/proposal", {}, page=url)
    with statements() as many:
        assert finance.get(url).status_code == 200
    assert len(few) == len(many)
