"""A condition over HTTP: written in the form that commits, answered on the presenter's page."""

from tests.client import text_of
from tests.conftest import SignIn
from tests.features.funding.stage import Stage

P1 = "P-2026-0001"
MONEY, PITCH = f"/pitches/{P1}/commitments", f"/pitches/{P1}"
PILOT = "A pilot in one branch comes first."


def tied(stage: Stage, sign_in: SignIn) -> str:
    """The address at which the condition of a fresh commitment is answered."""
    fields = {"purse": stage.purses["investor1"], "amount": "30,000", "condition": PILOT}
    investor = sign_in("investor1")
    assert investor.send(MONEY, fields, page=PITCH).status_code == 303
    assert "It counts once the presenter accepts your condition." in text_of(
        investor.get(PITCH).get_data(as_text=True)
    )
    page = sign_in("presenter").get(PITCH).get_data(as_text=True)
    return page.split('action="/commitments/')[1].split('"')[0].join(("/commitments/", ""))


def read(sign_in: SignIn, name: str, page: str = PITCH) -> str:
    return text_of(sign_in(name).get(page).get_data(as_text=True)).replace("\u00a0", " ")


def test_the_presenter_reads_the_condition_without_a_name_and_accepts(stage: Stage, sign_in: SignIn) -> None:
    url = tied(stage, sign_in)
    page = read(sign_in, "presenter")
    assert f"€30,000 on a condition: {PILOT}" in page
    assert "Ines Investor" not in page.split("Money")[-1].split("History")[0]
    assert f"€30,000 for Title of {P1} on a condition" in read(sign_in, "presenter", "/")
    assert sign_in("presenter").send(url, {"verdict": "accepted"}, page=PITCH).status_code == 303
    assert stage.state(P1) == "covered"
    assert "on a condition" not in read(sign_in, "presenter", "/")
    assert f"accepted: {PILOT}" in read(sign_in, "investor1")


def test_declined_money_is_free(stage: Stage, sign_in: SignIn) -> None:
    url = tied(stage, sign_in)
    assert sign_in("presenter").send(url, {"verdict": "declined"}, page=PITCH).status_code == 303
    assert stage.total("reserved") == 0


def test_others_see_the_condition_and_cannot_answer(stage: Stage, sign_in: SignIn) -> None:
    url = tied(stage, sign_in)
    assert f"not accepted yet: {PILOT}" in read(sign_in, "investor2")
    assert f"not accepted yet: {PILOT}" in read(sign_in, "chair")
    for name in ("investor1", "chair", "finance", "viewer"):
        assert sign_in(name).send(url, {"verdict": "accepted"}, page="/goals").status_code in {403, 404}
    assert sign_in("presenter").send(url, {"verdict": "maybe"}, page=PITCH).status_code == 422
    assert stage.count("condition_answer") == 0


def test_a_long_condition_stays_typed(stage: Stage, sign_in: SignIn) -> None:
    fields = {"purse": stage.purses["investor1"], "amount": "30", "condition": "word " * 50}
    answer = sign_in("investor1").send(MONEY, fields, page=MONEY)
    assert answer.status_code == 422
    assert "word word" in text_of(answer.get_data(as_text=True))
    assert stage.count("commitment") == 0
