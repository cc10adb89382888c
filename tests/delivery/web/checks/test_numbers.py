"""The check of numbers over HTTP: from finance's home to the word, and where everybody reads it."""

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches.actions import open_scoring
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.cast import PEOPLE, Cast
from tests.factories.checks import large

WORDS = {
    "benefit_0": "questioned",
    "reason_benefit_0": "Whose 55 % is it?",
    "cost_4": "accepted",
    "cost_5": "accepted",
}


@pytest.fixture
def pitch(sqlite: Database, house: Cast) -> str:
    """A large pitch that is screened; its reference."""
    with sqlite.writing() as turn:
        return large(turn.session, house, made.open_round(turn.session, house, at=turn.at)).ref or ""


def _words(page: str) -> str:
    return text_of(page).replace("&#39;", "'")


def test_finance_finds_it_on_the_home_and_questions_a_line(sign_in: SignIn, pitch: str) -> None:
    client, url = sign_in("finance"), f"/pitches/{pitch}/numbers"
    home = client.get("/").get_data(as_text=True)
    assert "Check the numbers of Solve it in the first call: €" in _words(home)
    assert url in home
    assert url in client.get(f"/pitches/{pitch}").get_data(as_text=True)
    page = _words(client.get(url).get_data(as_text=True))
    for said in ("Numbers not checked by finance", "of cost, no quote", "of cost, own rate", "Less rework"):
        assert said in page
    sent = client.send(url, WORDS, page=url)
    assert sent.status_code == 303
    told = _words(client.get(url).get_data(as_text=True))
    assert "Finance accepted 2 of 3 lines, questioned 1" in told
    assert "Whose 55 % is it?" in told
    assert url not in client.get("/").get_data(as_text=True)
    sent = client.send(url, {**WORDS, "benefit_0": "accepted", "reason_benefit_0": ""}, page=url)
    assert "Finance accepted 3 of 3 lines" in _words(client.get(f"/pitches/{pitch}").get_data(as_text=True))


def test_a_refused_word_keeps_what_was_typed(sign_in: SignIn, pitch: str) -> None:
    client, url = sign_in("finance"), f"/pitches/{pitch}/numbers"
    bare = client.send(url, {**WORDS, "benefit_0": "questioned", "reason_benefit_0": ""}, page=url)
    page = bare.get_data(as_text=True)
    assert bare.status_code == 422
    assert "Say in a sentence what you question about “Less rework”" in _words(page)
    assert page.count(" checked") >= 3
    for fields in ({}, {"benefit_0": "perhaps"}, {**WORDS, "reason_benefit_0": "x" * 301}):
        assert client.send(url, fields, page=url).status_code == 422
    stale = client.send(url, {**WORDS, "revision": "another"}, page=url)
    assert stale.status_code == 409
    assert "handed in anew" in _words(stale.get_data(as_text=True))


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in {"finance", "finance2", "auditor"}])
def test_nobody_else_opens_or_sends_it(sign_in: SignIn, pitch: str, name: str) -> None:
    client, url = sign_in(name), f"/pitches/{pitch}/numbers"
    assert client.get(url).status_code == 404
    assert client.send(url, WORDS, page="/goals").status_code == 404


def test_the_auditor_reads_and_does_not_write(sign_in: SignIn, pitch: str) -> None:
    client, url = sign_in("auditor"), f"/pitches/{pitch}/numbers"
    page = client.get(url).get_data(as_text=True)
    assert "not checked" in page
    assert "Save the check" not in page
    assert client.send(url, WORDS, page=url).status_code in {403, 404}


def test_the_chair_sees_who_still_misses_it_and_scoring_opens_labelled(
    sign_in: SignIn, sqlite: Database, house: Cast, pitch: str
) -> None:
    with sqlite.writing() as turn:
        key = turn.session.connection().exec_driver_sql("SELECT key FROM round").scalar_one()
    told = _words(sign_in("chair").get(f"/rounds/{key}").get_data(as_text=True))
    assert f"Finance has not checked {pitch} Solve it in the first call" in told
    assert "3 of 3 lines). It waits for Fay Finance or Finn Finance" in told
    others = _words(sign_in("investor1").get(f"/rounds/{key}").get_data(as_text=True))
    assert "Numbers not checked" not in others
    with sqlite.writing() as turn:
        open_scoring(turn.session, key, by=house.chair, at=turn.at)
    sheet = _words(sign_in("investor1").get(f"/pitches/{pitch}/scorecard").get_data(as_text=True))
    assert "Numbers not checked by finance An ask of this size is checked before it is scored" in sheet
    late = sign_in("finance").send(f"/pitches/{pitch}/numbers", WORDS, page=f"/pitches/{pitch}/numbers")
    assert late.status_code == 403
    assert "between screening and the opening of scoring" in _words(late.get_data(as_text=True))


def test_the_panel_and_the_presenter_read_what_is_questioned(
    sign_in: SignIn, sqlite: Database, house: Cast, pitch: str
) -> None:
    client = sign_in("finance")
    client.send(f"/pitches/{pitch}/numbers", WORDS, page=f"/pitches/{pitch}/numbers")
    own = _words(sign_in("presenter").get(f"/pitches/{pitch}").get_data(as_text=True))
    assert "“Whose 55 % is it?” Finn Finance on" in own
    assert "Line by line" not in own
    with sqlite.writing() as turn:
        key = turn.session.connection().exec_driver_sql("SELECT key FROM round").scalar_one()
        open_scoring(turn.session, key, by=house.chair, at=turn.at)
    sheet = _words(sign_in("investor1").get(f"/pitches/{pitch}/scorecard").get_data(as_text=True))
    assert "Finance accepted 2 of 3 lines, questioned 1 Less rework: “Whose 55 % is it?”" in sheet
