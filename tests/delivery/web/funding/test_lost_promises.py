"""A fund too small for its promises through the browser's eyes: the list, two answers, and what is lost."""

from typing import Any

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from pitchdeck.base.db import Database
from pitchdeck.features.investments import actions as investments
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast
from tests.features.funding.test_advances import NEXT, P1, P2, Ahead
from tests.features.funding.test_lost_promises import promised, short


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Ahead:
    return promised(sqlite, house)


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True)).replace("\u00a0", " ")


def test_a_lack_of_promised_money_goes_its_whole_way(stage: Ahead, sign_in: SignIn) -> None:
    fund, key = short(stage, 300_00)
    finance, owner = sign_in("finance"), sign_in("fund_owner")
    assert f"Sales {NEXT} lacks €700: a cut list waits" in words(owner.get("/"))
    assert "or confirm what gives under “Shortfall”" in words(owner.get(f"/funds/{fund}"))
    page = f"/shortfalls/{key}"
    told = words(finance.get(page))
    assert "1. Promised, not served" in told
    assert "what is left of the promises is served from the fund" in told
    assert "The shortfall ends by itself when nothing is missing." in told
    assert "Drop the shortfall" not in told
    refused = finance.send(f"{page}/end", {"reason": "So."}, page=page)
    assert refused.status_code == 403
    for client in (finance, owner):
        assert client.send(f"{page}/confirmation", {"number": "1"}, page=page).status_code == 303
    assert "Carried out" in words(finance.get(f"/funds/{fund}/shortfalls"))
    lost = f"Fiscal year {NEXT} lacks €600.00"
    for name in ("presenter", "investor2", "finance"):
        shown = words(sign_in(name).get(f"/pitches/{P1}"))
        assert lost in shown, name
        assert "€600.00 of the €600.00 that were approved for it ahead are gone; €0.00 stand." in shown
    assert "€100.00 of the €400.00 that were approved for it ahead are gone" in words(
        finance.get(f"/pitches/{P2}")
    )


def test_the_investment_says_what_its_later_year_lacks(stage: Ahead, sign_in: SignIn) -> None:
    _fund, key = short(stage, 300_00)
    with stage.reading() as session:
        tranche = session.execute(text("SELECT key FROM tranche ORDER BY id LIMIT 1")).scalar_one()
    said: dict[str, Any] = {"reason": "As approved.", "by": stage.cast.finance}
    stage.act(lambda t: investments.release(t.session, tranche, at=t.at, **said))
    with stage.reading() as session:
        made = session.execute(text("SELECT key FROM investment")).scalar_one()
    page = f"/investments/{made}"
    finance = sign_in("finance")
    assert "lacks €600.00" not in words(finance.get(page))
    for name in ("finance", "fund_owner"):
        url = f"/shortfalls/{key}"
        sign_in(name).send(f"{url}/confirmation", {"number": "1"}, page=url)
    assert f"Fiscal year {NEXT} lacks €600.00" in words(finance.get(page))


def test_one_that_is_settled_says_so(stage: Ahead, sign_in: SignIn) -> None:
    fund, key = short(stage, 300_00)
    stage.raise_fund(fund, 700_00)
    owner = sign_in("fund_owner")
    page = f"/shortfalls/{key}"
    refused = owner.send(f"{page}/confirmation", {"number": "1"}, page=page)
    assert (refused.status_code, "lacks nothing by now" in words(refused)) == (409, True)
    stage.serve(fund)
    told = words(owner.get(page))
    assert "Settled on" in told
    assert "Nothing is missing any more." in told


@pytest.mark.parametrize("name", ["presenter", "investor2", "chair", "viewer", "admin"])
def test_others_see_nothing_of_the_list(stage: Ahead, sign_in: SignIn, name: str) -> None:
    _fund, key = short(stage, 300_00)
    assert sign_in(name).get(f"/shortfalls/{key}").status_code in {403, 404}
