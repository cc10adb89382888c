"""Importing people: what the file says is shown with every error by line and column, then all or none."""

import re
from html import unescape

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from pitchdeck.base.db import Database
from pitchdeck.features.people import queries
from tests.client import _TOKEN, PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast

HEAD = "Name;E-mail;Title;Unit;Roles\n"
GOOD = (
    HEAD + "Zoë Müller;zoe@nordwind.example;Trainer;Sales;Presenter|investor\nBo Bär;bo@nordwind.example;;;\n"
)


def upload(client: PolicingClient, data: bytes) -> TestResponse:
    token = _TOKEN.search(client.get("/people/import").get_data(as_text=True))
    assert token
    # Written by hand: the client would leave a large body in a temporary file that it never closes.
    head = 'Content-Disposition: form-data; name="{}"'
    parts = (
        (head.format("csrf_token"), token.group(1).encode()),
        (head.format("file") + '; filename="people.csv"\r\nContent-Type: text/csv', data),
    )
    body = b"".join(b"--b0\r\n" + name.encode() + b"\r\n\r\n" + value + b"\r\n" for name, value in parts)
    return client.post(
        "/people/import", data=body + b"--b0--\r\n", content_type="multipart/form-data; boundary=b0"
    )


def sheet_in(page: TestResponse) -> str:
    found = re.search(r'name="sheet"[^>]*value="([^"]*)"', page.get_data(as_text=True))
    assert found
    return unescape(found.group(1))


def everybody(database: Database) -> set[str]:
    with database.reading() as session:
        return {one.name for one in queries.people(session)}


def _admin(app: Flask, cast: Cast) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email("admin"), cast.password)
    return client


def test_a_list_is_shown_then_imported(app_anywhere: Flask, cast: Cast, database: Database) -> None:
    admin, before = _admin(app_anywhere, cast), everybody(database)
    shown = upload(admin, GOOD.encode())
    assert shown.status_code == 200
    page = text_of(shown.get_data(as_text=True))
    assert "Read as UTF-8, columns set apart by semicolon" in page
    assert "1 of their roles touch money" in page
    assert everybody(database) == before
    done = admin.send("/people/import/rows", {"sheet": sheet_in(shown)}, page="/people/import")
    assert done.status_code == 303
    assert everybody(database) == before | {"Zoë Müller", "Bo Bär"}
    again = admin.send("/people/import/rows", {"sheet": sheet_in(shown)}, page="/people/import")
    assert again.status_code == 422
    assert "already belongs" in again.get_data(as_text=True)


def test_roles_are_over_the_unit_that_the_list_names(
    app_anywhere: Flask, cast: Cast, database: Database
) -> None:
    """Two mandates over a unit, one over everything; a unit that is not there, or for no role, is said."""
    admin, head = _admin(app_anywhere, cast), "Name;E-mail;Roles;Roles over\n"
    wrong = f"{head}Ann;ann@x.example;lead;Mars\nBen;ben@x.example;;Sales\n"
    page = text_of(upload(admin, wrong.encode()).get_data(as_text=True))
    assert "roles over: There is no unit named Mars." in page
    assert "roles over: No role stands here that could be over Sales." in page
    right = f"{head}Ann;ann@x.example;lead|viewer;sales\nBen;ben@x.example;viewer;\n"
    shown = upload(admin, right.encode())
    assert "whole organisation" in text_of(shown.get_data(as_text=True))
    sent = admin.send("/people/import/rows", {"sheet": sheet_in(shown)}, page="/people/import")
    assert sent.status_code == 303
    with database.reading() as session:
        rows = [(row.person_name, row.role, row.unit_name) for row in queries.mandates(session)]
    assert [row for row in rows if row[0] in {"Ann", "Ben"}] == [
        ("Ann", "lead", "Sales"),
        ("Ann", "viewer", "Sales"),
        ("Ben", "viewer", None),
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (GOOD.encode("utf-8-sig"), "UTF-8 with a mark"),
        (GOOD.encode("windows-1252"), "Windows-1252"),
        (GOOD.replace(";", ",").encode(), "set apart by comma"),
        (GOOD.replace(";", "\t").replace("\n", "\r\n").encode(), "set apart by tab"),
    ],
)
def test_encodings_and_separators_are_found_and_said(sign_in: SignIn, data: bytes, told: str) -> None:
    page = upload(sign_in("admin"), data).get_data(as_text=True)
    assert told in page
    assert "Zoë Müller" in page
    assert "Import 2 people" in page


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (";a@nordwind.example;;;", "name: The name is missing."),
        ("A;a(at)nordwind;;;", "e-mail: This is no e-mail address."),
        ("A;admin@nordwind.example;;;", "e-mail: This address already belongs to somebody"),
        ("A;a@nordwind.example;;Mars;", "unit: There is no unit named Mars."),
        ("A;a@nordwind.example;;;king", "roles: “king” is no role."),
        ("A;zoe@nordwind.example;;;", "e-mail: The same address stands in row 2."),
        (f"{'A' * 200};a@nordwind.example;;;", "name: At most 120 characters fit."),
    ],
)
def test_each_error_is_named_by_line_and_column(sign_in: SignIn, row: str, why: str) -> None:
    page = text_of(upload(sign_in("admin"), f"{GOOD}{row}\n".encode()).get_data(as_text=True))
    assert f"4 {row.split(';', maxsplit=1)[0] or '–'}" in page
    assert why in page
    assert "Import 3 people" in page  # the title; the button is not there
    assert "Choose another file" in page


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no row below"),
        (b"Name;E-mail\n", "no row below"),
        (b"Nome;Posta\nA;b\n", "names no column"),
        (b'Name;E-mail\n"A;b\n', "not closed"),
        (b"Name;E-mail\nA\x00;b\n", "no CSV file"),
        (b"\x81\x8d\x8f;\n", "neither UTF-8"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"Name;E-mail\n" + b"A;a@b.example\n" * 2_001, "at most 2,000 fit"),
    ],
)
def test_what_is_no_list_is_refused_in_words(sign_in: SignIn, data: bytes, why: str) -> None:
    answer = upload(sign_in("admin"), data)
    assert answer.status_code == 422
    assert why in answer.get_data(as_text=True)


def test_a_changed_list_is_judged_again_and_written_all_or_none(
    sign_in: SignIn, house: Cast, sqlite: Database
) -> None:
    admin, before = sign_in("admin"), everybody(sqlite)
    assert house
    bad = "name\te-mail\tunit\nA\ta@nordwind.example\tSales\nB\tb@nordwind.example\tMars"
    for sheet in (bad, "", "x"):
        assert admin.send("/people/import/rows", {"sheet": sheet}, page="/people/import").status_code == 422
    assert everybody(sqlite) == before
    assert sign_in("finance").get("/people/import").status_code == 404
