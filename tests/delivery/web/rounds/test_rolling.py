"""The page of a rolling round: who sees what on it, and what it costs the database."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.rounds import actions as rounds
from tests import clock
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast
from tests.features.funding.rolling import SMALL, Rolling, plan, roll
from tests.features.funding.stage import YEAR

Statements = Callable[[], Any]


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Rolling:
    """An open rolling round with purses."""
    return roll(sqlite, house)


def words_of(sign_in: SignIn, who: str, url: str) -> str:
    return text_of(sign_in(who).get(url).get_data(as_text=True)).replace("&#39;", "'")


def test_an_empty_round_says_what_comes_first(stage: Rolling, sign_in: SignIn) -> None:
    words = words_of(sign_in, "chair", f"/rounds/{stage.round_key}")
    assert "A presenter submits a small ask, up to €5,000" in words
    assert "Close the round" in words


def test_pitches_stand_by_what_there_is_to_do(stage: Rolling, sign_in: SignIn) -> None:
    open_, covered, funded = (stage.small(title=title) for title in ("Open one", "Covered one", "Funded one"))
    stage.commit("investor2", open_, 1_000_00)
    stage.commit("investor2", covered, SMALL)
    stage.commit("investor2", funded, SMALL)
    stage.finance("approve", funded)
    words = words_of(sign_in, "investor1", f"/rounds/{stage.round_key}")
    order = ["Looking for money", "Open one", "With finance", "Covered one", "Decided", "Funded one"]
    places = [words.index(each) for each in order]
    assert places == sorted(places)
    assert "€1,700" in words  # still needed
    assert "€10,000 of your €10,000" in words


def test_nobody_is_told_of_scores_that_a_rolling_round_does_not_give(stage: Rolling, sign_in: SignIn) -> None:
    ref = stage.small()
    page = words_of(sign_in, "investor1", f"/pitches/{ref}")
    assert "One day of coaching" in page
    assert "Scores" not in page
    assert "about 1 minute in all" in words_of(sign_in, "investor1", "/")


def test_who_has_no_part_in_it_sees_no_pitch_before_it_is_funded(stage: Rolling, sign_in: SignIn) -> None:
    ref = stage.small(title="Open one")
    stage.commit("investor2", ref, SMALL)
    stage.finance("put_on_hold", ref, reason="A second quote.")
    url = f"/rounds/{stage.round_key}"
    assert "Open one" not in words_of(sign_in, "nobody", url)
    for who in ("presenter", "investor1", "nobody", "lead"):
        assert "second quote" not in words_of(sign_in, who, url)
    assert sign_in("viewer").get(url).status_code == 404
    assert sign_in("nobody").get(f"{url}/money").status_code == 404


def test_closing_early_asks_why_and_keeps_what_was_typed(stage: Rolling, sign_in: SignIn) -> None:
    ref, url = stage.small(), f"/rounds/{stage.round_key}"
    refused = sign_in("chair").send(f"{url}/end", {"why": ""}, page=url)
    assert refused.status_code == 422
    assert f"{ref} still waits for money or a yes" in text_of(refused.get_data(as_text=True))
    assert sign_in("chair").send(f"{url}/end", {"why": "We merge."}, page=url).status_code == 303
    assert stage.state(ref) == "waitlisted"


def test_a_plan_changes_until_the_round_opens(stage: Rolling, sign_in: SignIn) -> None:
    for path in ("rolling", "plan"):
        assert sign_in("lead").get(f"/rounds/{stage.round_key}/{path}").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_statements_for_one_and_for_three(
    stage: Rolling, sign_in: SignIn, statements: Statements, count: int
) -> None:
    for number in range(count):
        stage.small(title=f"Ask {number}")
    client = sign_in("investor1")
    with statements() as seen:
        assert client.get(f"/rounds/{stage.round_key}").status_code == 200
    assert len([one for one in seen if one.startswith("SELECT")]) == 12


REF = "P-2026-0001"


def waits(stage: Rolling) -> str:
    """A small pitch of the round that closed, on the waiting list; the key of the next rolling round."""
    ref = stage.small(title="Waits for money")
    stage.chair("end_rolling", why="The first half is over.")
    cast = stage.cast

    def opened(turn: Any) -> str:
        made = rounds.create_rolling(
            turn.session, plan(cast, name="Second half", year=YEAR), by=cast.lead, at=turn.at
        )
        rounds.start_rolling(turn.session, made, by=cast.chair, at=turn.at)
        return made.key

    assert (ref, stage.state(ref)) == (REF, "waitlisted")
    return stage.act(opened)


def test_the_chair_offers_the_first_on_the_list_a_place(
    sqlite: Database, house: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.stop(monkeypatch, sqlite, datetime(YEAR, 6, 15, 10, 0, tzinfo=UTC))
    stage = roll(sqlite, house)
    key = waits(stage)
    url = f"/rounds/{key}"
    home = words_of(sign_in, "chair", "/")
    assert f"{REF} waits; €100,000 are free in Second half: offer it a place" in home
    for who in ("lead", "finance", "auditor"):
        assert "Waits for money" in words_of(sign_in, who, url)
        assert "Offer a place" not in words_of(sign_in, who, url)
    for who in ("investor1", "presenter", "nobody"):
        assert "On the waiting list" not in words_of(sign_in, who, url)
    sent = sign_in("chair").send(f"{url}/offers", {"pitch": REF}, page=url)
    assert sent.status_code == 303
    assert stage.state(REF) == "in_funding"
    again = sign_in("chair").send(f"{url}/offers", {"pitch": REF}, page=url)
    assert (again.status_code, "does not wait for" in text_of(again.get_data(as_text=True))) == (409, True)
    assert sign_in("lead").send(f"{url}/offers", {"pitch": REF}, page=url).status_code in {403, 404}
