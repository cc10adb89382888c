"""The end of an investment in the browser: review, the sponsor's word, closing; and who is refused."""

from datetime import UTC, date, datetime

import pytest

from pitchdeck.features.investments.actions import Review
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.features.investments.stage import Stage

BEGUN = datetime(2025, 4, 20, 10, 0, tzinfo=UTC)
MEASURED = datetime(2026, 6, 10, 10, 0, tzinfo=UTC)
SAID = {
    "obtained": "Rework fell from six to four hours a week.",
    "why": "Team leads released their people.",
    "lesson": "Plan the coaching before the training.",
}


@pytest.fixture
def done(funded: Stage) -> Stage:
    """Released in April 2025, delivered, its whole year measured and attested by June 2026."""
    funded.release(at=BEGUN)
    funded.actual(9_000_00, confirmed_by="finance")
    funded.do("deliver", funded.key, by="presenter", why="To 100 agents.")
    funded.at = MEASURED
    key = funded.reading(covers_from=date(2025, 6, 1), covers_to=date(2026, 5, 31))
    funded.do("attest", key, verdict="attested", by="sponsor")
    return funded


def words_of(client: PolicingClient, url: str) -> str:
    return text_of(client.get(url).get_data(as_text=True)).replace("&#39;", "'")


def test_from_the_presenters_home_to_a_closed_investment(done: Stage, sign_in: SignIn) -> None:
    presenter, sponsor, finance = (sign_in(name) for name in ("presenter", "sponsor", "finance"))
    page = f"/investments/{done.key}/review"
    home = presenter.get("/").get_data(as_text=True)
    assert "is measured: write its closing review" in text_of(home)
    assert page in home
    shown = words_of(presenter, page)
    for said in ("Promise and outcome", "Planned", "Obtained", "9,000"):
        assert said in shown
    kept = presenter.send(page, {**SAID, "lesson": " "}, page=page)
    assert kept.status_code == 422
    assert SAID["obtained"] in kept.get_data(as_text=True)
    sent = presenter.send(page, SAID, page=page)
    assert sent.status_code == 303
    assert "write its closing review" not in words_of(presenter, "/")
    assert "waits for the sponsor" in words_of(presenter, page)

    asked = sent.location
    assert asked in sponsor.get("/").get_data(as_text=True)
    for said in SAID.values():
        assert said in words_of(sponsor, asked)
    answer = f"{asked}/answer"
    assert sponsor.send(answer, {"verdict": "sent_back"}, page=asked).status_code == 422
    back = {"verdict": "sent_back", "reason": "Which teams?"}
    assert sponsor.send(answer, back, page=asked).status_code == 303
    again = presenter.get(page).get_data(as_text=True)
    assert "“Which teams?”" in text_of(again)
    assert SAID["why"] in again
    asked = presenter.send(page, SAID, page=page).location
    assert sponsor.send(f"{asked}/answer", {"verdict": "confirmed"}, page=asked).status_code == 303

    closing = f"/investments/{done.key}/closing"
    assert closing in finance.get("/").get_data(as_text=True)
    assert "Release tranche" not in words_of(finance, "/")
    shown = words_of(finance, closing)
    assert "back to the fund" in shown
    assert "Sales 2026" in shown
    closed = finance.send(closing, {}, page=closing)
    assert closed.status_code == 303
    told = words_of(finance, closed.location)
    for said in ("Closed. €21,000 went back to the funds.", "Lesson: Plan the coaching", "What came of it"):
        assert said in told
    assert finance.send(closing, {}, page=closed.location).status_code == 403
    assert closing not in finance.get("/").get_data(as_text=True)


def test_what_is_open_is_said_on_the_page_and_refused(done: Stage, sign_in: SignIn) -> None:
    waiting = done.actual(500_00)
    key = done.do("write_review", done.key, Review(**SAID), by="presenter")
    done.do("answer_review", key, verdict="confirmed", by="sponsor")
    client, page = sign_in("finance"), f"/investments/{done.key}/closing"
    shown = client.get(page).get_data(as_text=True)
    assert "the reported cost RE-50000 over €500" in text_of(shown)
    refused = client.send(page, {}, page="/investments")
    assert refused.status_code == 409
    assert "Still open" in text_of(refused.get_data(as_text=True))
    done.do("confirm_actual", waiting, by="finance2")
    assert client.send(page, {}, page=page).status_code == 303


@pytest.mark.parametrize("name", ["admin", "nobody"])
def test_strangers_see_none_of_it(done: Stage, sign_in: SignIn, name: str) -> None:
    key = done.do("write_review", done.key, Review(**SAID), by="presenter")
    client = sign_in(name)
    for url in (f"/closing-reviews/{key}", f"/investments/{done.key}/review"):
        assert client.get(url).status_code == 404
    sent = client.send(f"/closing-reviews/{key}/answer", {"verdict": "confirmed"}, page="/goals")
    assert sent.status_code in {403, 404}


@pytest.mark.parametrize("name", ["presenter", "lead", "investor1", "finance"])
def test_readers_read_and_do_not_answer(done: Stage, sign_in: SignIn, name: str) -> None:
    key = done.do("write_review", done.key, Review(**SAID), by="presenter")
    client, url = sign_in(name), f"/closing-reviews/{key}"
    assert "Waits for the sponsor" in words_of(client, url)
    sent = client.send(f"{url}/answer", {"verdict": "confirmed"}, page=url)
    assert sent.status_code == 403
