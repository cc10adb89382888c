"""The scorecard over HTTP: what it asks, what it keeps, and whom it lets in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.scoring import queries
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast
from tests.factories.scores import Known, give, in_scoring

Statements = Callable[[], Any]
ALL = {"score_1": "4", "score_2": "3", "score_3": "2", "score_4": "4", "sentence": "One team first."}


def now() -> datetime:
    return datetime.now(UTC)


def world(sqlite: Database, house: Cast, *titles: str) -> tuple[Known, list[Known]]:
    with sqlite.writing() as act:
        return in_scoring(act.session, house, titles or ("One", "Two"), at=now() - timedelta(days=33))


def url(pitch: Known) -> str:
    return f"/pitches/{pitch.ref}/scorecard"


def cards(sqlite: Database, pitch: Known, house: Cast) -> int:
    with sqlite.reading() as session:
        facts = queries.facts_for_score(session, pitch.key, house.chair)
        return len(queries.cards_of(session, facts.revision_id))


def test_one_screen_has_the_facts_and_the_scales(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    _round, (pitch, _other) = world(sqlite, house)
    words = text_of(sign_in("investor1").get(url(pitch)).get_data(as_text=True))
    for expected in (
        "2 to score, 6 minutes",
        "€10,000",
        "ROI, first year",
        "Agents solve cases twice.",
        "A half-day on diagnosis",
        "Business value",
        "no figure that a manager answers for would move",
        "I have a conflict",
        "One-pager (PDF)",
    ):
        assert expected in words


def test_save_and_next_goes_through_all_of_them(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    _round, (first, second) = world(sqlite, house)
    client = sign_in("investor1")
    saved = client.send(url(first), ALL | {"then": "next"}, page=url(first))
    assert (saved.status_code, saved.location) == (303, url(second))
    assert "1 more to go" in client.get(saved.location).get_data(as_text=True)
    last = client.send(url(second), ALL, page=url(second))
    assert last.location == "/scoring"
    words = text_of(client.get("/scoring").get_data(as_text=True))
    assert "Nothing to score" in words
    assert "Scored by you" in words
    assert first.ref in words


def test_after_saving_the_others_scores_stand_beside_ones_own(
    sqlite: Database, house: Cast, sign_in: SignIn
) -> None:
    _round, (pitch, _other) = world(sqlite, house)
    with sqlite.writing() as act:
        give(act.session, pitch, 3, by=house.investor2, at=act.at, sentence="The coach is the point.")
    client = sign_in("investor1")
    saved = client.send(url(pitch), ALL | {"then": "compare"}, page=url(pitch))
    assert saved.location == f"/pitches/{pitch.ref}#scores"
    words = text_of(client.get(f"/pitches/{pitch.ref}").get_data(as_text=True))
    assert "Your score" in words
    assert "Ivan Investor" in words
    assert "The coach is the point." in words
    assert "2 scorecards" in words


def test_ones_own_card_comes_back_to_be_changed(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    _round, (pitch, _other) = world(sqlite, house)
    client = sign_in("investor1")
    client.send(url(pitch), ALL | {"score_1": "5", "reason_1": "It pays twice."}, page=url(pitch))
    again = client.get(url(pitch)).get_data(as_text=True)
    assert "Change my score" in again
    assert "It pays twice." in again
    assert again.count("checked") == 4
    client.send(url(pitch), ALL | {"score_1": "2"}, page=url(pitch))
    assert cards(sqlite, pitch, house) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose 1 to 5 for “Business value”."),
        (ALL | {"score_1": "6"}, "is not one of the choices"),
        (ALL | {"score_1": "NaN"}, "is not one of the choices"),
        (ALL | {"score_2": "1"}, "say in a few words what makes it one"),
        (ALL | {"score_3": "5", "reason_3": "  "}, "say in a few words what makes it one"),
        (ALL | {"sentence": ""}, "in one sentence why"),
        (ALL | {"sentence": "x" * 401}, "at most 400 fit"),
        (ALL | {"sentence": "half \x00 a word"}, "invisible"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    sqlite: Database, house: Cast, sign_in: SignIn, fields: dict[str, str], words: str
) -> None:
    _round, (pitch, _other) = world(sqlite, house)
    answer = sign_in("investor1").send(url(pitch), fields, page=url(pitch))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page.replace("&#39;", "'")
    if len(fields.get("sentence", "")) in range(1, 100):
        assert fields["sentence"].split(" ")[0] in page
    assert cards(sqlite, pitch, house) == 0


def test_five_megabytes_of_text_are_refused_in_words(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    _round, (pitch, _other) = world(sqlite, house)
    answer = sign_in("investor1").send(url(pitch), ALL | {"sentence": "x" * 5_000_000}, page=url(pitch))
    assert answer.status_code == 413
    assert cards(sqlite, pitch, house) == 0


def test_the_same_form_twice_is_one_card(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    _round, (pitch, _other) = world(sqlite, house)
    client = sign_in("investor1")
    answers = [client.send(url(pitch), ALL, page=url(pitch), key="same-key-twice") for _try in range(2)]
    assert answers[0].location == answers[1].location
    assert cards(sqlite, pitch, house) == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(("chair", 403), ("lead", 403), ("finance", 403), ("presenter", 403), ("sponsor", 403)),
        *(("auditor", 403), ("colleague", 404), ("viewer", 404), ("admin", 404), ("nobody", 404)),
    ],
)
def test_only_the_panel_comes_in(
    sqlite: Database, house: Cast, sign_in: SignIn, who: str, status: int
) -> None:
    _round, (pitch, _other) = world(sqlite, house)
    client = sign_in(who)
    assert client.get(url(pitch)).status_code == status
    assert client.send(url(pitch), ALL).status_code == status
    assert cards(sqlite, pitch, house) == 0


def test_an_address_that_is_none_is_not_found(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    world(sqlite, house)
    client = sign_in("investor1")
    for handle in ("P-1999-0001", "9" * 20, "%00", "%F0%9F%92%A9"):
        assert client.get(f"/pitches/{handle}/scorecard").status_code == 404


@pytest.mark.parametrize("titles", [("One",), ("One", "Two", "Three")])
def test_pages_take_the_same_statements_for_one_and_for_three(
    sqlite: Database, house: Cast, sign_in: SignIn, statements: Statements, titles: tuple[str, ...]
) -> None:
    _round, found = world(sqlite, house, *titles)
    client = sign_in("investor1")
    counts = {}
    for page in (url(found[0]), "/scoring"):
        with statements() as seen:
            assert client.get(page).status_code == 200
        counts[page] = len([one for one in seen if one.startswith("SELECT")])
    assert counts == {url(found[0]): 12, "/scoring": 5}
