"""The throttle, and that the door tells nobody who has an account."""

import time
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from sqlalchemy import update

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict
from pitchdeck.base.passwords import Passwords
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.actions import PER_ACCOUNT, PER_PEER
from pitchdeck.features.people.models import Person
from tests.client import PolicingClient, text_of
from tests.delivery.web.account.conftest import Open
from tests.factories.cast import Cast
from tests.races.crowd import race

WRONG = "do not belong together"


def failures(database: Database, cast: Cast, name: str, peer: str = "127.0.0.1") -> tuple[int, int]:
    with database.reading() as session:
        who = actions.who_hash(cast.email(name))
        return queries.failures(session, who, peer, now=datetime.now(UTC) + timedelta(seconds=1))


def fail(database: Database, email: str, peer: str, times: int) -> None:
    with database.writing() as act:
        for _ in range(times):
            actions.record_failure(act.session, email, peer, at=act.at)


def test_a_success_clears_its_own_attempt_and_nothing_else(
    database: Database, cast: Cast, browser_of: Open
) -> None:
    client = browser_of()
    for _ in range(3):
        assert client.enter(cast.email("lead"), "wrong").status_code == 422
    assert failures(database, cast, "lead") == (3, 3)
    assert client.enter(cast.email("lead"), cast.password).status_code == 303
    assert failures(database, cast, "lead") == (3, 3)
    assert browser_of().enter(cast.email("chair"), cast.password).status_code == 303
    assert failures(database, cast, "chair") == (0, 3)


def test_one_attempt_before_the_limit_gets_in_and_none_after(
    database: Database, cast: Cast, browser_of: Open
) -> None:
    fail(database, cast.email("lead"), "192.0.2.1", PER_ACCOUNT - 1)
    assert browser_of().enter(cast.email("lead"), cast.password).status_code == 303
    assert browser_of().enter(cast.email("lead"), "wrong").status_code == 422
    refused = browser_of().enter(cast.email("lead"), cast.password)
    assert refused.status_code == 429
    assert "quarter of an hour" in refused.get_data(as_text=True)
    assert browser_of().enter(cast.email("chair"), cast.password).status_code == 303


def test_a_peer_that_tries_many_accounts_is_stopped(database: Database, browser_of: Open) -> None:
    for number in range(PER_PEER):
        fail(database, f"somebody{number}@nordwind.example", "127.0.0.1", 1)
    assert browser_of().enter("lead@nordwind.example", "wrong").status_code == 429


def test_a_quarter_of_an_hour_later_the_door_opens_again(
    database: Database, cast: Cast, browser_of: Open
) -> None:
    with database.writing() as act:
        for _ in range(PER_ACCOUNT):
            at = act.at - timedelta(minutes=16)
            actions.record_failure(act.session, cast.email("lead"), "192.0.2.1", at=at)
    assert browser_of().enter(cast.email("lead"), cast.password).status_code == 303


def attempt(database: Database, _number: int, _turn: int, needs: str) -> None:
    """One attempt; refused when it was throttled."""
    with database.writing() as act:
        if actions.attempt(act.session, needs, "192.0.2.9", at=act.at) is None:
            raise Conflict("throttled")


@pytest.mark.race
def test_many_attempts_at_once_do_not_pass_the_throttle(database: Database, cast: Cast) -> None:
    came = race(database.url, attempt, 5, cast.email("lead"), processes=8)
    assert came["done"] == PER_ACCOUNT
    assert sum(came.values()) == 40


@pytest.fixture
def strangers(database: Database, cast: Cast) -> tuple[str, ...]:
    """Who does not get in: unknown, wrong, inactive, and without a password."""
    with database.writing() as act:
        for name, values in (("viewer", {"active": False}), ("nobody", {"password_hash": None})):
            act.session.execute(update(Person).where(Person.email == cast.email(name)).values(**values))
    return ("stranger@nordwind.example", cast.email("lead"), cast.email("viewer"), cast.email("nobody"))


def words(client: PolicingClient, email: str) -> tuple[int, str]:
    answer = client.enter(email, "not the password")
    return answer.status_code, text_of(answer.get_data(as_text=True))


def test_the_answer_is_the_same_whoever_does_not_get_in(strangers: tuple[str, ...], browser_of: Open) -> None:
    answers = {words(browser_of(), email) for email in strangers}
    assert len(answers) == 1
    ((status, told),) = answers
    assert status == 422
    assert WRONG in told


def test_the_work_is_the_same_whoever_does_not_get_in(
    database: Database,
    cast: Cast,
    strangers: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    browser_of: Open,
) -> None:
    """CPU time of whole requests with argon2 at its real cost, interleaved; medians within a third."""
    real = Passwords(time_cost=2, memory_kib=19_456)
    client = browser_of()
    monkeypatch.setitem(client.application.extensions, "pitchdeck.passwords", real)
    with database.writing() as act:
        hashed = real.hash(cast.password)
        act.session.execute(
            update(Person).where(Person.password_hash.is_not(None)).values(password_hash=hashed)
        )
    spent: dict[str, list[float]] = {email: [] for email in strangers}
    for _ in range(7):
        for email in strangers:
            client.get("/sign-in")
            began = time.process_time()
            assert client.enter(email, "not the password").status_code == 422
            spent[email].append(time.process_time() - began)
    medians = [median(times[1:]) for times in spent.values()]
    assert max(medians) / min(medians) < 4 / 3
