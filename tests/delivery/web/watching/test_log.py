"""The log: a line for each request and each slow statement, and in it nothing typed and nobody named."""

import io
import logging
import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from pitchdeck.base import logs, outbox, watch
from pitchdeck.base.db import Database
from pitchdeck.base.outbox import Owed
from pitchdeck.delivery.jobs import performing
from pitchdeck.delivery.jobs.performing import TryAgain
from pitchdeck.delivery.jobs.tasks import TASKS, Shop, Task
from pitchdeck.delivery.web.access import public
from tests.client import PolicingClient
from tests.delivery.web.watching.conftest import Lines, deployed
from tests.factories.cast import Cast
from tests.journeys.walker import Walker

SECRET = "geheim"
MOST_PAGES = 60


def entered(app: Flask, cast: Cast, name: str) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    assert client.enter(cast.email(name), cast.password).status_code == 303
    return client


def test_a_request_has_one_line(database: Database, cast: Cast, tmp_path: Path, lines: Lines) -> None:
    client = entered(deployed(database, tmp_path), cast, "presenter")
    before = len(lines())
    answer = client.get("/?q=geheim", headers={"X-Request-ID": "from-the-proxy.1"})
    (line,) = lines()[before:]
    assert answer.headers["X-Request-ID"] == line["request_id"] == "from-the-proxy.1"
    assert (line["event"], line["method"], line["route"], line["status"]) == ("request", "GET", "/", 200)
    assert line["actor"] == cast.actors["presenter"].key
    assert line["statements"] > 1
    assert line["duration_ms"] > 0


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "geheim word", "geheim<b>!", "gehei\u00e4m-x"])
def test_a_name_that_is_no_plain_token_is_replaced(
    sqlite: Database, house: Cast, tmp_path: Path, lines: Lines, given: str
) -> None:
    assert house
    answer = deployed(sqlite, tmp_path).test_client().get("/healthz", headers={"X-Request-ID": given})
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-ID"])
    assert lines()[-1]["request_id"] == answer.headers["X-Request-ID"]


def test_a_refused_form_has_its_line_too(sqlite: Database, house: Cast, tmp_path: Path, lines: Lines) -> None:
    assert house
    answer = deployed(sqlite, tmp_path).test_client().post("/sign-in", data={"email": SECRET})
    assert (answer.status_code, lines()[-1]["status"], lines()[-1]["route"]) == (400, 400, "/sign-in")


def crawl(client: PolicingClient) -> int:
    """Open every page that can be reached from home, each with a planted query; how many there were."""
    walker, waiting, seen = Walker(client), ["/"], {"/"}
    opened = 0
    while waiting and opened < MOST_PAGES:
        url = waiting.pop(0)
        answer = client.get(f"{url}{'&' if '?' in url else '?'}next={SECRET}&q={SECRET}")
        opened += 1
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        walker.at = answer
        fresh = {link for link in walker.links() if link.startswith("/") and "#" not in link} - seen
        seen |= fresh
        waiting += sorted(fresh)
    return opened


def test_nothing_typed_and_nobody_s_name_is_in_the_log(
    database: Database, cast: Cast, tmp_path: Path, raw_log: io.StringIO, lines: Lines
) -> None:
    app = deployed(database, tmp_path, slow_statement_ms=0)

    @app.get("/breaks/<word>")
    @public
    def breaks(word: str) -> str:
        raise RuntimeError(f"{word} {SECRET} {cast.email('finance')}")

    opened = 0
    for name in ("presenter", "finance", "admin"):
        client = entered(app, cast, name)
        opened += crawl(client)
        for url in (f"/pitches/{SECRET}", f"/{SECRET}", f"/breaks/{SECRET}"):
            assert client.get(url).status_code >= 400
        client.send("/pitches", {"title": SECRET, "note": SECRET})
    stranger = app.test_client()
    assert isinstance(stranger, PolicingClient)
    stranger.enter(f"{SECRET}@example.org", SECRET)
    logging.getLogger("library").warning("sent to %s", SECRET, extra={"to": SECRET, "kind": "mail"})
    logs.logger("pitchdeck.any").warning("an event", title=SECRET)
    assert opened > 15
    text, found = raw_log.getvalue(), lines()
    assert len([line for line in found if line["event"] == "request"]) > opened
    assert len([line for line in found if line["event"] == "slow statement"]) > opened
    assert [line["error"] for line in found if "error" in line] == ["RuntimeError"] * 3
    people = [actor.name for actor in cast.actors.values()]
    planted = [SECRET, cast.password, "@", *people]
    assert [word for word in planted if word in text] == []
    assert {name for line in found for name in line} <= logs.FIELDS


def test_a_slow_statement_is_told_without_its_values(
    database: Database, cast: Cast, tmp_path: Path, lines: Lines
) -> None:
    client = entered(deployed(database, tmp_path, slow_statement_ms=0), cast, "presenter")
    client.get("/")
    told = [line["statement"] for line in lines() if line["event"] == "slow statement"]
    assert [statement for statement in told if "FROM sign_in" in statement]
    watch.statements(60)
    before = len(lines())
    client.get("/")
    assert [line["event"] for line in lines()[before:]] == ["request"]


def test_a_try_has_its_line_and_a_failure_says_its_kind_alone(
    database: Database, cast: Cast, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cast

    def send(_shop: Shop, owed: Owed) -> None:
        if owed.attempt == 1:
            raise ConnectionError(SECRET)

    monkeypatch.setitem(TASKS, "probe", Task(send=send))
    watch.statements(60)
    shop = Shop(database, None)  # type: ignore[arg-type]  # this task looks at no setting
    with database.writing() as turn:
        outbox.owe(turn.session, "probe", {"to": SECRET}, at=turn.at)
    for later in (timedelta(), timedelta(minutes=1)):
        with database.writing() as turn:
            owed = outbox.claim_next(turn.session, turn.at + later, timedelta(seconds=1))
        assert owed is not None
        with suppress(TryAgain):
            performing.perform(shop, owed)
    failed, first, second = lines()
    assert (failed["event"], failed["why"]) == ("failed", "ConnectionError")
    assert (first["event"], first["attempt"]) == ("job to be tried again", 1)
    assert (second["event"], second["kind"], second["attempt"]) == ("job", "probe", 2)
    assert second["statements"] >= 1
    assert SECRET not in str(lines())
