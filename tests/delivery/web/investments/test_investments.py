"""Investments in the browser: release, report, confirm, measure, attest; and who is refused."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import uuid4

import pytest

from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.rules import change
from tests.features.investments.stage import Stage

Watch = Callable[[], AbstractContextManager[list[str]]]
STATEMENTS_OF_A_REQUEST = 5
"""Two BEGINs; sign-in session, organisation and mandates of the person."""

ACTUAL = {
    "amount": "5,000.00",
    "document_on": "2026-05-04",
    "period_on": "2026-05",
    "category": "delivery_facilitation",
    "reference": "RE-77",
    "vendor": "Coach & Co",
}
READING = {
    "value": "4",
    "covers_from": "2026-06",
    "covers_to": "2026-08",
    "read_on": "2026-09-03",
    "method": "trend_line",
    "isolation": "60",
    "confidence": "80 %",
    "evidence": "Rework report of September",
}


def test_finance_releases_a_tranche_and_the_investment_opens(funded: Stage, sign_in: SignIn) -> None:
    client = sign_in("finance")
    page = f"/tranches/{funded.tranches[0]}"
    shown = text_of(client.get(page).get_data(as_text=True))
    assert "€12,000" in shown
    assert "This release opens the investment" in shown
    refused = client.send(f"{page}/release", {"reason": ""}, page=page)
    assert refused.status_code == 422
    done = client.send(f"{page}/release", {"reason": "The plan stands."}, page=page)
    assert done.status_code == 303
    opened = text_of(client.get(done.location).get_data(as_text=True))
    assert "Released. The money can be spent now." in opened
    assert "Plan beside actual" in opened
    assert "Not evidenced" in opened or "No reading is due before" in opened


def test_a_large_tranche_is_asked_for_by_one_and_released_by_another(funded: Stage, sign_in: SignIn) -> None:
    funded.act(lambda turn: change(turn.session, funded.cast, small_minor=5_000_00, large_minor=10_000_00))
    page = f"/tranches/{funded.tranches[0]}"
    first, second, owner = (sign_in(name) for name in ("finance", "finance2", "fund_owner"))
    assert "Ask for the release of €12,000" in text_of(first.get(page).get_data(as_text=True))
    asked = first.send(f"{page}/release", {"reason": "The plan stands."}, page=page)
    assert asked.location.endswith(page)
    waits = text_of(first.get(page).get_data(as_text=True))
    assert "Waits for a second person" in waits
    assert "You asked for this release" in waits
    assert first.send(f"{page}/release", {"reason": "Twice."}, page="/").status_code == 403
    assert "Release tranche 1" not in text_of(first.get("/").get_data(as_text=True))
    for client in (second, owner):
        told = text_of(client.get(page).get_data(as_text=True))
        assert "You are the second person" in told
        assert "Finn Finance asked for it on" in told
    assert "Release tranche 1" in text_of(second.get("/").get_data(as_text=True))
    done = owner.send(f"{page}/release", {"reason": "Seen."}, page=page)
    assert done.location.startswith("/investments/")


def test_a_repeated_release_gives_the_first_answer(funded: Stage, sign_in: SignIn) -> None:
    client, page, key = sign_in("finance"), f"/tranches/{funded.tranches[0]}", str(uuid4())
    first = client.send(f"{page}/release", {"reason": "The plan stands."}, page=page, key=key)
    again = client.send(f"{page}/release", {"reason": "The plan stands."}, page=page, key=key)
    assert (first.location, again.status_code) == (again.location, 303)


@pytest.mark.parametrize("name", ["presenter", "sponsor", "investor1", "chair", "viewer", "admin", "nobody"])
def test_a_tranche_is_released_by_finance_alone(funded: Stage, sign_in: SignIn, name: str) -> None:
    client, page = sign_in(name), f"/tranches/{funded.tranches[0]}"
    assert client.get(page).status_code == 404
    assert client.send(f"{page}/release", {"reason": "x"}, page="/goals").status_code == 404


def test_a_cost_is_reported_confirmed_and_reversed(stage: Stage, sign_in: SignIn) -> None:
    presenter, finance = sign_in("presenter"), sign_in("finance")
    page = f"/investments/{stage.key}/actuals"
    assert presenter.send(page, ACTUAL, page=page).status_code == 303
    key = stage.page(stage.cast.finance).actuals[0].key
    assert "Confirm €5,000.00" in text_of(finance.get(f"/actuals/{key}").get_data(as_text=True))
    done = finance.send(f"/actuals/{key}/confirmation", {}, page=f"/actuals/{key}")
    assert done.status_code == 303
    assert stage.page(stage.cast.finance).money.spent == 5_000_00
    undone = finance.send(f"/actuals/{key}/reversal", {"reason": "Booked twice."}, page=f"/actuals/{key}")
    assert undone.status_code == 303
    assert "Booked twice." in finance.get(f"/actuals/{key}").get_data(as_text=True)
    assert stage.page(stage.cast.finance).money.spent == 0


@pytest.mark.parametrize(
    "wrong",
    [
        *(
            {"amount": typed}
            for typed in ("NaN", "sNaN", "Infinity", "1e400", "0.005", "1_000", "-0", "-5", "")
        ),
        {"amount": "9" * 400},
        {"document_on": "2026-02-31"},
        {"document_on": "2099-01-01"},
        {"period_on": "2026-13"},
        {"category": "gifts"},
        {"reference": "A\x00B"},
        {"reference": ""},
        {"vendor": "x" * 200},
    ],
)
def test_a_wrong_cost_comes_back_with_words_and_everything_typed(
    stage: Stage, sign_in: SignIn, wrong: dict[str, str]
) -> None:
    page = f"/investments/{stage.key}/actuals"
    answer = sign_in("presenter").send(page, ACTUAL | wrong, page=page)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "your attention" in shown
    assert wrong.get("vendor", "Coach &amp; Co") in shown
    assert stage.page(stage.cast.presenter).actuals == ()


def test_hours_are_recorded_and_reversed(stage: Stage, sign_in: SignIn) -> None:
    client, page = sign_in("presenter"), f"/investments/{stage.key}/hours"
    told = {"period_on": "2026-06", "hours": "12.5", "rate": "plan-participants"}
    assert client.send(page, told, page=page).status_code == 303
    row = stage.page(stage.cast.presenter).hours[0]
    assert row.value_minor == 532_50
    assert "€532.50" in client.get(f"/hours/{row.key}").get_data(as_text=True)
    undone = client.send(f"/hours/{row.key}/reversal", {"reason": "Other team."}, page=f"/hours/{row.key}")
    assert undone.status_code == 303
    assert client.send(page, told | {"rate": "a wage"}, page=page).status_code == 422


def test_a_reading_is_recorded_and_attested(stage: Stage, sign_in: SignIn) -> None:
    presenter, sponsor = sign_in("presenter"), sign_in("sponsor")
    page = f"/investments/{stage.key}/readings"
    answer = presenter.send(page, READING | {"measure": stage.measure_key}, page=page)
    assert answer.status_code == 303
    words = text_of(presenter.get(answer.location).get_data(as_text=True))
    assert "2 hours per agent and week better than 6" in words
    assert "adds nothing until Sven Sponsor has attested it" in words
    where = f"{answer.location}/attestation"
    refused = sponsor.send(where, {"verdict": "refused", "reason": ""}, page=answer.location)
    assert refused.status_code == 422
    assert sponsor.send(where, {"verdict": "attested"}, page=answer.location).status_code == 303
    stands = text_of(sponsor.get(f"/investments/{stage.key}").get_data(as_text=True))
    assert "Evidenced" in stands
    assert stage.tracked(date(2026, 9, 3)).standing.rag == "green"


@pytest.mark.parametrize(
    ("name", "status"), [("finance", 403), ("sponsor", 403), ("lead", 403), ("nobody", 404), ("admin", 404)]
)
@pytest.mark.parametrize("noun", ["actuals", "hours", "readings", "delivery"])
def test_entries_are_the_authors_own(
    stage: Stage, sign_in: SignIn, noun: str, name: str, status: int
) -> None:
    told = {
        "actuals": ACTUAL,
        "hours": {"period_on": "2026-06", "hours": "1", "rate": "plan-participants"},
        "readings": READING | {"measure": stage.measure_key},
        "delivery": {"why": "Everybody came."},
    }[noun]
    client, page = sign_in(name), f"/investments/{stage.key}/{noun}"
    assert client.send(page, told, page="/goals").status_code == status
    assert client.get(page).status_code == (200 if status == 403 else 404)
    found = stage.page(stage.cast.auditor)
    assert (found.actuals, found.hours, found.readings, found.tracked.row.state) == ((), (), (), "active")


def test_the_delivery_is_reported(stage: Stage, sign_in: SignIn) -> None:
    client, page = sign_in("presenter"), f"/investments/{stage.key}/delivery"
    assert client.send(page, {"why": ""}, page=page).status_code == 422
    assert client.send(page, {"why": "98 of 100 agents came."}, page=page).status_code == 303
    assert stage.tracked().row.state == "delivered"


@pytest.mark.parametrize("name", ["presenter", "sponsor", "investor1", "chair", "lead", "finance", "viewer"])
def test_the_page_asks_the_database_a_fixed_number_of_questions(
    stage: Stage, sign_in: SignIn, statements: Watch, name: str
) -> None:
    client = sign_in(name)
    with statements() as few:
        assert client.get(f"/investments/{stage.key}").status_code == 200
    for amount in (100, 200, 300):
        stage.actual(amount, confirmed_by="finance")
        stage.hours(str(amount))
    with statements() as many:
        assert client.get(f"/investments/{stage.key}").status_code == 200
    assert len(few) == len(many) == STATEMENTS_OF_A_REQUEST + 18


@pytest.mark.usefixtures("stage")
def test_the_list_shows_what_a_person_may_see(sign_in: SignIn, statements: Watch) -> None:
    client = sign_in("viewer")
    with statements() as seen:
        shown = text_of(client.get("/investments").get_data(as_text=True))
    assert len(seen) == STATEMENTS_OF_A_REQUEST + 2
    assert "Solve it in the first call" in shown
    for stranger in ("admin", "colleague"):
        page = sign_in(stranger).get("/investments").get_data(as_text=True)
        assert "Solve it in the first call" not in page
        assert "No investment yet" in page


@pytest.mark.parametrize(
    "path",
    ["/investments/x", "/tranches/x", "/actuals/x", "/hours/x", "/readings/x", "/investments/" + "9" * 20],
)
def test_unknown_things_are_not_found(stage: Stage, sign_in: SignIn, path: str) -> None:
    assert stage.key
    assert sign_in("finance").get(path).status_code == 404
