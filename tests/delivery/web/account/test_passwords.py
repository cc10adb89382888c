"""A new password: with the old one, and by mail through a real mail server."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.base.history import History
from pitchdeck.delivery.jobs import house
from pitchdeck.delivery.jobs.embedded import one
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.features.people import actions
from pitchdeck.features.people.models import Person, SignInPass
from tests.client import PolicingClient, text_of
from tests.delivery.notify.postbox import Postbox
from tests.delivery.web.account.conftest import Open
from tests.factories.cast import Cast

Enter = Callable[[str], PolicingClient]
NEW = "four words make a password"
SITE = "https://pitchdeck.nordwind.example"


def fields(new: str = NEW, again: str | None = None, old: str = "correct horse battery") -> dict[str, str]:
    return {"password": old, "new_password": new, "new_password_again": new if again is None else again}


def change(client: PolicingClient, sent: dict[str, str]) -> tuple[int, str]:
    answer = client.send("/account/password", sent, page="/account/password")
    return answer.status_code, text_of(answer.get_data(as_text=True))


def test_the_old_password_is_asked_and_other_sessions_end(
    entered: Enter, browser_of: Open, cast: Cast, database: Database
) -> None:
    client, other = entered("lead"), entered("lead")
    status, told = change(client, fields(old="wrong"))
    assert (status, "not your present password" in told) == (422, True)
    assert change(client, fields())[0] == 303
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302
    assert browser_of().enter(cast.email("lead"), cast.password).status_code == 422
    assert browser_of().enter(cast.email("lead"), NEW).status_code == 303
    with database.reading() as session:
        (entry,) = session.execute(select(History).where(History.verb == "password_changed")).scalars()
    assert entry.by_id == cast.lead.id
    assert NEW not in str(entry.detail)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("short", "at least 12"),
        ("password1234", "tried first"),
        ("qwertyqwerty", "tried first"),
        ("aaaaaaaaaaaaaa", "tried first"),
        ("1234567890123", "tried first"),
        ("my name is Lena", "contains “lena”"),
        ("nordwind nordwind no", "name and address"),
        ("x" * 201, "At most 200"),
        ("", "Enter a new password"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused_in_words(entered: Enter, new: str, words: str) -> None:
    status, told = change(entered("lead"), fields(new))
    assert status == 422
    assert words in told


def test_two_different_ones_are_refused_and_nothing_of_them_is_shown(entered: Enter) -> None:
    status, told = change(entered("lead"), fields(NEW, "something else entirely"))
    assert (status, "not the same" in told) == (422, True)
    assert NEW not in told
    assert "something else" not in told


def test_guessing_the_old_password_is_throttled(entered: Enter) -> None:
    client = entered("lead")
    answers = [change(client, fields(old="wrong"))[0] for _ in range(11)]
    assert answers == [422] * 10 + [429]
    assert change(client, fields())[0] == 429


def test_no_password_is_hashed_quickly_into_the_database(entered: Enter, database: Database) -> None:
    """The key of a form that was sent is kept with a hash of the form: of all but its secrets."""
    first, second = entered("lead"), entered("chair")
    key = "0f8fad5b-d9cb-469f-a165-70867728950e"
    for client, new in ((first, NEW), (second, f"{NEW} too")):
        client.send("/account/password", fields(new), page="/account/password", key=key)
    with database.reading() as session:
        hashes = session.execute(text("SELECT DISTINCT body_hash FROM idempotency")).scalars().all()
    assert len(hashes) == 1


@pytest.fixture
def work(app_anywhere: Flask, database: Database, post: Postbox) -> Callable[[], list[EmailMessage]]:
    """Do everything that is owed; what has arrived since."""
    config: Config = app_anywhere.extensions["pitchdeck.config"]
    shop = Shop(database, replace(config, smtp=post.address, site=SITE, mail_from="p@nordwind.example"))
    house.furnish()

    def done() -> list[EmailMessage]:
        before = len(post.letters)
        for _ in range(20):
            if not one(shop):
                break
        return post.letters[before:]

    return done


def link_in(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(rf"{SITE}(/new-password/[\w-]{{40,}})", body.get_content())
    assert found
    return found.group(1)


def ask(client: PolicingClient, email: str, **headers: str) -> tuple[int, str | None]:
    page = client.get("/sign-in/reset", headers=headers).get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    sent = {"email": email, "csrf_token": token.group(1)}
    answer = client.post("/sign-in/reset", data=sent, headers=headers)
    return answer.status_code, answer.location


def test_a_forgotten_password_is_set_by_a_link_that_works_once(
    browser_of: Open, entered: Enter, cast: Cast, database: Database, work: Callable[[], list[EmailMessage]]
) -> None:
    inside = entered("lead")
    assert ask(browser_of(), cast.email("lead")) == (303, "/sign-in")
    (letter,) = work()
    assert letter["To"] == cast.email("lead")
    link = link_in(letter)
    with database.reading() as session:
        rows = session.execute(select(SignInPass)).scalars().all()
        owed = session.execute(text("SELECT facts FROM outbox")).scalars().all()
    assert link.rsplit("/", 1)[1] not in str([(row.token_hash, row.kind) for row in rows]) + str(owed)
    client = browser_of()
    weak = client.send(link, {"new_password": "short", "new_password_again": "short"}, page=link)
    assert weak.status_code == 422
    done = client.send(link, {"new_password": NEW, "new_password_again": NEW}, page=link)
    assert (done.status_code, done.location) == (303, "/sign-in")
    assert inside.get("/account").status_code == 302, "all sessions end"
    assert client.get(link).status_code == 404
    again = client.send(link, {"new_password": NEW, "new_password_again": NEW}, page="/sign-in")
    assert again.status_code == 404
    assert "used already" in again.get_data(as_text=True)
    assert browser_of().enter(cast.email("lead"), NEW).status_code == 303


def test_the_answer_is_the_same_whether_the_address_exists(
    browser_of: Open, cast: Cast, work: Callable[[], list[EmailMessage]], database: Database
) -> None:
    with database.writing() as act:
        gone = update(Person).where(Person.email == cast.email("viewer")).values(active=False)
        act.session.execute(gone)
    told = set()
    for email in (cast.email("lead"), cast.email("viewer"), "stranger@nordwind.example", "no address at all"):
        client = browser_of()
        told.add((*ask(client, email), text_of(client.get("/sign-in").get_data(as_text=True))))
    assert len(told) == 1
    assert [letter["To"] for letter in work()] == [cast.email("lead")]
    with database.reading() as session:
        owed = session.execute(text("SELECT count(*) FROM outbox WHERE kind = 'password_reset'")).scalar_one()
    assert owed == 4


def test_an_account_gets_one_mail_in_five_minutes_however_often_it_is_asked_for(
    browser_of: Open, cast: Cast, work: Callable[[], list[EmailMessage]]
) -> None:
    for _ in range(4):
        assert ask(browser_of(), cast.email("lead"))[0] == 303
    assert len(work()) in {1, 2}  # two where the five minutes turned meanwhile


def test_a_peer_that_asks_for_many_is_stopped(browser_of: Open) -> None:
    answers = [ask(browser_of(), f"stranger{number}@nordwind.example")[0] for number in range(61)]
    assert answers == [303] * 60 + [429]


def test_the_link_leads_to_the_configured_site_whatever_the_host_header_says(
    browser_of: Open, cast: Cast, work: Callable[[], list[EmailMessage]]
) -> None:
    client = browser_of()
    assert (
        ask(client, cast.email("lead"), **{"Host": "evil.example", "X-Forwarded-Host": "evil.example"})[0]
        == 303
    )
    (letter,) = work()
    assert "evil.example" not in letter.as_string()
    assert link_in(letter)


def test_a_link_expires_and_a_newer_one_replaces_it(
    browser_of: Open, cast: Cast, database: Database, work: Callable[[], list[EmailMessage]]
) -> None:
    ask(browser_of(), cast.email("lead"))
    first = link_in(work()[0])
    with database.writing() as act:
        actions.give_pass(act.session, cast.lead.id, "password_reset", "newer", at=act.at)
    assert browser_of().get(first).status_code == 404
    assert browser_of().get("/new-password/newer").status_code == 200
    with database.writing() as act:
        act.session.execute(update(SignInPass).values(ends_at=act.at - timedelta(seconds=1)))
    assert browser_of().get("/new-password/newer").status_code == 404


def test_an_invitation_leads_to_a_first_password(
    browser_of: Open, cast: Cast, database: Database, work: Callable[[], list[EmailMessage]]
) -> None:
    with database.writing() as act:
        person = actions.add_person(act.session, name="Neu Mann", email="neu@nordwind.example", at=act.at)
        actions.invite(act.session, person.id, by=cast.admin, at=act.at)
    (letter,) = work()
    link = link_in(letter)
    assert "Neu Mann" in browser_of().get(link).get_data(as_text=True)
    done = browser_of()
    assert done.send(link, {"new_password": NEW, "new_password_again": NEW}, page=link).status_code == 303
    assert browser_of().enter("neu@nordwind.example", NEW).status_code == 303
    with database.reading() as session:
        verbs = session.execute(select(History.verb).where(History.by_id == cast.admin.id)).scalars().all()
    assert "invited" in verbs


def test_a_mail_that_failed_is_sent_again_with_a_link_that_works(
    browser_of: Open, cast: Cast, database: Database, post: Postbox, work: Callable[[], list[EmailMessage]]
) -> None:
    post.refuse[cast.email("lead")] = "451 come back later"
    ask(browser_of(), cast.email("lead"))
    assert work() == []
    post.refuse.clear()
    with database.writing() as act:
        act.session.execute(text("UPDATE outbox SET due_at = at, leased_until = NULL"))
    (letter,) = work()
    assert browser_of().get(link_in(letter)).status_code == 200


def test_links_do_not_work_for_other_kinds_of_passes(
    browser_of: Open, cast: Cast, database: Database
) -> None:
    with database.writing() as act:
        for kind in ("break_glass", "second_step"):
            actions.give_pass(act.session, cast.admin.id, kind, kind, at=act.at)
        actions.give_pass(act.session, cast.admin.id, "invitation", "invitation", at=act.at)
    assert browser_of().get("/new-password/break_glass").status_code == 404
    assert browser_of().get("/new-password/second_step").status_code == 404
    assert browser_of().get("/sign-in/break-glass/invitation").status_code == 404
