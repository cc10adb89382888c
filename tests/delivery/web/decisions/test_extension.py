"""The chair extends a deadline in the browser: what it means first, refusals beside their field, and once."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import SignIn
from tests.delivery.web.decisions.conftest import P1, P2
from tests.delivery.web.decisions.test_decisions import ROUND, words
from tests.features.funding.stage import Stage

URL = "/rounds/round/extension"
UNTIL = (datetime.now(UTC) + timedelta(days=27)).date()
GIVEN = {"until": UNTIL.isoformat(), "reason": "Two investors are on leave."}


def test_the_chair_extends_once_and_everybody_reads_why(stage: Stage, sign_in: SignIn) -> None:
    stage.commit("investor1", P1, 12_000_00)
    chair = sign_in("chair")
    assert f'href="{URL}"' in chair.get(ROUND).get_data(as_text=True)
    page = words(chair.get(URL))
    assert f"{P1} lacks €18,000, {P2} lacks €40,000" in page
    assert "3 people with a purse in this round are told" in page
    assert chair.send(URL, GIVEN, page=URL).headers["Location"] == ROUND
    told = words(sign_in("investor1").get(ROUND))
    assert f"commitments until {UNTIL.day} {UNTIL:%b %Y}, 18:00" in told
    assert "Two investors are on leave." in told
    assert "moved once from" in words(sign_in("presenter").get("/rounds/round"))
    assert "extended the deadline for commitments" in words(chair.get("/rounds/round"))
    assert URL not in chair.get(ROUND).get_data(as_text=True)
    again = chair.get(URL)
    assert (again.status_code, "was extended once already" in words(again)) == (403, True)
    assert chair.send(URL, GIVEN, page=ROUND).status_code == 403
    assert stage.count("extension") == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"until": "2026-02-30"}, "February 2026 has no day 30"),
        ({"until": ""}, "Commitments until"),
        ({"until": "1999-01-01"}, "already. Choose a later day."),
        ({"until": "2031-01-01"}, "The decision is on 31 March 2030: choose a day until then."),
        ({"reason": ""}, "Reason"),
    ],
)
def test_a_refusal_loses_nothing(stage: Stage, sign_in: SignIn, wrong: dict[str, str], said: str) -> None:
    answer = sign_in("chair").send(URL, {**GIVEN, **wrong}, page=URL)
    assert answer.status_code == 422
    assert said in words(answer)
    for name in GIVEN.keys() - wrong.keys():
        assert GIVEN[name] in answer.get_data(as_text=True)
    assert stage.count("extension") == 0


@pytest.mark.parametrize("name", ["lead", "finance", "investor1", "presenter", "admin"])
def test_nobody_else_extends(stage: Stage, sign_in: SignIn, name: str) -> None:
    client = sign_in(name)
    assert client.get(URL).status_code in {403, 404}
    assert client.send(URL, GIVEN, page="/").status_code in {403, 404}
    assert URL not in client.get("/rounds/round").get_data(as_text=True)
    assert stage.count("extension") == 0
