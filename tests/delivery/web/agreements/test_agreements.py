"""The unit head's agreement over HTTP: from the home to the answer, what others see, and finance's page."""

import re

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches.queries import agreement_of_key
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.agreements import agreement, answer, ask_above, head
from tests.factories.cast import PEOPLE, Cast

TITLE = "Solve it in the first call"


@pytest.fixture
def asked(sqlite: Database, house: Cast) -> str:
    """A submitted pitch that needs 300 hours of Support, which the sponsor heads; the agreement's key."""
    with sqlite.writing() as turn:
        session = turn.session
        ask_above(session)
        head(session, house, "Support", "sponsor")
        made.rates(session, house)
        pitch = made.submitted(session, house, made.measure(session, house).id, title=TITLE)
        return agreement(session, pitch).key


def test_the_head_finds_it_on_their_home_and_agrees(sign_in: SignIn, sqlite: Database, asked: str) -> None:
    client, url = sign_in("sponsor"), f"/agreements/{asked}"
    home = client.get("/").get_data(as_text=True)
    assert f"{TITLE} needs up to 300 hours of your people in a quarter" in text_of(home)
    assert url in home
    words = text_of(client.get(url).get_data(as_text=True))
    for said in ("Q2 2026 300 0 40", "Agents of first-line support", "100 people, 3 hours each", "June 2026"):
        assert said in words
    assert "Pia Presenter pitches" in words
    sent = client.send(f"{url}/answer", {"verdict": "agreed"}, page=url)
    assert sent.status_code == 303
    assert "Agreed Sven Sponsor on" in text_of(client.get(url).get_data(as_text=True))
    assert url not in client.get("/").get_data(as_text=True)
    with sqlite.reading() as session:
        assert agreement_of_key(session, asked).agreed


def test_a_refusal_needs_its_reason_and_keeps_what_was_typed(sign_in: SignIn, asked: str) -> None:
    client, url = sign_in("sponsor"), f"/agreements/{asked}"
    for fields in ({"verdict": "refused"}, {"verdict": "perhaps"}, {}):
        assert client.send(f"{url}/answer", fields, page=url).status_code == 422
    refused = {"verdict": "refused", "reason": "June is the peak of our year."}
    assert client.send(f"{url}/answer", refused, page=url).status_code == 303
    page = text_of(client.get(url).get_data(as_text=True))
    assert "“June is the peak of our year.”" in page
    assert "your newest answer counts" in page
    assert client.send(f"{url}/answer", {"verdict": "agreed"}, page=url).status_code == 303
    again = client.send(f"{url}/answer", {"verdict": "agreed"}, page=url)
    assert again.status_code == 409
    assert "agreed to already" in text_of(again.get_data(as_text=True))


READERS = ("presenter", "lead", "finance", "finance2", "fund_owner", "auditor")


@pytest.mark.parametrize("person", [name for name in PEOPLE if name not in {*READERS, "sponsor"}])
def test_nobody_else_sees_or_answers_it(sign_in: SignIn, asked: str, person: str) -> None:
    client = sign_in(person)
    assert client.get(f"/agreements/{asked}").status_code == 404
    sent = client.send(f"/agreements/{asked}/answer", {"verdict": "agreed"}, page="/goals")
    assert sent.status_code in {403, 404}


@pytest.mark.parametrize("person", READERS)
def test_whoever_sees_the_pitch_reads_it_and_does_not_answer(
    sign_in: SignIn, sqlite: Database, asked: str, person: str
) -> None:
    client, url = sign_in(person), f"/agreements/{asked}"
    page = text_of(client.get(url).get_data(as_text=True))
    assert "Waiting for Sven Sponsor's answer since" in page.replace("&#39;", "'")
    sent = client.send(f"{url}/answer", {"verdict": "agreed"}, page=url)
    assert sent.status_code == 403
    with sqlite.reading() as session:
        assert agreement_of_key(session, asked).verdict is None


def test_the_page_of_the_pitch_and_its_history_say_how_it_stands(
    sign_in: SignIn, sqlite: Database, house: Cast, asked: str
) -> None:
    client = sign_in("presenter")
    (url,) = set(re.findall(r"/pitches/P-\d+-\d+", client.get("/pitches").get_data(as_text=True)))
    before = text_of(client.get(url).get_data(as_text=True))
    assert "300 hours in Q2 2026, above 40: Sven Sponsor was asked on" in before
    with sqlite.writing() as turn:
        answer(turn.session, house, asked, "sponsor")
    after = text_of(client.get(url).get_data(as_text=True))
    assert "above 40: Sven Sponsor agreed on" in after
    assert "agreed to the time of the unit's people" in after.replace("&#39;", "'")


def test_writing_says_whom_submitting_will_ask(sign_in: SignIn, sqlite: Database, house: Cast) -> None:
    with sqlite.writing() as turn:
        session = turn.session
        ask_above(session)
        made.rates(session, house)
        key = made.draft(session, house, made.measure(session, house).id).key
    client = sign_in("presenter")
    page = f"/pitches/{key}/draft/solution"
    assert "nobody heads Support or a unit above it" in text_of(client.get(page).get_data(as_text=True))
    with sqlite.writing() as turn:
        head(turn.session, house, "Nordwind", "chair")
    words = text_of(client.get(page).get_data(as_text=True)).replace("&#39;", "'")
    assert "300 hours in Q2 2026, above 40: the unit's head, Chiara Chair, will be asked." in words
    fields = {
        "solution": "Coaching.",
        "audience": "Agents",
        "people": "100",
        "hours_each": "0.3",
        "version": "9",
    }
    live = client.send(f"/pitches/{key}/figures?step=solution", {**fields, "launch": "2026-06"}, page=page)
    assert "will be asked" not in live.get_data(as_text=True)
