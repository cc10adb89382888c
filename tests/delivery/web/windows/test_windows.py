"""A longer headline over HTTP: from the last step to finance's answer, and on every page that shows it."""

import re

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import queries
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.cast import PEOPLE, Cast

TITLE = "Solve it in the first call"
LASTS = "What is learned stays in the scripts."
HOLDS = "The scripts are kept by the system."


@pytest.fixture
def key(sqlite: Database, house: Cast) -> str:
    """A complete draft whose sponsor was asked."""
    with sqlite.writing() as turn:
        session = turn.session
        made.open_round(session, house)
        made.rates(session, house)
        return made.asked(session, house, made.measure(session, house).id, title=TITLE).key


@pytest.fixture
def url(sign_in: SignIn, key: str) -> str:
    """The presenter has asked; the address of the question."""
    client, page = sign_in("presenter"), f"/pitches/{key}/window"
    sent = client.send(page, {"months": "24", "reason": LASTS}, page=page)
    assert sent.status_code == 303
    step = client.get(f"/pitches/{key}/draft/send").get_data(as_text=True)
    found: str = re.findall(r"/windows/\w+", step)[0]
    return found


def words_of(client: PolicingClient, url: str) -> str:
    return str(text_of(client.get(url).get_data(as_text=True))).replace("&#39;", "'")


def test_the_last_step_leads_to_it_and_shows_both_headlines(sign_in: SignIn, key: str) -> None:
    client, page = sign_in("presenter"), f"/pitches/{key}/window"
    assert page in client.get(f"/pitches/{key}/draft/send").get_data(as_text=True)
    words = words_of(client, page)
    for said in (
        "The headline with each window",
        "The first year",
        "24 months",
        "(the horizon ends before it)",
    ):
        assert said in words
    for fields, wrong in (
        ({}, "Choose how many months"),
        ({"months": "36", "reason": LASTS}, "33 months can be counted, not 36"),
        ({"months": "24", "reason": " "}, "Say why one year is too short"),
        ({"months": "18", "reason": LASTS}, "Choose"),
    ):
        sent = client.send(page, fields, page=page)
        assert sent.status_code == 422
        assert wrong in text_of(sent.get_data(as_text=True))
    again = client.send(page, {"months": "12", "reason": ""}, page=page)
    assert again.status_code == 409
    assert "counts the first year already" in text_of(again.get_data(as_text=True))


def test_finance_finds_it_on_its_home_and_accepts(
    sign_in: SignIn, sqlite: Database, key: str, url: str
) -> None:
    client = sign_in("finance")
    home = client.get("/").get_data(as_text=True)
    assert f"{TITLE} asks for a headline over 24 months" in text_of(home)
    assert url in home
    words = words_of(client, url)
    for said in (LASTS, "Pia Presenter pitches", "The first year", "24 months", "revision 1"):
        assert said in words
    assert f"/pitches/{key}" not in client.get(url).get_data(as_text=True)
    for fields in ({"verdict": "accepted"}, {"reason": HOLDS}, {"verdict": "perhaps", "reason": HOLDS}):
        assert client.send(f"{url}/answer", fields, page=url).status_code == 422
    answer = {"verdict": "accepted", "reason": HOLDS}
    assert client.send(f"{url}/answer", answer, page=url).status_code == 303
    assert f"“{HOLDS}”" in words_of(client, url)
    assert url not in client.get("/").get_data(as_text=True)
    assert client.send(f"{url}/answer", answer, page=url).status_code == 403
    with sqlite.reading() as session:
        pitch = queries.pitch_of_key(session, key)
        assert queries.appraise(session, pitch.id, key).window is not None


def test_every_page_of_the_pitch_says_over_how_many_months(
    sign_in: SignIn, sqlite: Database, key: str, url: str
) -> None:
    client = sign_in("finance")
    client.send(f"{url}/answer", {"verdict": "accepted", "reason": HOLDS}, page=url)
    client = sign_in("presenter")
    step = f"/pitches/{key}/draft/send"
    strip = words_of(client, step)
    assert "ROI, over 24 months" in strip
    assert "ROI, first year" not in strip
    assert client.send(f"/pitches/{key}/submission", {}, page=step).status_code == 303
    page = words_of(client, f"/pitches/{key}")
    for said in ("ROI, over 24 months", "benefit over 24 months", f"“{HOLDS}”", "only so labelled"):
        assert said in page
    assert "first year" not in page.replace("instead of the first year", "")
    assert "over 24 months" in words_of(client, "/pitches")
    with sqlite.reading() as session:
        ref = queries.pitch_of_key(session, key).ref
    inputs = client.get(f"/pitches/{ref}/inputs.json")
    assert inputs.get_json()["headline_months"] == 24


READERS = ("presenter", "lead", "finance", "finance2", "sponsor")


@pytest.mark.parametrize("person", [name for name in PEOPLE if name not in READERS])
def test_nobody_else_sees_or_answers_it(sign_in: SignIn, url: str, person: str) -> None:
    client = sign_in(person)
    assert client.get(url).status_code == 404
    sent = client.send(f"{url}/answer", {"verdict": "accepted", "reason": HOLDS}, page="/goals")
    assert sent.status_code in {403, 404}


@pytest.mark.parametrize("person", ["presenter", "lead", "sponsor"])
def test_whoever_sees_the_draft_reads_it_and_does_not_answer(sign_in: SignIn, url: str, person: str) -> None:
    client = sign_in(person)
    assert "Waiting for finance." in words_of(client, url)
    sent = client.send(f"{url}/answer", {"verdict": "accepted", "reason": HOLDS}, page=url)
    assert sent.status_code == 404  # the act is finance's alone
