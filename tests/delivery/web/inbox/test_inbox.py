"""The inbox, how one is told, the calendar's address, and the one click that ends a letter."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar

from pitchdeck.base.db import Database
from pitchdeck.delivery.notify.calendar import calendar_of
from pitchdeck.delivery.notify.tokens import unsubscribe_url
from pitchdeck.features.people import actions, queries
from tests.client import PolicingClient
from tests.conftest import SignIn
from tests.factories.cast import Cast
from tests.factories.scores import in_scoring

FACTS = {"purse": "p", "amount": 12_345_00, "title": "<b>Support & Co</b>", "year": 2026, "person_id": 1}
Statements = Callable[[], AbstractContextManager[list[str]]]


def told(database: Database, person_id: int, times: int = 1) -> None:
    with database.writing() as turn:
        for number in range(times):
            facts = FACTS | {"title": f"{FACTS['title']} {number}"}
            actions.notify(turn.session, person_id, "purse_given", facts, way="off", at=turn.at)


def test_what_i_was_told_is_mine_alone_and_marked_until_i_saw_it(
    sqlite: Database, house: Cast, sign_in: SignIn
) -> None:
    told(sqlite, house.investor1.id)
    mine, others = sign_in("investor1"), sign_in("investor2")
    page = mine.get("/inbox").get_data(as_text=True)
    assert "&lt;b&gt;Support &amp; Co&lt;/b&gt; 0" in page
    assert "€12,345" in page
    assert "New ·" in page
    assert "New ·" not in mine.get("/inbox").get_data(as_text=True)
    assert "Support" not in others.get("/inbox").get_data(as_text=True)
    assert "Nothing yet" in others.get("/inbox").get_data(as_text=True)


def test_the_inbox_is_read_in_pages(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    told(sqlite, house.investor1.id, 60)
    client = sign_in("investor1")
    first = client.get("/inbox").get_data(as_text=True)
    older = re.search(r'href="(/inbox\?before=[^"]+)"', first)
    assert older
    second = client.get(older.group(1)).get_data(as_text=True)
    assert (first.count("Co&lt;/b&gt; "), second.count("<strong>You may commit")) == (100, 10)
    assert client.get("/inbox?before=nobody").status_code == 200
    told(sqlite, house.investor2.id)
    with sqlite.reading() as session:
        other = queries.notices_of(session, house.investor2.id)[0].key
    assert "Nothing yet" in client.get(f"/inbox?before={other}").get_data(as_text=True)


@pytest.mark.parametrize("times", [1, 3])
def test_the_inbox_asks_a_fixed_number_of_questions(
    sqlite: Database, house: Cast, sign_in: SignIn, statements: Statements, times: int
) -> None:
    told(sqlite, house.investor1.id, times)
    client = sign_in("investor1")
    client.get("/inbox")
    with statements() as seen:
        client.get("/inbox")
    assert len([each for each in seen if each.lstrip().upper().startswith(("SELECT", "INSERT"))]) == 7


def test_ways_are_kept_and_wrong_ones_refused(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    client = sign_in("presenter")
    page = client.get("/inbox/ways").get_data(as_text=True)
    assert "sends no mail yet" in page
    ways: dict[str, Any] = dict.fromkeys(re.findall(r'<select[^>]* name="(\w+)"', page), "off")
    assert len(ways) >= 15
    assert client.send("/inbox/ways", ways, page="/inbox/ways").status_code == 303
    with sqlite.reading() as session:
        assert queries.ways_of(session, house.presenter.id) == ways
    for wrong in ("never", "", "\x00", "x" * 9999):
        refused = client.send("/inbox/ways", ways | {"pitch_moved": wrong}, page="/inbox/ways")
        assert refused.status_code == 422
    with sqlite.reading() as session:
        assert queries.ways_of(session, house.presenter.id) == ways


def calendar(client: PolicingClient) -> str:
    answer = client.send("/inbox/calendar", {}, page="/inbox/ways")
    shown = client.get(answer.location).get_data(as_text=True)
    found = re.search(r"(/calendar/[\w-]+\.ics)", shown)
    assert found
    return found.group(1)


def test_a_calendar_reads_my_deadlines_until_its_address_ends(
    app: Flask, house: Cast, sign_in: SignIn
) -> None:
    assert house
    client = sign_in("presenter")
    address = calendar(client)
    stranger = app.test_client()
    answer = stranger.get(address)
    assert answer.mimetype == "text/calendar"
    Calendar.from_ical(answer.get_data())
    again = calendar(client)
    assert again != address
    assert stranger.get(address).status_code == 404
    assert stranger.get(again).status_code == 200
    client.send("/inbox/calendar/end", {}, page="/inbox/ways")
    assert stranger.get(again).status_code == 404
    for unknown in ("x", "a" * 500, "%00", "..%2Fx"):
        assert stranger.get(f"/calendar/{unknown}.ics").status_code == 404


def test_a_calendar_of_someone_who_left_is_unknown(
    app: Flask, sqlite: Database, house: Cast, sign_in: SignIn
) -> None:
    address = calendar(sign_in("presenter"))
    with sqlite.writing() as turn:
        connection = turn.session.connection()
        connection.exec_driver_sql("UPDATE person SET active = 0 WHERE id = ?", (house.presenter.id,))
    assert app.test_client().get(address).status_code == 404


def test_one_click_ends_letters_of_one_kind(app: Flask, sqlite: Database, house: Cast) -> None:
    url = unsubscribe_url(app.extensions["pitchdeck.config"], house.presenter.key, "pitch_moved")
    path = url.removeprefix("http://127.0.0.1:8000")
    stranger = app.test_client()
    asked = stranger.get(path)
    assert "End these letters" in asked.get_data(as_text=True)
    with sqlite.reading() as session:
        assert queries.ways_of(session, house.presenter.id) == {}
    for _ in range(2):
        done = stranger.post(path, data={"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
    with sqlite.reading() as session:
        assert queries.ways_of(session, house.presenter.id) == {"pitch_moved": "off"}
    for forged in (path[:-2], "/letters/x", "/letters/" + "a" * 3000):
        assert stranger.get(forged).status_code == 404
        assert stranger.post(forged).status_code == 404


def test_events_carry_the_day_and_the_page(sqlite: Database, house: Cast) -> None:
    now = datetime.now(UTC)
    with sqlite.writing() as turn:
        in_scoring(turn.session, house, at=now - timedelta(days=32))
    with sqlite.snapshot() as session:
        text = calendar_of(session, house.investor1.id, "https://p.example", now=now)
        closes = queries.local_day(session, now + timedelta(days=13))
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event["summary"] == "1 to score in Spring round"
    assert str(event["url"]).startswith("https://p.example/pitches/P-")
    assert event.decoded("dtstart") == closes
