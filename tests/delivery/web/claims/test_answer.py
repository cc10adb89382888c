"""The sponsor's yes over HTTP: one page, reachable by its link, for the sponsor alone."""

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import queries
from pitchdeck.features.strategy import queries as strategy
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.cast import PEOPLE, Cast


@pytest.fixture
def claim(sqlite: Database, house: Cast) -> str:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house)
        made.submitted(turn.session, house, measure.id, title="Listen first")
        pitch = made.submitted(turn.session, house, measure.id, yes=False)
        found = strategy.claim_of(turn.session, pitch.key)
        assert found is not None
        return found.key


def test_the_page_says_what_is_claimed_and_what_others_claim(sign_in: SignIn, claim: str) -> None:
    words = text_of(sign_in("sponsor").get(f"/claims/{claim}").get_data(as_text=True))
    assert "Of 6 → 2 hours per agent and week, learning claims 0.66 hours per agent and week" in words
    assert "33% of the way to the target" in words
    assert "Listen first" in words


def test_a_yes_is_recorded_once(sign_in: SignIn, sqlite: Database, claim: str) -> None:
    client = sign_in("sponsor")
    url = f"/claims/{claim}"
    assert client.send(f"{url}/answer", {"verdict": "yes"}, page=url).status_code == 303
    assert "Yes, given on" in text_of(client.get(url).get_data(as_text=True))
    assert client.send(f"{url}/answer", {"verdict": "no", "reason": "Changed"}, page=url).status_code == 409
    with sqlite.reading() as session:
        assert strategy.claim_of_key(session, claim).verdict == "yes"


def test_a_no_without_a_reason_is_asked_for_it(sign_in: SignIn, sqlite: Database, claim: str) -> None:
    client = sign_in("sponsor")
    url = f"/claims/{claim}"
    answer = client.send(f"{url}/answer", {"verdict": "no"}, page=url)
    assert answer.status_code == 422
    assert "Say why not" in text_of(answer.get_data(as_text=True))
    assert client.send(f"{url}/answer", {"verdict": "maybe"}, page=url).status_code == 422
    assert client.send(f"{url}/answer", {"verdict": "no", "reason": "Too bold"}, page=url).status_code == 303
    with sqlite.reading() as session:
        found = strategy.claim_of_key(session, claim)
        pitch = queries.pitch_of_key(session, found.pitch_key)
    assert found.reason == "Too bold"
    assert pitch.state == "submitted"


@pytest.mark.parametrize("person", [name for name in PEOPLE if name not in {"sponsor", "presenter"}])
def test_nobody_else_sees_or_answers_it(sign_in: SignIn, sqlite: Database, claim: str, person: str) -> None:
    client = sign_in(person)
    assert client.get(f"/claims/{claim}").status_code == 404
    assert client.send(f"/claims/{claim}/answer", {"verdict": "yes"}, page="/goals").status_code == 404
    with sqlite.reading() as session:
        assert strategy.claim_of_key(session, claim).verdict is None


def test_the_presenter_sees_it_and_cannot_answer(sign_in: SignIn, sqlite: Database, claim: str) -> None:
    client = sign_in("presenter")
    assert "Waiting for Sven Sponsor" in text_of(client.get(f"/claims/{claim}").get_data(as_text=True))
    assert client.send(f"/claims/{claim}/answer", {"verdict": "yes"}, page="/goals").status_code == 403
    with sqlite.reading() as session:
        assert strategy.claim_of_key(session, claim).verdict is None


def test_the_page_takes_a_fixed_number_of_statements(sign_in: SignIn, claim: str, statements: object) -> None:
    client = sign_in("sponsor")
    client.get("/goals")
    with statements() as seen:  # type: ignore[operator]  # the fixture's own context manager
        client.get(f"/claims/{claim}")
    assert len(seen) == 10, seen
