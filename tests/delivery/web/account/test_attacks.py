"""What an attacker tries at the door."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from pitchdeck.base.db import Database
from pitchdeck.base.history import History
from pitchdeck.delivery.web.account.views.entering import safe
from pitchdeck.features.people import actions
from tests import databases
from tests.client import PolicingClient
from tests.delivery.web.account.conftest import Open
from tests.factories.cast import Cast

Enter = Callable[[str], PolicingClient]


def posts(app: Flask) -> list[str]:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("account.")]
    return sorted(re.sub("<.*?>", "x" * 12, rule.rule) for rule in rules if "POST" in (rule.methods or ()))


def test_every_form_of_the_account_refuses_a_request_from_elsewhere(
    app_anywhere: Flask, entered: Enter, cast: Cast, database: Database
) -> None:
    client = entered("lead")
    count = text("SELECT count(*) FROM history")
    with database.reading() as session:
        before = session.execute(count).scalar_one()
    tried = posts(app_anywhere)
    assert len(tried) >= 13
    for address in tried:
        sent = {"email": cast.email("lead"), "password": cast.password, "code": "1", "csrf_token": "forged"}
        for fields in (sent, {**sent, "csrf_token": ""}):
            assert client.post(address, data=fields).status_code in {400, 422}, address
    assert client.get("/account").status_code == 200
    with database.reading() as session:
        assert session.execute(count).scalar_one() == before


def test_a_session_that_was_planted_is_not_the_one_that_is_signed_in(browser_of: Open, cast: Cast) -> None:
    """Fixation: the attacker gives the victim a cookie of theirs, and waits."""
    attacker, victim = browser_of(), browser_of()
    attacker.get("/sign-in")
    planted = attacker.get_cookie("pitchdeck")
    assert planted is not None
    victim.set_cookie("pitchdeck", planted.value)
    assert victim.enter(cast.email("lead"), cast.password).status_code == 303
    fresh = victim.get_cookie("pitchdeck")
    assert fresh is not None
    assert fresh.value != planted.value
    assert attacker.get("/account").status_code == 302


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "//[evil",
        "evil.example",
        "",
        "/ok\\..\\//evil.example",
    ],
)
def test_the_way_back_never_leads_elsewhere(back: str) -> None:
    assert safe(back) == "/"


def test_the_way_back_leads_to_pages_of_ours() -> None:
    assert safe("/pitches/P-2026-0001?tab=money#top") == "/pitches/P-2026-0001?tab=money#top"


def test_no_answer_of_the_door_takes_its_host_from_the_request(browser_of: Open, cast: Cast) -> None:
    client = browser_of()
    page = client.get("/sign-in", headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in page.get_data(as_text=True)
    led = client.get("/account", headers={"Host": "evil.example"})
    assert led.location is not None
    assert led.location.startswith("/sign-in")
    entered = client.enter(cast.email("lead"), cast.password)
    assert entered.location == "/"


def test_a_deactivated_person_is_out_at_once(entered: Enter, cast: Cast, database: Database) -> None:
    client = entered("lead")
    with database.writing() as act:
        act.session.execute(
            text("UPDATE person SET active = 0 WHERE email = :email"), {"email": cast.email("lead")}
        )
    assert client.get("/account").status_code == 302


def test_without_passwords_the_only_doors_are_the_provider_and_the_machine(
    sqlite: Database, house: Cast, app_apart: Flask
) -> None:

    app_apart.extensions["pitchdeck.config"] = replace(
        app_apart.extensions["pitchdeck.config"], passwords=False
    )
    client = app_apart.test_client()
    assert isinstance(client, PolicingClient)
    assert client.enter(house.email("lead"), house.password).status_code in {400, 404}
    assert client.get("/sign-in/reset").status_code == 404
    with sqlite.writing() as act:
        actions.break_glass(act.session, house.email("admin"), "of the machine", at=act.at)
    address = "/sign-in/break-glass/of the machine"
    assert client.send(address, {}, page=address).status_code == 303
    assert client.get("/account").status_code == 200


def break_glass(database: Database, email: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from pitchdeck.delivery.cli import main; main()", "break-glass", email],
        env={
            **os.environ,
            "PITCHDECK_DATABASE_URL": database.url,
            "PITCHDECK_SITE": "https://p.example/",
            "PITCHDECK_DATA_DIR": str(databases.folder() / "data"),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_link_from_the_machine_signs_an_administrator_in_once(
    browser_of: Open, cast: Cast, database: Database
) -> None:
    printed = break_glass(database, cast.email("admin").upper())
    assert printed.returncode == 0, printed.stderr
    found = re.search(r"https://p\.example(/sign-in/break-glass/[\w-]{40,})$", printed.stdout.strip())
    assert found
    link = found.group(1)
    client = browser_of()
    assert "Sign in as Ada Admin" in client.get(link).get_data(as_text=True)
    assert client.get("/account").status_code == 302, "opening it does nothing yet"
    assert client.send(link, {}, page=link).status_code == 303
    assert client.get("/people").status_code == 200
    again = browser_of()
    assert again.get(link).status_code == 404
    assert again.send(link, {}, page="/sign-in").status_code == 404
    with database.reading() as session:
        verbs = session.execute(select(History.verb).where(History.subject_key == cast.admin.key)).scalars()
        assert [verb for verb in verbs if verb.startswith("break_glass")] == [
            "break_glass_made",
            "break_glass_used",
        ]


@pytest.mark.parametrize("email", ["lead@nordwind.example", "nobody.at.all@nordwind.example", ""])
def test_the_machine_makes_no_link_for_anybody_else(database: Database, cast: Cast, email: str) -> None:
    assert cast
    refused = break_glass(database, email)
    assert refused.returncode == 1
    assert "No active administrator" in refused.stderr


def test_a_link_from_the_machine_runs_out_and_works_past_a_second_factor_rule(
    browser_of: Open, cast: Cast, database: Database
) -> None:
    with database.writing() as act:
        actions.require_second_factor(act.session, frozenset({"admin"}), by=cast.admin, at=act.at)
        actions.break_glass(act.session, cast.email("admin"), "late", at=act.at - timedelta(minutes=16))
    assert browser_of().get("/sign-in/break-glass/late").status_code == 404
    with database.writing() as act:
        actions.break_glass(act.session, cast.email("admin"), "in-time", at=act.at)
    client = browser_of()
    assert (
        client.send("/sign-in/break-glass/in-time", {}, page="/sign-in/break-glass/in-time").status_code
        == 303
    )
    assert client.get("/people").status_code == 200
