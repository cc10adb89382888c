"""The workbook and the JSON of a pitch over HTTP, and a draft filled from either."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from pitchdeck.base.db import Database
from pitchdeck.features.people import queries as people
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import BenefitRow
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.delivery.sheets.test_template import FILLED, written
from tests.factories import pitches as made
from tests.factories.cast import PEOPLE, Cast

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SEE_SUBMITTED = {"presenter", "lead", "sponsor", "finance", "finance2", "fund_owner", "auditor"}


def started(database: Database, cast: Cast, *, submit: bool = False) -> str:
    with database.writing() as turn:
        made.rates(turn.session, cast)
        measure = made.measure(turn.session, cast)
        if submit:
            return made.submitted(turn.session, cast, measure.id, yes=False).ref or ""
        return made.draft(turn.session, cast, measure.id).key


def writer(app: Flask, cast: Cast) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email("presenter"), cast.password)
    return client


def upload(client: PolicingClient, url: str, data: bytes) -> TestResponse:
    token = _TOKEN.search(client.get(url).get_data(as_text=True))
    assert token
    # Written by hand: the client would leave a large body in a temporary file that it never closes.
    head = 'Content-Disposition: form-data; name="{}"'
    parts = (
        (head.format("csrf_token"), token.group(1).encode()),
        (head.format("file") + '; filename="x.xlsx"\r\nContent-Type: application/octet-stream', data),
    )
    body = b"".join(b"--b0\r\n" + name.encode() + b"\r\n\r\n" + value + b"\r\n" for name, value in parts)
    return client.post(url, data=body + b"--b0--\r\n", content_type="multipart/form-data; boundary=b0")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return unescape(found.group(1))


def inputs_of(client: PolicingClient, handle: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(f"/pitches/{handle}/inputs.json").get_data())
    return found


@pytest.mark.parametrize("kind", ["workbook", "json"])
def test_a_draft_is_looked_at_then_filled(
    app_anywhere: Flask, cast: Cast, database: Database, kind: str
) -> None:
    key, client = started(database, cast), writer(app_anywhere, cast)
    url, data = f"/pitches/{key}/filling", inputs_of(client, key)
    data["costs"][2]["amount"], data["costs"][2]["label"] = 1234.5, "Three days of a coach"
    content = json.dumps(data).encode()
    if kind == "workbook":
        other = upload(client, url, content)
        assert other.status_code == 200
        content = client.get(f"/pitches/{key}/workbook.xlsx").get_data()
    looked = upload(client, url, content)
    page = looked.get_data(as_text=True)
    words = text_of(page)
    assert looked.status_code == 200
    assert "What the file changes" in words
    assert ("Three days of a coach" in words) is (kind == "json")
    before = client.get(f"/pitches/{key}/inputs.json").get_data()
    fields = {name: hidden(page, name) for name in ("inputs", "version")}
    done = client.send(f"{url}/lines", fields, page=url)
    assert (done.status_code, done.location) == (303, f"/pitches/{key}/draft/send")
    after = inputs_of(client, key)
    if kind == "json":
        assert after["costs"][2]["amount"] == 1234.5
        assert "Three days of a coach" in text_of(client.get(f"/pitches/{key}").get_data(as_text=True))
    else:
        assert after == json.loads(before)
    late = client.send(f"{url}/lines", fields, page=url)
    assert late.status_code == 409
    assert "The draft was saved since you looked" in text_of(late.get_data(as_text=True))
    again = {**fields, "version": hidden(late.get_data(as_text=True), "version")}
    assert client.send(f"{url}/lines", again, page=url).status_code == 303


def test_the_same_form_twice_fills_once(sign_in: SignIn, sqlite: Database, house: Cast) -> None:
    key, client = started(sqlite, house), sign_in("presenter")
    url = f"/pitches/{key}/filling"
    page = upload(client, url, client.get(f"/pitches/{key}/inputs.json").get_data()).get_data(as_text=True)
    fields = {name: hidden(page, name) for name in ("inputs", "version")}
    once = "5f0c2a5e-7a55-4a63-9a39-000000000002"
    answers = [client.send(f"{url}/lines", fields, page=url, key=once).status_code for _ in range(2)]
    assert answers == [303, 303]
    with sqlite.reading() as session:
        pitch = queries.pitch_of_key(session, key)
        assert queries.draft_of(session, pitch.id).version == int(fields["version"]) + 1


def test_each_error_is_named_and_nothing_is_written(sign_in: SignIn, sqlite: Database, house: Cast) -> None:
    key, client = started(sqlite, house), sign_in("presenter")
    url, before = f"/pitches/{key}/filling", inputs_of(client, key)
    bad = upload(client, url, b'{"costs": [{"kind": "one_off", "amount": "x"}, {"kind": "two_off"}]}')
    words = text_of(bad.get_data(as_text=True))
    assert bad.status_code == 422
    assert "2 places need another look" in words
    assert "costs[0].amount" in words
    assert "costs[1].kind" in words
    for content, told in (
        (b"", "This file is empty"),
        (b"Hello", "not readable as JSON"),
        (b"PK\3\4", "damaged"),
    ):
        answer = upload(client, url, content)
        assert answer.status_code == 422
        assert told in text_of(answer.get_data(as_text=True))
    for inputs in ("", "{", '{"costs": [{"kind": "x"}]}'):
        answer = client.send(f"{url}/lines", {"inputs": inputs, "version": "7"}, page=url)
        assert answer.status_code == 422
    assert inputs_of(client, key) == before


def test_a_revision_as_workbook_and_json(sign_in: SignIn, sqlite: Database, house: Cast) -> None:
    ref, client = started(sqlite, house, submit=True), sign_in("finance")
    book = client.get(f"/pitches/{ref}/workbook.xlsx")
    assert book.headers["Content-Disposition"] == f'attachment; filename="{ref}-r1.xlsx"'
    with zipfile.ZipFile(io.BytesIO(book.get_data())) as parts:
        texts = parts.read("xl/sharedStrings.xml").decode()
    with sqlite.reading() as session:
        pitch = queries.pitch_for(session, ref, house.finance)
        revision = queries.revision_row(session, pitch.id, 1)
    assert revision.hash in texts
    assert f"({ref}), revision 1" in texts
    assert (
        client.get(f"/pitches/{ref}/inputs.json").headers["Content-Disposition"].endswith(f'{ref}-r1.json"')
    )
    assert client.get(f"/pitches/{ref}/workbook.xlsx?version=draft").status_code == 403
    assert client.get(f"/pitches/{ref}/workbook.xlsx").get_data() == book.get_data()


@pytest.mark.parametrize("person", list(PEOPLE))
def test_who_may_have_the_files(sign_in: SignIn, sqlite: Database, house: Cast, person: str) -> None:
    ref = started(sqlite, house, submit=True)
    client = sign_in(person)
    seen = 200 if person in SEE_SUBMITTED else 404
    assert client.get(f"/pitches/{ref}/workbook.xlsx").status_code == seen
    assert client.get(f"/pitches/{ref}/inputs.json").status_code == seen
    assert client.get(f"/pitches/{ref}/filling").status_code in {403, 404}


@pytest.mark.parametrize("asked", [("filling", 6), ("workbook.xlsx", 14), ("inputs.json", 14)])
def test_one_line_takes_as_many_statements_as_three(
    sign_in: SignIn, sqlite: Database, house: Cast, statements: Any, asked: tuple[str, int]
) -> None:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house).id
        line = BenefitRow("time_saved", "Less rework", made.BENEFIT, "Controlling", measure)
        one = made.draft(turn.session, house, measure, costs=made.COSTS[:1], benefits=(line,)).key
        three = made.draft(turn.session, house, measure, benefits=(line, line, line)).key
    path, count = asked
    client = sign_in("presenter")
    client.get("/goals")
    seen = []
    for key in (one, three):
        with statements() as found:
            assert client.get(f"/pitches/{key}/{path}").status_code == 200
        seen.append(len(found))
    assert seen == [count] * 2


def test_a_returned_draft_can_be_filled_and_a_submitted_one_not(
    sign_in: SignIn, sqlite: Database, house: Cast
) -> None:
    ref, client = started(sqlite, house, submit=True), sign_in("presenter")
    assert client.get(f"/pitches/{ref}/filling").status_code == 403
    with sqlite.writing() as turn:
        actions.send_back(turn.session, ref, why="Add the platform.", by=house.lead, at=datetime.now(UTC))
    assert client.get(f"/pitches/{ref}/filling").status_code == 200
    assert (
        client.get(f"/pitches/{ref}/workbook.xlsx?version=draft")
        .headers["Content-Disposition"]
        .endswith(f'{ref}-draft.xlsx"')
    )


def test_the_empty_template_is_offered_where_a_pitch_begins_and_where_a_file_is_chosen(
    sign_in: SignIn, sqlite: Database, house: Cast
) -> None:
    key, client = started(sqlite, house), sign_in("presenter")
    for url in ("/pitches/new", f"/pitches/{key}/filling"):
        assert 'href="/pitches/template.xlsx"' in client.get(url).get_data(as_text=True)
    book = client.get("/pitches/template.xlsx")
    assert book.headers["Content-Disposition"] == 'attachment; filename="pitch-template.xlsx"'
    answer = upload(client, f"/pitches/{key}/filling", book.get_data())
    assert answer.status_code == 422
    assert "The template is not filled in: all 9 lines" in text_of(answer.get_data(as_text=True))


def test_a_filled_template_fills_a_draft_that_has_only_its_title(
    sign_in: SignIn, sqlite: Database, house: Cast
) -> None:
    client = sign_in("presenter")
    with sqlite.reading() as session:
        unit = people.units(session)[0].key
    begun = client.send(
        "/pitches", {"title": "From a sheet", "unit": unit, "template": "blank"}, page="/pitches/new"
    )
    handle = begun.location.split("/")[2]
    url = f"/pitches/{handle}/filling"
    looked = upload(client, url, written(FILLED)).get_data(as_text=True)
    fields = {name: hidden(looked, name) for name in ("inputs", "version")}
    assert client.send(f"{url}/lines", fields, page=url).status_code == 303
    after = inputs_of(client, handle)
    assert [line["kind"] for line in after["costs"]] == ["participant_time", "one_off", "msp_fixed"]
    assert after["launch"] == 3
    # The benefit is in the draft; it counts once its measure and what it rests on are said.
    with sqlite.reading() as session:
        pitch = queries.pitch_for(session, handle, house.presenter)
        benefits = queries.draft_of(session, pitch.id).content.benefits
    assert [line.label for line in benefits] == ["Less searching"]
