"""Everybody's home in the browser: each button leads on, nothing leaks, a fixed number of statements."""

import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from pitchdeck.base.db import Database
from pitchdeck.delivery.notify.awaiting import WORDINGS, path_of, sentence_of
from pitchdeck.delivery.web.filters import money
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.portfolio.queries.homes import Task
from pitchdeck.features.scoring import actions as scoring
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import PEOPLE, Cast
from tests.factories.pitches import draft, measure, rates, submitted
from tests.factories.promises import promise_later
from tests.factories.scores import give, in_scoring
from tests.features.investments.stage import Stage, build, purse

Watch = Callable[[], AbstractContextManager[list[str]]]
NOW = datetime.now(UTC)
BUTTON = re.compile(r'<li class="pd-task">.*?<a class="btn[^"]*" href="([^"]+)"', re.DOTALL)


def buttons(sign_in: SignIn, name: str) -> list[str]:
    """Where the buttons of a person's tasks lead, after opening each."""
    client = sign_in(name)
    found = BUTTON.findall(client.get("/").get_data(as_text=True))
    for url in found:
        answer = client.get(url)
        status = client.get(answer.location).status_code if answer.status_code in {302, 303} else 200
        assert (answer.status_code in {200, 302, 303}, status) == (True, 200), (name, url, answer.status_code)
    return found


def ends(urls: Iterable[str]) -> list[str]:
    """The last words of addresses, keys left out."""
    return sorted(re.sub(r"^/(\w+)/[^/]+", r"\1", url) for url in urls)


@pytest.mark.parametrize("name", PEOPLE)
def test_an_empty_home_says_what_to_do_next(house: Cast, sign_in: SignIn, name: str) -> None:
    assert house
    page = sign_in(name).get("/")
    assert page.status_code == 200
    words = text_of(page.get_data(as_text=True))
    expected = {
        "presenter": "New pitch",
        "investor1": "No purse yet",
        "chair": "No round of yours is running",
        "lead": "Set a goal",
        "finance": "No fund is open",
        "viewer": "No investment is under way yet",
        "auditor": "No pitch is funded yet",
        "admin": "Nils Nobody",
        "nobody": "You have no part in a pitch yet",
    }.get(name, "await")
    assert expected in words


def test_buttons_before_scoring(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    with sqlite.writing() as turn:
        session, at = turn.session, NOW - timedelta(days=4)
        rates(session, house, at=at)
        measure(session, house, agreed=False, goal="Other", name="Other", at=at)
        own = measure(session, house, at=at)
        draft(session, house, own.id, title="Complete", at=at)
        submitted(session, house, own.id, title="Waiting", yes=False, at=at)
        back = submitted(session, house, own.id, title="Back", at=at)
        pitches.send_back(session, back.key, why="Name the audience.", by=house.lead, at=at)
    assert ends(buttons(sign_in, "presenter")) == ["pitches", "pitches/draft", "pitches/draft/send"]
    assert ends(buttons(sign_in, "sponsor")) == ["claims", "measures"]
    assert ends(buttons(sign_in, "lead")) == ["pitches", "pitches/screening"]
    assert ends(buttons(sign_in, "finance")) == []


def test_buttons_from_scoring_to_publication(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    with sqlite.writing() as turn:
        session = turn.session
        round_, found = in_scoring(session, house, at=NOW - timedelta(days=32))
        purse(session, house, round_.id)
    ref, key = str(found[0].ref), round_.key
    assert ends(buttons(sign_in, "investor1")) == ["pitches/scorecard"]
    with sqlite.writing() as turn:
        for investor in (house.investor1, house.investor2, house.investor3):
            give(turn.session, found[0], 4, by=investor, at=turn.at)
    assert ends(buttons(sign_in, "chair")) == ["rounds"]
    with sqlite.writing() as turn:
        scoring.close_scoring(turn.session, key, by=house.chair, at=turn.at)
        scoring.shortlist(turn.session, key, [ref], by=house.chair, at=turn.at)
        funding.open_funding(turn.session, key, by=house.chair, at=turn.at)
    assert ends(buttons(sign_in, "investor1")) == ["rounds/money"]
    with sqlite.writing() as turn:
        from pitchdeck.features.funding.queries import purses_of  # noqa: PLC0415  # beside its only use

        own = purses_of(turn.session, house.investor1.id)[0].key
        funding.commit(turn.session, own, ref, 50_000_00, by=house.investor1, at=turn.at, up_to_needed=True)
        promise_later(turn.session, own, ref, by=house.investor1, at=turn.at)
        funding.close_funding(turn.session, key, by=house.chair, at=turn.at)
    assert ends(buttons(sign_in, "finance")) == ["pitches/review"]
    with sqlite.writing() as turn:
        funding.approve(turn.session, ref, by=house.finance, at=turn.at)
    assert ends(buttons(sign_in, "chair")) == ["rounds/money"]
    with sqlite.writing() as turn:
        funding.decide(turn.session, key, by=house.chair, at=turn.at)
    assert ends(buttons(sign_in, "chair")) == ["rounds/money"]
    with sqlite.writing() as turn:
        funding.publish(turn.session, key, by=house.chair, at=turn.at)
    assert ends(buttons(sign_in, "finance")) == ["tranches"]
    assert "is funded" in text_of(sign_in("presenter").get("/").get_data(as_text=True))


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Stage:
    """A running investment with a cost to confirm and a reading to attest."""
    made = build(sqlite, house)
    made.release()
    made.at = datetime(2026, 9, 3, 9, 0, tzinfo=UTC)
    made.actual(1_000_00)
    made.reading()
    return made


def test_buttons_of_a_running_investment(stage: Stage, sign_in: SignIn) -> None:
    assert stage.key
    assert "investments/readings" in ends(buttons(sign_in, "presenter"))
    assert ends(buttons(sign_in, "sponsor")) == ["readings"]
    assert ends(buttons(sign_in, "finance")) == ["actuals", "tranches"]
    assert ends(buttons(sign_in, "lead")) == ["investments"]
    assert ends(buttons(sign_in, "admin")) == ["/people"]


COUNTS = {
    "presenter": 5 + 2 + 10 + 5,
    "sponsor": 5 + 2 + 10 + 5,
    "nobody": 5 + 2 + 10 + 5,
    "investor1": 5 + 2 + 10 + 5 + 9,
    "finance": 5 + 2 + 10 + 5 + 22 + 2,
    "fund_owner": 5 + 2 + 10 + 5 + 7 + 2,
    "lead": 5 + 2 + 10 + 5 + 6 + 2,
    "chair": 5 + 2 + 10 + 5 + 3 + 2,
    "viewer": 5 + 2 + 10 + 5 + 2,
    "auditor": 5 + 2 + 10 + 5 + 1 + 2,
    "admin": 5 + 2 + 10 + 5 + 4 + 2,
}
"""A request's own five, the investments seen, what everybody is asked for, and each role's own."""


@pytest.mark.parametrize("name", COUNTS)
def test_a_home_asks_the_database_a_fixed_number_of_questions(
    sqlite: Database, house: Cast, sign_in: SignIn, statements: Watch, name: str
) -> None:
    client = sign_in(name)
    with statements() as none:
        assert client.get("/").status_code == 200
    made = build(sqlite, house)
    made.release()
    for amount in (100_00, 200_00, 300_00):
        made.actual(amount)
    with statements() as many:
        assert client.get("/").status_code == 200
    assert (len(none), len(many)) == (COUNTS[name], COUNTS[name])


@pytest.mark.parametrize("name", ["admin", "nobody", "colleague"])
def test_nothing_leaks_to_people_outside(stage: Stage, sign_in: SignIn, name: str) -> None:
    page = sign_in(name).get("/").get_data(as_text=True)
    assert "Solve it" not in page
    assert stage.ref not in page
    assert "€" not in page


def test_every_kind_of_task_has_its_words_and_leads_to_a_page(app: Flask) -> None:
    routes = app.url_map.bind("")
    for kind, how in WORDINGS.items():
        for count in (1, 2):
            task = Task(kind, "key", "Title", 1, count=count, amount=100, due=date(2026, 1, 1))
            words = sentence_of(task, money)
            assert words
            assert "{" not in words
            assert how.button
            assert routes.match(path_of(task))


def test_finance_reads_what_is_off_track_once(sign_in: SignIn, sqlite: Database, house: Cast) -> None:
    made = build(sqlite, house)
    made.release()
    made.actual(90_000_00, confirmed_by="finance")
    page = sign_in("finance").get("/").get_data(as_text=True)
    assert page.count("Off track or spent over") == 1
    assert page.count("<caption>Off track<") == 0
    assert sign_in("viewer").get("/").get_data(as_text=True).count("<caption>Off track<") == 1
