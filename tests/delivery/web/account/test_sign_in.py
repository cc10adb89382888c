"""Signing in and out over HTTP."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from pitchdeck.base.db import Database
from pitchdeck.features.people import actions
from pitchdeck.features.people.actions import PER_ACCOUNT
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast


@pytest.fixture
def client(app: Flask, house: Cast) -> PolicingClient:
    assert house
    return app.test_client()  # type: ignore[return-value]  # the app's own client class


def test_a_page_without_sign_in_leads_to_the_form_and_back(client: PolicingClient, house: Cast) -> None:
    away = client.post("/sign-out")
    assert away.status_code in {302, 400}
    entered = client.send(
        "/sign-in",
        {"email": house.email("lead"), "password": house.password, "next": "/sign-in"},
        page="/sign-in",
    )
    assert (entered.status_code, entered.location) == (303, "/sign-in")


@pytest.mark.parametrize(
    "next_", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_sign_in_never_leads_to_another_site(client: PolicingClient, house: Cast, next_: str) -> None:
    entered = client.send(
        "/sign-in", {"email": house.email("lead"), "password": house.password, "next": next_}, page="/sign-in"
    )
    assert entered.location == "/"


@pytest.mark.parametrize(
    "email", ["lead@nordwind.example", "stranger@nordwind.example", "x\x00y", "\ud800", "a" * 5000]
)
def test_unknown_and_wrong_get_words_and_keep_the_address(client: PolicingClient, email: str) -> None:
    answer = client.send(
        "/sign-in", {"email": email.encode("utf-8", "surrogatepass"), "password": "no"}, page="/sign-in"
    )
    assert answer.status_code == 422
    if email.isprintable() and len(email) < 200:
        words = text_of(answer.get_data(as_text=True))
        assert "do not belong together" in words
        assert email in answer.get_data(as_text=True)


def test_failures_are_recorded_and_throttled(client: PolicingClient, house: Cast, sqlite: Database) -> None:
    now = datetime.now(UTC)
    with sqlite.writing() as act:
        for _ in range(PER_ACCOUNT):
            actions.record_failure(act.session, house.email("lead"), "192.0.2.1", at=now)
    answer = client.enter(house.email("lead"), house.password)
    assert answer.status_code == 429
    assert "quarter of an hour" in answer.get_data(as_text=True)


def test_sign_out_ends_the_session_for_a_copied_cookie_too(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("lead")
    cookie = client.get_cookie("pitchdeck")
    assert cookie
    assert client.send("/sign-out", {}, page="/sign-in").status_code == 303
    thief = app.test_client()
    thief.set_cookie("pitchdeck", cookie.value)
    answer = thief.post("/sign-out")
    assert answer.status_code == 400  # no token: the session that made it is gone
