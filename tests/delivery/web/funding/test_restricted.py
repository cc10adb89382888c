"""Restricted funds through the browser's eyes: opened with their purpose, shown with it, refused by it."""

from sqlalchemy import select
from werkzeug.test import TestResponse

from pitchdeck.features.pitches.models import AskCategory, Revision
from tests.base.triggers.world import put
from tests.client import text_of
from tests.conftest import SignIn
from tests.delivery.web.funding.conftest import P1
from tests.features.funding.stage import YEAR, Stage

MONEY = f"/pitches/{P1}/commitments"


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True)).replace("\u00a0", " ")


def asks(stage: Stage, category: str, amount: int) -> None:
    with stage.database.writing() as turn:
        revision = turn.session.execute(select(Revision.id).order_by(Revision.id).limit(1)).scalar_one()
        row = {"revision_id": revision, "fiscal_year": YEAR, "category": category, "amount": amount}
        put(turn.session, AskCategory, **row)


def test_a_fund_is_opened_for_what_it_is_for(stage: Stage, sign_in: SignIn) -> None:
    finance = sign_in("finance")
    fields = {
        "unit": stage.cast.unit_keys["IT"],
        "owner": stage.cast.fund_owner.key,
        "name": "Laboratories",
        "fiscal_year": "2026",
        "amount": "9,000",
        "nature": "capex",
        "goals": "goal",
    }
    refused = finance.send("/funds", fields, page="/funds/new")
    assert refused.status_code == 422
    assert "Name the categories of cost that may be capitalised" in words(refused)
    assert '<details class="pd-more" open>' in refused.get_data(as_text=True)
    unknown = finance.send("/funds", fields | {"categories": "holidays"}, page="/funds/new")
    assert "“holidays” is not one of the choices" in words(unknown)
    both = {"categories": ["technology", "travel_facilities"]}
    answer = finance.send("/funds", fields | both, page="/funds/new")
    assert answer.status_code == 303
    page = words(finance.get(answer.headers["Location"]))
    told = "Capital budget, only for “Fewer repeats” and only for travel and rooms, technology"
    assert told in page
    assert "asked for it: €9,000" in page
    assert told in words(finance.get("/money"))


def test_an_investor_sees_what_a_purse_is_for_and_what_fits(stage: Stage, sign_in: SignIn) -> None:
    asks(stage, "technology", 4_000_00)
    fund = stage.fund(20_000_00, "IT", categories=["technology"])
    purse = stage.allot(fund, "investor1", 10_000_00)
    client = sign_in("investor1")
    assert "Only for technology." in words(client.get("/money"))
    assert "IT 2026: €10,000 free (only for technology: €4,000 fit here)" in words(client.get(MONEY))
    assert "Only for technology: €4,000 of it. €4,000 leaves €6,000" in words(client.get(f"/pitches/{P1}"))
    refused = client.send(MONEY, {"purse": purse, "amount": "4,000.01"}, page=MONEY)
    assert refused.status_code == 422
    assert "you entered €4,000.01. Enter at most €4,000, or choose another purse." in words(refused)
    assert client.send(MONEY, {"purse": purse, "amount": "4,000"}, page=MONEY).status_code == 303
    spent = client.send(MONEY, {"purse": purse, "amount": "1"}, page=MONEY)
    assert "and €4,000 of it stands already. Choose another purse." in words(spent)


def test_finance_changes_the_code_and_the_history_keeps_it(stage: Stage, sign_in: SignIn) -> None:
    key = stage.fund(20_000_00, "IT", erp_code="LD-1")
    finance, url = sign_in("finance"), f"/funds/{key}/code"
    assert 'value="LD-1"' in finance.get(url).get_data(as_text=True)
    assert finance.send(url, {"erp_code": "x" * 41}, page=url).status_code == 422
    assert finance.send(url, {"erp_code": "LD-2"}, page=url).status_code == 303
    page = words(finance.get(f"/funds/{key}"))
    assert "Its code is LD-2 now." in page
    assert "changed its code in the ERP" in page
    assert sign_in("fund_owner").get(url).status_code == 404
