"""Signing in through a real OpenID provider (oidc-provider on node), on both databases."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from sqlalchemy import select, update

from config import Config, Oidc
from pitchdeck.app import create_app
from pitchdeck.base.db import Database
from pitchdeck.base.history import History
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.models import Mandate, Person, SignIn, SignInIdentity
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.client import PolicingClient, text_of
from tests.delivery.web.account.provider.browsing import SECRET, Provider, provider
from tests.factories.cast import Cast

Make = Callable[..., Flask]
LEAD: dict[str, Any] = {"email": "lead@nordwind.example", "email_verified": True, "name": "Lena Lead"}
NEW: dict[str, Any] = {"email": "neu@nordwind.example", "email_verified": True, "name": "Neu\u0000 Mann"}


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with provider(tmp_path_factory.mktemp("provider")) as opened:
        yield opened


@pytest.fixture
def make(node: Provider, app_anywhere: Flask, database: Database) -> Make:
    """An application whose people come from the provider, with these settings."""

    def made(*, passwords: bool = True, **settings: object) -> Flask:
        config: Config = app_anywhere.extensions["pitchdeck.config"]
        wanted = Oidc(
            issuer=node.issuer,
            client_id="pitchdeck",
            client_secret=SECRET,
            scopes="openid email profile groups",
        )
        app = create_app(replace(config, oidc=replace(wanted, **settings), passwords=passwords), database)  # type: ignore[arg-type]  # by name
        app.test_client_class = PolicingClient
        return app

    return made


def browser(app: Flask) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    return client


def enter(client: PolicingClient, node: Provider, account: str, back: str = "/goals") -> str | None:
    """Sign in through the provider; where it led."""
    away = client.get("/sign-in/oidc", query_string={"next": back})
    assert away.location is not None, away.get_data(as_text=True)
    return client.get(node.answer(away.location, account)).location


def refusal(client: PolicingClient, node: Provider, account: str) -> str:
    """The words beside which the browser stands before the door again."""
    assert enter(client, node, account) == "/sign-in"
    assert client.get("/account").status_code == 302
    return text_of(client.get("/sign-in").get_data(as_text=True))


def test_a_person_is_found_by_verified_address_and_then_by_subject(
    make: Make, node: Provider, cast: Cast, database: Database
) -> None:
    app = make()
    node.knows(sub1=LEAD)
    client = browser(app)
    assert "Sign in through your organisation" in client.get("/sign-in").get_data(as_text=True)
    assert enter(client, node, "sub1") == "/goals"
    assert "Lena Lead" in client.get("/account").get_data(as_text=True)
    node.knows(sub1={**LEAD, "email": "renamed@nordwind.example", "email_verified": False})
    assert enter(browser(app), node, "sub1") == "/goals"
    with database.reading() as session:
        (row,) = session.execute(select(SignInIdentity)).scalars()
        methods = session.execute(select(SignIn.method)).scalars().all()
        verbs = (
            session.execute(select(History.verb).where(History.subject_key == cast.lead.key)).scalars().all()
        )
    assert (row.issuer, row.subject, row.person_id) == (node.issuer, "sub1", cast.lead.id)
    assert methods == ["oidc", "oidc"]
    assert verbs == ["identity_linked"]


def test_state_nonce_and_pkce_are_sent_and_the_way_back_is_configured(make: Make, cast: Cast) -> None:
    assert cast
    away = browser(make()).get("/sign-in/oidc", headers={"Host": "evil.example"})
    assert away.location is not None
    asked = parse_qs(urlsplit(away.location).query)
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/sign-in/oidc/return"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 20
    assert len(asked["nonce"][0]) >= 20
    assert SECRET not in away.location


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(
    make: Make, node: Provider, cast: Cast
) -> None:
    """Signing a victim in as the attacker, a code used twice, a made-up state, another issuer's answer."""
    assert cast
    app = make()
    node.knows(sub1=LEAD)
    attacker, victim = browser(app), browser(app)
    away = attacker.get("/sign-in/oidc").location
    assert away is not None
    answer = node.answer(away, "sub1")
    assert victim.get(answer).location == "/sign-in"
    assert victim.get("/account").status_code == 302
    for forged in (
        "/sign-in/oidc/return",
        "/sign-in/oidc/return?code=x&state=y",
        f"{answer}&iss=http://evil",
    ):
        assert victim.get(forged).location == "/sign-in"
    assert attacker.get(answer.replace("iss=http", "iss=evil")).location == "/sign-in"
    assert attacker.get(answer).location == "/"
    thief = browser(app)
    assert thief.get(answer).location == "/sign-in"


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ({**LEAD, "email_verified": False}, "has not confirmed your e-mail address"),
        ({"name": "No address"}, "has not confirmed your e-mail address"),
        ({**LEAD, "email": "stranger@nordwind.example"}, "Nobody with your e-mail address"),
        ({**LEAD, "email": "viewer@nordwind.example"}, "not active"),
    ],
)
def test_who_cannot_be_found_is_told_why(
    make: Make, node: Provider, cast: Cast, account: dict[str, object], words: str
) -> None:
    app = make()
    with app.extensions["pitchdeck.database"].writing() as act:
        gone = update(Person).where(Person.email == cast.email("viewer")).values(active=False)
        act.session.execute(gone)
    node.knows(sub9=account)
    assert words in refusal(browser(app), node, "sub9")


def test_an_address_that_was_given_to_another_does_not_open_the_account(
    make: Make, node: Provider, cast: Cast
) -> None:
    assert cast
    app = make()
    node.knows(sub1=LEAD, sub2=LEAD)
    assert enter(browser(app), node, "sub1") == "/goals"
    assert "linked to another account" in refusal(browser(app), node, "sub2")


def test_the_unknown_are_entered_where_the_organisation_says_so(
    make: Make, node: Provider, cast: Cast, database: Database
) -> None:
    assert cast
    node.knows(sub3=NEW)
    client = browser(make(create=True))
    assert enter(client, node, "sub3") == "/goals"
    assert "Neu Mann" in client.get("/account").get_data(as_text=True)
    with database.reading() as session:
        person = queries.credentials(session, "neu@nordwind.example")
    assert person is not None
    assert person.password_hash is None


def held(database: Database, email: str) -> list[tuple[str, bool, bool]]:
    """(role, unconfirmed, over) of each mandate of a person."""
    asked = select(Mandate).join(Person, Person.id == Mandate.person_id).where(Person.email == email)
    with database.reading() as session:
        today = queries.local_day(session, datetime.now(UTC))
        rows = session.execute(asked.order_by(Mandate.id)).scalars()
        return [
            (row.role, row.confirmed_at is None, row.valid_to is not None and row.valid_to < today)
            for row in rows
        ]


def test_claims_give_and_take_mandates_and_money_waits_for_a_second_person(
    make: Make, node: Provider, cast: Cast, database: Database
) -> None:
    app = make(
        create=True,
        mandates="groups=l-and-d:presenter; groups=controllers:finance:Finance; groups=l-and-d:lead:None",
    )
    node.knows(sub4={**NEW, "groups": ["l-and-d", "controllers", "others"]})
    client = browser(app)
    assert enter(client, node, "sub4") == "/goals"
    assert sorted(held(database, NEW["email"])) == [("finance", True, False), ("presenter", True, False)]
    assert client.get("/pitches/new").status_code == 200
    assert client.get("/funds/new").status_code == 404, "unconfirmed money"
    with database.reading() as session:
        key = next(
            row.key
            for row in session.execute(select(Mandate)).scalars()
            if row.granted_by_id == row.person_id and row.role == "finance"
        )
    with database.writing() as act:
        actions.confirm_mandate(act.session, key, by=cast.finance, at=act.at)
    with database.snapshot() as session:
        assert list(breaches(session)) == []
    assert enter(browser(app), node, "sub4") == "/goals"
    assert len(held(database, NEW["email"])) == 2, "nothing is granted twice"
    node.knows(sub4={**NEW, "groups": "controllers"})
    assert enter(browser(app), node, "sub4") == "/goals"
    assert sorted(held(database, NEW["email"])) == [("finance", False, False), ("presenter", True, True)]
    node.knows(sub4={**NEW, "groups": ["l-and-d"]})
    assert enter(browser(app), node, "sub4") == "/goals"
    assert sorted(held(database, NEW["email"])) == [
        ("finance", False, True),
        ("presenter", True, False),
        ("presenter", True, True),
    ]


def test_mandates_that_people_granted_are_left_alone(
    make: Make, node: Provider, cast: Cast, database: Database
) -> None:
    app = make(mandates="groups=leads:lead; groups=finance:finance")
    node.knows(sub1={**LEAD, "groups": ["leads"]})
    assert enter(browser(app), node, "sub1") == "/goals"
    node.knows(sub1=LEAD)
    assert enter(browser(app), node, "sub1") == "/goals"
    assert held(database, cast.email("lead")) == [("lead", False, False)]


def test_a_provider_that_is_away_is_said_in_words(make: Make, cast: Cast) -> None:
    assert cast
    client = browser(make(issuer="http://127.0.0.1:9"))
    assert client.get("/sign-in/oidc").location == "/sign-in"
    assert "did not answer" in client.get("/sign-in").get_data(as_text=True)


def test_with_the_provider_as_the_only_door_no_password_opens(make: Make, node: Provider) -> None:
    client = browser(make(passwords=False))
    page = client.get("/sign-in").get_data(as_text=True)
    assert "Password" not in page
    assert "Sign in through your organisation" in page
    node.knows(sub1=LEAD)
    assert enter(client, node, "sub1") == "/goals"


@pytest.mark.parametrize(
    "rule", ["groups", "groups=x", "groups=x:emperor", "=x:lead", "groups=x:lead:a:b", "g=:lead"]
)
def test_a_rule_that_is_none_stops_the_start(make: Make, cast: Cast, rule: str) -> None:
    assert cast
    with pytest.raises(ValueError, match=r"rule|role"):
        make(mandates=rule)


def test_who_came_through_the_provider_may_sign_out_there_too(
    make: Make, node: Provider, cast: Cast, database: Database
) -> None:
    """The session here ends first; the provider knows the browser until its own sign-out is confirmed."""
    assert cast
    app, chrome = make(), requests.Session()
    node.knows(sub1=LEAD)
    client = browser(app)
    away = client.get("/sign-in/oidc").location
    assert away is not None
    assert client.get(node.answer(away, "sub1", chrome)).location == "/"
    again = client.get("/sign-in/oidc").location
    assert again is not None
    assert node.remembers(again, chrome)
    client.get("/account")
    assert client.send("/sign-out", {}, page="/account").location == "/sign-in"
    with database.reading() as session:
        assert session.execute(select(SignIn.id).where(SignIn.ended_at.is_(None))).all() == []
    assert "Sign out of your organisation too" in client.get("/sign-in").get_data(as_text=True)
    assert "Sign out of your organisation" not in client.get("/sign-in").get_data(as_text=True)
    leaving = client.get("/sign-out/oidc").location
    assert leaving is not None
    assert leaving.startswith(f"{node.issuer}/session/end?")
    asked = parse_qs(urlsplit(leaving).query)
    assert asked["client_id"] == ["pitchdeck"]
    assert asked["post_logout_redirect_uri"] == ["http://127.0.0.1:8000/sign-in"]
    assert node.leave(leaving, chrome).startswith("http://127.0.0.1:8000/sign-in")
    once_more = client.get("/sign-in/oidc").location
    assert once_more is not None
    assert not node.remembers(once_more, chrome)


def test_who_signed_in_with_a_password_is_not_asked_to_leave_the_organisation(
    make: Make, node: Provider, cast: Cast
) -> None:
    assert node
    client = browser(make())
    client.enter(cast.email("lead"), cast.password)
    client.send("/sign-out", {}, page="/account")
    assert "Sign out of your organisation" not in client.get("/sign-in").get_data(as_text=True)
