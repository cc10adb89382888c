"""The end of an approved promise through the browser's eyes: asked on one page, answered on another."""

import pytest
from werkzeug.test import TestResponse

from pitchdeck.base.db import Database
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast
from tests.features.funding.test_advances import P1, Ahead
from tests.features.funding.test_cancellations import ask, key_of
from tests.features.funding.test_lost_promises import promised

WHY = "The unit closes next year."


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Ahead:
    return promised(sqlite, house)


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True)).replace("\u00a0", " ")


def test_it_is_asked_and_answered_on_one_page_each(stage: Ahead, sign_in: SignIn) -> None:
    investor, finance = sign_in("investor2"), sign_in("finance")
    key = key_of(stage, P1)
    page = f"/commitments/{key}/cancellation"
    assert page in investor.get(f"/pitches/{P1}").get_data(as_text=True)
    assert "You promised €600.00 of Sales's budget of 2027, and finance approved it" in words(
        investor.get(page)
    )
    empty = investor.send(page, {"reason": " "}, page=page)
    assert (empty.status_code, "finance and the presenter read it" in words(empty)) == (422, True)
    asked = investor.send(page, {"reason": WHY}, page=page)
    assert asked.status_code == 303
    url = asked.location
    assert "Waiting for finance." in words(investor.get(url))
    waits = investor.get(f"/pitches/{P1}").get_data(as_text=True)
    assert (url in waits, page in waits) == (True, False)
    assert "May €600 that were promised to P-2026-0001 end?" in words(finance.get("/"))
    assert "P-2026-0001 lacks €600.00 of 2027" in words(finance.get(url))
    refused = finance.send(f"{url}/answer", {"verdict": "declined", "reason": ""}, page=url)
    assert (refused.status_code, "the investor reads it" in words(refused)) == (422, True)
    assert investor.send(f"{url}/answer", {"verdict": "confirmed"}, page=url).status_code in {403, 404}
    assert finance.send(f"{url}/answer", {"verdict": "confirmed"}, page=url).status_code == 303
    assert "Ended by Finn Finance" in words(finance.get(url))
    assert stage.total("promised") == 400_00
    shown = words(sign_in("presenter").get(f"/pitches/{P1}"))
    assert "Fiscal year 2027 lacks €600.00" in shown
    assert f"Ended by agreement of its investor and finance: {WHY}" in shown


@pytest.mark.parametrize(
    "name", ["presenter", "investor1", "chair", "viewer", "sponsor", "admin", "fund_owner"]
)
def test_others_see_nothing_of_it(stage: Ahead, sign_in: SignIn, name: str) -> None:
    key = key_of(stage, P1)
    asked = ask(stage, key)
    other = sign_in(name)
    assert other.get(f"/commitments/{key}/cancellation").status_code in {403, 404}
    assert other.get(f"/cancellations/{asked}").status_code in {403, 404}
    assert key not in other.get(f"/pitches/{P1}").get_data(as_text=True)


def test_whoever_may_not_know_the_investor_reads_no_name_in_the_history(
    stage: Ahead, sign_in: SignIn
) -> None:
    name = stage.cast.investor2.name
    ask(stage, key_of(stage, P1))
    seen = words(sign_in("viewer").get(f"/pitches/{P1}"))
    assert "An investor asked to end a promise of a later year" in seen
    assert name not in seen
    assert f"{name} asked to end a promise of a later year" in words(sign_in("finance").get(f"/pitches/{P1}"))
