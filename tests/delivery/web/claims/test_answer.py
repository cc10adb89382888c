"""The sponsor's yes over HTTP: one page, reachable by its link, for the sponsor alone."""

import pytest

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Invalid
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import BenefitRow
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
    assert "Yes, given by Sven Sponsor on" in text_of(client.get(url).get_data(as_text=True))
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


READERS = {"lead", "auditor"}


@pytest.mark.parametrize(
    "person", [name for name in PEOPLE if name not in READERS | {"sponsor", "presenter"}]
)
def test_nobody_else_sees_or_answers_it(sign_in: SignIn, sqlite: Database, claim: str, person: str) -> None:
    client = sign_in(person)
    assert client.get(f"/claims/{claim}").status_code == 404
    assert client.send(f"/claims/{claim}/answer", {"verdict": "yes"}, page="/goals").status_code == 404
    with sqlite.reading() as session:
        assert strategy.claim_of_key(session, claim).verdict is None


@pytest.mark.parametrize("person", sorted(READERS))
def test_the_lead_and_the_auditor_read_it_and_cannot_answer(
    sign_in: SignIn, sqlite: Database, claim: str, person: str
) -> None:
    client = sign_in(person)
    words = text_of(client.get(f"/claims/{claim}").get_data(as_text=True)).replace("&#39;", "'")
    assert "counts on Sven Sponsor's measure" in words
    assert "Another pitch" in words
    assert "Listen first" not in words
    for fields in ({}, {"verdict": "yes"}):
        assert client.send(f"/claims/{claim}/answer", fields, page="/goals").status_code == 403
    with sqlite.reading() as session:
        assert strategy.claim_of_key(session, claim).verdict is None


def test_the_claim_of_what_is_written_again_is_hidden_from_the_auditor(
    sign_in: SignIn, sqlite: Database, house: Cast, claim: str
) -> None:
    with sqlite.writing() as turn:
        found = strategy.claim_of_key(turn.session, claim)
        actions.send_back(turn.session, found.pitch_key, why="Costs are missing.", by=house.lead, at=turn.at)
    assert sign_in("lead").get(f"/claims/{claim}").status_code == 200
    assert sign_in("auditor").get(f"/claims/{claim}").status_code == 404


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


@pytest.fixture
def beyond(sqlite: Database, house: Cast) -> tuple[str, str]:
    """A claim with which all claims come to 116 % of the way, and the key of its draft."""
    with sqlite.writing() as turn:
        session = turn.session
        made.rates(session, house)
        measure = made.measure(session, house)
        large = BenefitRow("time_saved", "All of it", made.BENEFIT | {"delta": 12}, "Controlling", measure.id)
        made.submitted(session, house, measure.id, title="Nearly all", benefits=(large,))
        pitch = made.draft(session, house, measure.id)
        actions.ask_sponsor(session, pitch.key, by=house.presenter, at=turn.at)
        found = strategy.claim_of(session, pitch.key)
        assert found is not None
        return found.key, pitch.key


def submit(sqlite: Database, house: Cast, key: str) -> str:
    with sqlite.writing() as turn:
        actions.submit(turn.session, key, by=house.presenter, at=turn.at)
        return queries.pitch_of_key(turn.session, key).state


def test_claims_beyond_the_gap_block_until_their_owner_says_how_they_are_shared_out(
    sign_in: SignIn, sqlite: Database, house: Cast, beyond: tuple[str, str]
) -> None:
    claim, key = beyond
    with pytest.raises(Invalid) as blocked:
        submit(sqlite, house, key)
    words = "Claims on the measure add up to 116 % of its gap: its owner must apportion them"
    assert words in str(blocked.value)
    client, url = sign_in("sponsor"), f"/claims/{claim}"
    page = text_of(client.get(url).get_data(as_text=True))
    assert "or say yes and write how the improvement is shared out" in page
    assert "How it is shared out, or why not" in page
    plain = client.send(f"{url}/answer", {"verdict": "yes"}, page=url)
    assert plain.status_code == 422
    assert "Together the claims come to 116% of the way to the target." in text_of(
        plain.get_data(as_text=True)
    )
    with sqlite.reading() as session:
        assert strategy.claim_of_key(session, claim).verdict is None
    words = "Day shift counts on the first, night shift on the second."
    done = client.send(f"{url}/answer", {"verdict": "yes", "reason": words}, page=url)
    assert done.status_code == 303
    assert words in text_of(client.get(url).get_data(as_text=True))
    assert words in text_of(sign_in("presenter").get(f"/pitches/{key}").get_data(as_text=True))
    assert submit(sqlite, house, key) == "submitted"
