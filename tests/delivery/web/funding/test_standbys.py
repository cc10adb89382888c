"""Standing by over HTTP: the form where nothing more is needed, the place in the list, the filled form."""

import re

from tests.client import text_of
from tests.conftest import SignIn
from tests.features.funding.stage import Stage

P1 = "P-2026-0001"
PITCH, MONEY, STANDBY = f"/pitches/{P1}", f"/pitches/{P1}/commitments", f"/pitches/{P1}/standby"


def read(sign_in: SignIn, name: str, page: str = PITCH) -> str:
    return text_of(sign_in(name).get(page).get_data(as_text=True)).replace("\u00a0", " ")


def join(stage: Stage, sign_in: SignIn, amount: str) -> int:
    fields = {"purse": stage.purses["investor2"], "amount": amount}
    return sign_in("investor2").send(STANDBY, fields, page=PITCH).status_code


def test_who_stands_by_is_told_and_finds_the_form_filled(stage: Stage, sign_in: SignIn) -> None:
    assert "Join the standby list" not in read(sign_in, "investor2")
    full = stage.commit("investor1", P1, 30_000_00).key
    assert "Join the standby list" in read(sign_in, "investor2")
    assert join(stage, sign_in, "12,000") == 303
    assert "You stand by with €12,000 for 2026" in read(sign_in, "investor2")
    assert "stand by" not in read(sign_in, "presenter")

    assert sign_in("investor1").send(f"/commitments/{full}/withdrawal", {}, page=PITCH).status_code == 303

    assert "There is room for your money" in read(sign_in, "investor2")
    room = f"There is room for your €12,000 in Title of {P1}"
    assert room in read(sign_in, "investor2", "/")
    assert room not in read(sign_in, "investor1", "/")
    for page in (PITCH, MONEY):
        html = sign_in("investor2").get(page).get_data(as_text=True)
        assert re.search(r'name="amount"[^>]*value="12,000"|value="12,000"[^>]*name="amount"', html)
    assert stage.total("reserved") == 0
    stage.commit("investor2", P1, 12_000_00)
    assert room not in read(sign_in, "investor2", "/")


def test_what_does_not_fit_stays_typed_with_the_reason(stage: Stage, sign_in: SignIn) -> None:
    fields = {"purse": stage.purses["investor2"], "amount": "1,000"}
    answer = sign_in("investor2").send(STANDBY, fields, page=PITCH)
    assert answer.status_code == 422
    words = text_of(answer.get_data(as_text=True)).replace("\u00a0", " ")
    assert "still needs €30,000 for 2026: commit it now." in words
    assert 'value="1,000"' in answer.get_data(as_text=True)


def test_the_list_is_left_by_oneself_alone(stage: Stage, sign_in: SignIn) -> None:
    stage.commit("investor1", P1, 30_000_00)
    assert join(stage, sign_in, "12,000") == 303
    html = sign_in("investor2").get(PITCH).get_data(as_text=True)
    url = re.search(r"/standbys/[^/]+/leaving", html)
    assert url is not None
    assert sign_in("investor3").send(url[0], {}, page=PITCH).status_code == 404
    assert sign_in("chair").send(url[0], {}, page=PITCH).status_code in {403, 404}
    assert sign_in("investor2").send(url[0], {}, page=PITCH).status_code == 303
    assert "Join the standby list" in read(sign_in, "investor2")
