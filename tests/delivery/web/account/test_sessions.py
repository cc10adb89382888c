"""Sessions: told apart, ended one by one or all at once, and ended by themselves."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from pitchdeck.base.db import Database
from pitchdeck.base.seen import Seen
from pitchdeck.delivery.web.account.views.entering import browser_of as words_of
from pitchdeck.features.people import actions
from pitchdeck.features.people.models import SignIn
from tests.client import PolicingClient, text_of
from tests.factories.cast import Cast

Enter = Callable[[str], PolicingClient]


def sessions(database: Database) -> list[SignIn]:
    with database.reading() as session:
        return list(session.execute(select(SignIn).order_by(SignIn.id)).scalars())


def is_in(client: PolicingClient) -> bool:
    return client.get("/account").status_code == 200


def shift(database: Database, *, started: timedelta, seen: timedelta | None = None) -> None:
    """Let all sessions have begun, and been used last, so long ago."""
    with database.writing() as act:
        began: datetime = act.at - started
        values = {"started_at": began, "ends_at": began + actions.SESSION_LASTS}
        act.session.execute(update(SignIn).values(values))
        if seen is not None:
            act.session.execute(update(Seen).values(at=act.at - seen))


def test_my_sessions_are_listed_with_this_one_marked(entered: Enter) -> None:
    first, second = entered("lead"), entered("lead")
    assert is_in(first)
    page = text_of(second.get("/account").get_data(as_text=True))
    assert page.count("(this one)") == 1
    assert "Sign out everywhere else" in page
    assert "Lena Lead, lead@nordwind.example" in page
    assert "Change password" in page


def test_one_of_my_sessions_can_be_ended_and_nobody_elses(entered: Enter, database: Database) -> None:
    mine, other, stranger = entered("lead"), entered("lead"), entered("chair")
    keys = [row.key for row in sessions(database)]
    assert mine.send(f"/account/sessions/{keys[2]}/ending", {}, page="/account").status_code == 404
    assert mine.send("/account/sessions/nosuch/ending", {}, page="/account").status_code == 404
    assert is_in(stranger)
    assert mine.send(f"/account/sessions/{keys[1]}/ending", {}, page="/account").status_code == 303
    assert is_in(mine)
    assert not is_in(other)
    assert mine.send(f"/account/sessions/{keys[1]}/ending", {}, page="/account").status_code == 303


def test_everywhere_else_is_signed_out_at_once(entered: Enter) -> None:
    others, mine, stranger = [entered("lead"), entered("lead")], entered("lead"), entered("chair")
    answer = mine.send("/account/other-sessions/ending", {}, page="/account")
    assert answer.status_code == 303
    assert "Ended 2 other sessions" in mine.get("/account").get_data(as_text=True)
    assert [is_in(other) for other in others] == [False, False]
    assert is_in(stranger)


@pytest.mark.parametrize(
    ("started", "seen", "alive"),
    [
        (timedelta(minutes=119), None, True),
        (timedelta(minutes=121), None, False),
        (timedelta(hours=11), timedelta(minutes=119), True),
        (timedelta(hours=11), timedelta(minutes=121), False),
        (timedelta(hours=12, minutes=1), timedelta(0), False),
    ],
)
def test_a_session_ends_when_idle_and_when_old(
    entered: Enter, database: Database, started: timedelta, seen: timedelta | None, *, alive: bool
) -> None:
    client = entered("lead")
    if seen is not None:
        shift(database, started=timedelta(minutes=2))
        assert is_in(client)  # which notes the visit
    shift(database, started=started, seen=seen)
    assert is_in(client) is alive


def test_a_visit_is_noted_at_most_once_a_minute(entered: Enter, database: Database) -> None:
    client = entered("lead")
    client.get("/account")
    with database.reading() as session:
        assert session.execute(select(Seen).where(Seen.kind == "sign_in")).all() == []
    shift(database, started=timedelta(minutes=2))
    client.get("/account")
    with database.reading() as session:
        (seen,) = session.execute(select(Seen.at).where(Seen.kind == "sign_in")).scalars()
    client.get("/account")
    with database.reading() as session:
        assert session.execute(select(Seen.at).where(Seen.kind == "sign_in")).scalars().all() == [seen]


def test_signing_in_again_ends_the_session_of_that_browser(
    entered: Enter, cast: Cast, database: Database
) -> None:
    client = entered("lead")
    before = client.get_cookie("pitchdeck")
    client.enter(cast.email("chair"), cast.password)
    first, second = sessions(database)
    assert first.ended_at is not None
    assert second.ended_at is None
    assert first.token_hash != second.token_hash
    assert before is not None
    thief = client.application.test_client()
    thief.set_cookie("pitchdeck", before.value)
    assert thief.get("/account").status_code == 302


def test_ending_all_sessions_of_a_person_ends_links_and_half_sign_ins_too(
    entered: Enter, cast: Cast, database: Database
) -> None:
    client, stranger = entered("lead"), entered("chair")
    with database.writing() as act:
        actions.give_pass(act.session, cast.lead.id, "password_reset", "t0ken", at=act.at)
        actions.end_sessions_of(act.session, cast.lead.id, at=act.at)
    assert not is_in(client)
    assert is_in(stranger)
    assert client.get("/new-password/t0ken").status_code == 404


def test_the_page_asks_as_often_for_one_session_as_for_three(
    entered: Enter, statements: Callable[[], object]
) -> None:
    client = entered("lead")
    counts = []
    for _ in range(2):
        client.get("/account")
        with statements() as seen:  # type: ignore[attr-defined]  # a context manager
            client.get("/account")
        counts.append(len([one for one in seen if not one.startswith(("BEGIN", "SET"))]))
        entered("lead"), entered("lead")
    assert counts == [6, 6]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox on Windows",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15",
            "Safari on Mac",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
            "Edge on Windows",
        ),
        ("<script>", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_told_in_plain_words(agent: str, words: str) -> None:
    assert words_of(agent) == words
