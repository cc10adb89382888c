"""Reviews, the chair's acts and letters through the browser's eyes."""

from dataclasses import asdict

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from pitchdeck.features.pitches.figures import CostRow
from tests.client import text_of
from tests.conftest import SignIn
from tests.features.funding.stage import CONTENT, FACTS, Stage

P1, P2 = "P-2026-0001", "P-2026-0002"
ROUND = "/rounds/round/money"


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True)).replace("\u00a0", " ")


@pytest.fixture
def review(stage: Stage) -> Stage:
    """Both pitches covered and with finance."""
    stage.commit("investor1", P1, 30_000_00)
    stage.commit("investor2", P2, 40_000_00)
    stage.chair("close_funding")
    return stage


def test_the_chair_takes_the_round_from_funding_to_its_letters(stage: Stage, sign_in: SignIn) -> None:
    chair, finance = sign_in("chair"), sign_in("finance")
    assert f'href="{ROUND}"' in chair.get("/rounds/round").get_data(as_text=True), "where its reason is asked"
    none = words(chair.send("/rounds/round/finance-review", {}, page=ROUND))
    assert f"{P1} and {P2} have not reached their minimum" in none
    stage.commit("investor1", P1, 30_000_00)
    early = chair.send("/rounds/round/finance-review", {}, page=ROUND)
    assert early.status_code == 422
    assert f"{P2} has not reached its minimum" in words(early)
    assert "Not done" not in words(early), "the form says it, once"
    done = chair.send("/rounds/round/finance-review", {"why": "All have answered."}, page=ROUND)
    assert done.status_code == 303
    assert stage.state(P2) == "waitlisted"
    waiting = chair.send("/rounds/round/decision", {}, page=ROUND)
    assert waiting.status_code == 409
    assert f"verdict on {P1} yet" in words(waiting)
    url = f"/pitches/{P1}/review"
    assert finance.send(url, {"verdict": "approve"}, page=url).status_code == 303
    assert "Approved" in words(chair.get(ROUND))
    assert "Approved" not in words(sign_in("investor1").get(ROUND))
    assert chair.send("/rounds/round/decision", {}, page=ROUND).status_code == 303
    assert sign_in("presenter").get(f"/pitches/{P1}/letter").status_code == 404
    assert chair.send("/rounds/round/publication", {}, page=ROUND).status_code == 303
    letter = words(sign_in("presenter").get(f"/pitches/{P1}/letter"))
    assert "Your pitch is funded." in letter
    assert "€12,000.00" in letter
    assert "on the waiting list" in words(sign_in("sponsor").get(f"/pitches/{P2}/letter"))
    assert chair.send("/rounds/round/closing", {}, page=ROUND).status_code == 303
    assert stage.total("purse") == 0


def test_the_money_of_a_round_names_no_pitch_that_one_may_not_see(stage: Stage, sign_in: SignIn) -> None:
    assert stage.state(P1) == "in_funding"
    answer = sign_in("colleague").get(ROUND)
    assert answer.status_code == 200
    page = words(answer)
    assert "Money of" in page
    assert "Title of" not in page
    assert P1 not in page
    assert f"Title of {P1}" in words(sign_in("presenter").get(ROUND))


@pytest.mark.parametrize("name", ["finance", "investor1", "lead", "presenter", "admin"])
def test_only_the_chair_moves_a_round(stage: Stage, sign_in: SignIn, name: str) -> None:
    client = sign_in(name)
    for act in ("funding", "finance-review", "decision", "publication", "closing"):
        assert client.send(f"/rounds/round/{act}", {"why": "x"}, page="/").status_code in {403, 404}
    assert stage.state(P1) == "in_funding"


@pytest.fixture
def own_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pitches take 75 an hour where finance's rate is 60."""
    line = CostRow("development", "design_development", "Building it", {"rate": 75.0, "ratio": 71})
    monkeypatch.setitem(CONTENT, "costs", [asdict(line)])
    monkeypatch.setitem(FACTS["settings"], "rates", {"development": [6000]})


@pytest.mark.usefixtures("own_rate", "review")
def test_finance_sees_first_which_rates_are_the_pitch_s_own(sign_in: SignIn) -> None:
    page = words(sign_in("finance").get(f"/pitches/{P1}/review"))
    assert "Building it An hour at €75 €60" in page
    assert "Nothing else stands out" not in page
    assert page.index("Own values and rates") < page.index("Budget by year")


@pytest.mark.usefixtures("review")
def test_finance_sees_whose_money_it_is_and_what_stands_out(sign_in: SignIn) -> None:
    page = words(sign_in("finance").get(f"/pitches/{P1}/review"))
    assert "Ines Investor" in page
    assert "Nothing else stands out" in page
    assert "Budget by year" in page
    assert "Break-even adoption" in page
    auditor = words(sign_in("auditor").get(f"/pitches/{P1}/review"))
    assert "Your verdict" not in auditor


@pytest.mark.parametrize("name", ["investor1", "presenter", "sponsor", "chair", "lead", "admin", "viewer"])
def test_nobody_else_reviews(review: Stage, sign_in: SignIn, name: str) -> None:
    client, url = sign_in(name), f"/pitches/{P1}/review"
    assert client.get(url).status_code in {403, 404}
    assert client.send(url, {"verdict": "approve"}, page="/").status_code in {403, 404}
    assert review.count("review") == 0


@pytest.mark.usefixtures("review")
def test_a_verdict_without_a_reason_comes_back_with_what_was_typed(sign_in: SignIn) -> None:
    client, url = sign_in("finance"), f"/pitches/{P1}/review"
    answer = client.send(url, {"verdict": "decline"}, page=url)
    assert answer.status_code == 422
    assert "Say why in a sentence" in words(answer)
    ready = "Lines of outside spending name no quote."
    assert client.send(url, {"verdict": "put_on_hold", "ready": ready}, page=url).status_code == 303
    assert ready in words(client.get(url))
    assert client.send(url, {"verdict": "give_all"}, page=url).status_code == 422


@pytest.mark.usefixtures("review")
def test_the_queue_leads_to_each_review(sign_in: SignIn) -> None:
    page = sign_in("finance").get("/money").get_data(as_text=True)
    assert page.index(f"/pitches/{P2}/review") < page.index(f"/pitches/{P1}/review")


@pytest.mark.usefixtures("review")
def test_the_ledger_shows_every_transfer(sign_in: SignIn) -> None:
    page = words(sign_in("auditor").get(f"/pitches/{P1}/ledger"))
    assert "Purse, Ines Investor Reserved 2026 €30,000.00" in page


def test_an_approval_with_conditions_says_them_in_the_letter(review: Stage, sign_in: SignIn) -> None:
    finance, url = sign_in("finance"), f"/pitches/{P1}/review"
    bare = finance.send(url, {"verdict": "approve_with_conditions"}, page=url)
    assert bare.status_code == 422
    assert "Name the conditions" in words(bare)
    form = {"verdict": "approve_with_conditions", "reason": "The quote is in."}
    assert finance.send(url, form, page=url).status_code == 303
    review.finance("decline", P2, reason="No.")
    for verb in ("decide", "publish"):
        review.chair(verb)
    letter = words(sign_in("presenter").get(f"/pitches/{P1}/letter"))
    assert "Your pitch is funded. On condition: The quote is in." in letter


def test_what_runs_above_the_limit_over_the_year_is_a_warning(review: Stage, sign_in: SignIn) -> None:
    review.finance("approve", P1)
    with review.database.writing() as turn:
        turn.session.execute(text("UPDATE mandate SET limit_minor = 5000000 WHERE role = 'finance'"))
    page = words(sign_in("finance").get(f"/pitches/{P2}/review"))
    assert "1 other pitch of Pia Presenter was approved" in page
    assert "With this one it is €70,000, your limit is €50,000." in page
    assert "Nothing else stands out" not in page


def history_of(sign_in: SignIn, name: str) -> str:
    shown = words(sign_in(name).get(f"/pitches/{P1}"))
    return shown[shown.index("History") :]


@pytest.mark.parametrize("verb", ["approve", "put_on_hold", "decline"])
def test_the_history_tells_nobody_of_a_verdict_before_it_is_published(
    review: Stage, sign_in: SignIn, verb: str
) -> None:
    before = {name: history_of(sign_in, name) for name in ("presenter", "investor1", "lead")}
    review.finance(verb, P1, reason="Budget.")
    for name, told in before.items():
        assert history_of(sign_in, name) == told, name
    for name in ("finance", "auditor", "chair"):
        assert "Finn Finance" in history_of(sign_in, name), name
    review.finance("decline", P2, reason="No.")
    for step in ("decide", "publish"):
        review.chair(step)
    assert "Finn Finance" in history_of(sign_in, "presenter")


def test_the_history_names_investors_to_those_who_may_know_them(review: Stage, sign_in: SignIn) -> None:
    for name in ("presenter", "lead"):
        told = history_of(sign_in, name)
        assert "An investor committed" in told
        assert "Ines" not in told
    for name in ("investor2", "chair", "finance", "auditor"):
        assert "Ines Investor committed" in history_of(sign_in, name)
    review.finance("approve", P1)
    review.finance("decline", P2, reason="No.")
    for step in ("decide", "publish"):
        review.chair(step)
    assert "Ines Investor committed" in history_of(sign_in, "presenter")


def test_who_presents_reads_what_finance_asks_on_the_pitch(review: Stage, sign_in: SignIn) -> None:
    page, finance = f"/pitches/{P1}/review", sign_in("finance")
    sent = {"verdict": "send_back_review", "reason": "Whose hours are these?"}
    assert finance.send(page, sent, page=page).status_code == 303
    assert "Sent back. The presenter is told now" in words(finance.get("/money"))
    asked = "Finn Finance of finance asks: “Whose hours are these?”"
    assert asked in words(sign_in("presenter").get(f"/pitches/{P1}"))
    assert asked not in words(sign_in("presenter").get(f"/pitches/{P2}"))
    review.finance("approve", P1)
    assert asked not in words(finance.get(f"/pitches/{P1}"))
    assert asked in words(sign_in("presenter").get(f"/pitches/{P1}")), "nothing tells them of a verdict"
    assert "Finn Finance asked for what is missing" in history_of(sign_in, "presenter")
