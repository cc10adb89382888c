"""Funds, purses and commitments through the browser's eyes: what each person gets, and what is refused."""

import re

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from tests.client import text_of
from tests.conftest import SignIn
from tests.features.funding.stage import Stage

P1 = "P-2026-0001"
MONEY = f"/pitches/{P1}/commitments"


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True))


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("name", ["investor1", "finance", "fund_owner", "chair", "auditor"])
def test_money_opens_for_everyone_with_a_part_in_it(sign_in: SignIn, name: str) -> None:
    assert sign_in(name).get("/money").status_code == 200


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("name", ["presenter", "viewer", "admin", "nobody", "sponsor", "lead"])
def test_money_is_not_there_for_anyone_else(sign_in: SignIn, name: str) -> None:
    client = sign_in(name)
    for page in ("/money", "/funds/new", f"/pitches/{P1}/ledger", MONEY):
        assert client.get(page).status_code in {403, 404}


def test_the_purse_shows_what_is_free_and_where_it_went(stage: Stage, sign_in: SignIn) -> None:
    stage.commit("investor1", P1, 12_000_00)
    page = words(sign_in("investor1").get("/money"))
    assert "reserved €12,000" in page
    assert "free €38,000" in page
    assert f"Title of {P1}" in page


def test_the_form_is_filled_with_what_fits(stage: Stage, sign_in: SignIn) -> None:
    stage.commit("investor2", P1, 12_000_00)
    page = sign_in("investor1").get(MONEY).get_data(as_text=True)
    assert re.search(r'name="amount"[^>]*value="18,000"|value="18,000"[^>]*name="amount"', page)
    assert "€50,000 free" in page.replace("\u00a0", " ")


def test_the_form_says_where_nothing_is_needed_any_more(stage: Stage, sign_in: SignIn) -> None:
    stage.commit("investor2", P1, 30_000_00)
    page = words(sign_in("investor1").get(MONEY))
    assert "Nothing more is needed in 2026; your purse has €50,000 free." in page
    assert "€0 leaves" not in page


def test_finance_is_told_when_none_of_it_may_review(stage: Stage, sign_in: SignIn) -> None:
    told = "Nobody of finance may review or release P-2026-0001, P-2026-0002"
    assert told not in words(sign_in("finance").get("/money"))
    lowered = text("UPDATE mandate SET limit_minor = 1 WHERE role = 'finance'")
    stage.act(lambda turn: turn.session.execute(lowered))
    assert told in words(sign_in("finance").get("/money"))
    assert told not in words(sign_in("investor1").get("/money"))


def test_commit_reserves_and_tells_what_is_left(stage: Stage, sign_in: SignIn) -> None:
    client = sign_in("investor1")
    fields = {"purse": stage.purses["investor1"], "amount": "12,000.50"}
    answer = client.send(MONEY, fields, page=MONEY)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/pitches/{P1}#money"
    assert stage.total("reserved") == 12_000_50
    assert "Committed €12,000.50. €37,999.50 of your purse is left." in words(client.get("/money"))


def test_the_same_form_twice_commits_once(stage: Stage, sign_in: SignIn) -> None:
    client = sign_in("investor1")
    fields = {"purse": stage.purses["investor1"], "amount": "100"}
    key = "0f8fad5b-d9cb-469f-a165-70867728950e"
    first = client.send(MONEY, fields, page=MONEY, key=key)
    second = client.send(MONEY, fields, page=MONEY, key=key)
    assert (first.status_code, second.status_code) == (303, 303)
    assert stage.total("reserved") == 100_00
    assert client.send(MONEY, fields | {"amount": "200"}, page=MONEY, key=key).status_code == 409
    assert stage.total("reserved") == 100_00


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("60,000", "Your purse Sales 2026 has €50,000 free; you entered €60,000."),
        ("30,000.01", "still needs €30,000 for 2026; you entered €30,000.01."),
        ("0", "at least"),
        ("-5", ""),
        ("", ""),
        ("NaN", ""),
        ("1e400", ""),
        ("0.005", ""),
        ("1_000", ""),
        ("9" * 400, ""),
        ("12,50", ""),
    ],
)
def test_what_does_not_fit_stays_typed_with_the_reason(
    stage: Stage, sign_in: SignIn, amount: str, told: str
) -> None:
    answer = sign_in("investor1").send(
        MONEY, {"purse": stage.purses["investor1"], "amount": amount}, page=MONEY
    )
    assert answer.status_code == 422
    assert told in words(answer)
    assert f'value="{amount[:20]}' in answer.get_data(as_text=True)
    assert stage.count("commitment") == 0


def test_nobody_commits_from_anothers_purse(stage: Stage, sign_in: SignIn) -> None:
    client = sign_in("investor2")
    answer = client.send(MONEY, {"purse": stage.purses["investor1"], "amount": "5"}, page=MONEY)
    assert answer.status_code == 403
    answer = client.send(MONEY, {"purse": "nothing", "amount": "5"}, page=MONEY)
    assert answer.status_code == 404
    assert stage.count("commitment") == 0


def test_a_commitment_is_taken_back_by_its_investor_alone(stage: Stage, sign_in: SignIn) -> None:
    made = stage.commit("investor1", P1, 500_00)
    url = f"/commitments/{made.key}/withdrawal"
    assert sign_in("investor2").send(url, {}, page="/money").status_code == 403
    assert sign_in("presenter").send(url, {}, page="/goals").status_code == 404
    assert sign_in("investor1").send(url, {}, page="/money").status_code == 303
    assert stage.total("reserved") == 0


def test_a_conflict_is_declared_and_frees_the_money(stage: Stage, sign_in: SignIn) -> None:
    stage.commit("investor1", P1, 500_00)
    client, url = sign_in("investor1"), f"/pitches/{P1}/recusal"
    assert "The €500 that you committed return to your purse." in words(client.get(url)).replace(
        "\u00a0", " "
    )
    assert client.send(url, {"reason": " "}, page=url).status_code == 422
    assert client.send(url, {"reason": "My brother's firm"}, page=url).status_code == 303
    assert stage.total("reserved") == 0
    assert client.get(url).status_code == 403
    assert client.get(MONEY).status_code == 403


def test_a_fund_is_opened_confirmed_and_given_out(stage: Stage, sign_in: SignIn) -> None:
    finance = sign_in("finance")
    people = {"unit": stage.cast.unit_keys["IT"], "owner": stage.cast.fund_owner.key}
    fields = people | {"name": "IT 2026", "fiscal_year": "2026", "amount": "9,000"}
    assert finance.send("/funds", fields | {"amount": "0"}, page="/funds/new").status_code == 422
    answer = finance.send("/funds", fields, page="/funds/new")
    assert answer.status_code == 303
    url = answer.headers["Location"]
    assert "cannot confirm it too" in words(finance.get(url))
    assert finance.send(f"{url}/confirmation", {}, page=url).status_code == 403
    owner = sign_in("fund_owner")
    assert owner.send(f"{url}/confirmation", {}, page=url).status_code == 303
    given = {"investor": stage.cast.investor1.key, "round": stage.round_key}
    assert owner.send(f"{url}/purses", given | {"amount": "9,000.01"}, page=url).status_code == 422
    assert owner.send(f"{url}/purses", given | {"amount": "4,000"}, page=url).status_code == 303
    assert "free in purses €4,000" in words(owner.get(url)).replace("\u00a0", " ")
    assert "9,000.00" in words(finance.get(f"{url}/ledger"))
    assert owner.get(f"{url}/ledger").status_code == 404


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("key", ["nothing", "9" * 20, "%00", "a" * 300])
def test_unknown_things_are_not_found(sign_in: SignIn, key: str) -> None:
    client = sign_in("finance")
    for url in (f"/funds/{key}", f"/funds/{key}/ledger", f"/pitches/{key}/ledger"):
        assert client.get(url).status_code in {400, 404}
