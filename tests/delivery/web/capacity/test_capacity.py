"""Capacity over HTTP: set by the lead, read by finance, said in draft and screening, on the lead's home."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.actions import StepValues
from pitchdeck.features.sourcing.figures import quarter_name, quarter_of, quarters_from
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import PEOPLE, Cast
from tests.factories.pitches import draft, measure, rates, submitted
from tests.features.portfolio.test_capacity import TEAM, capacity

Watch = Callable[[], AbstractContextManager[list[str]]]
SHORT = "It needs 284 h of People & Learning in Q2 2026; 80 h are free."


def words(answer: object) -> str:
    return text_of(answer.get_data(as_text=True)).replace("\u00a0", " ").replace("&amp;", "&")  # type: ignore[attr-defined]  # a client answers


def test_a_lead_says_how_many_hours_a_team_has(sign_in: SignIn, house: Cast) -> None:
    client, today = sign_in("lead"), date.today()  # noqa: DTZ011  # the browser's own day, near enough
    assert "No team has hours yet" in words(client.get("/capacity"))
    typed = {
        "unit": house.unit_keys[TEAM],
        "quarter": quarters_from(today, 2)[1].isoformat(),
        "hours": "320.5",
        "source": "Resource plan",
    }
    for wrong, sentence in (
        ({"hours": "many"}, "not a number"),
        ({"source": ""}, "Name the source."),
        ({"quarter": "2019-01-01"}, "is not one of the choices"),
        ({"unit": "nothing"}, "is not one of the choices"),
    ):
        answer = client.send("/capacity", typed | wrong, page="/capacity")
        assert answer.status_code == 422
        assert sentence in words(answer)
    assert client.send("/capacity", typed, page="/capacity").status_code == 303
    for reader in ("lead", "finance", "auditor"):
        told = words(sign_in(reader).get("/capacity"))
        assert f"People & Learning {quarter_name(quarters_from(today, 2)[1])}" in told
        assert "Resource plan" in told


def test_draft_and_screening_say_what_does_not_fit_and_lead_to_the_comparison(
    sign_in: SignIn, house: Cast, sqlite: Database
) -> None:
    with sqlite.writing() as turn:
        rates(turn.session, house)
        goal = measure(turn.session, house).id
        capacity(turn, house, 80)
        mine = draft(turn.session, house, goal).key
    for step in ("cost", "send"):
        page = sign_in("presenter").get(f"/pitches/{mine}/draft/{step}")
        assert SHORT in words(page)
        assert f"/pitches/{mine}/comparison" in page.get_data(as_text=True)
    compared = sign_in("presenter").get(f"/pitches/{mine}/comparison").get_data(as_text=True)
    assert 'value="53.3"' in compared  # two months of a quarter with 80 free hours
    with sqlite.writing() as turn:
        sent = submitted(turn.session, house, goal).ref
    screening = sign_in("lead").get(f"/pitches/{sent}/screening")
    assert SHORT in words(screening)
    assert f"/pitches/{sent}/comparison" in screening.get_data(as_text=True)


def test_the_leads_home_names_a_quarter_that_is_short(sign_in: SignIn, house: Cast, sqlite: Database) -> None:
    now = quarter_of(date.today())  # noqa: DTZ011  # the pages' own day, near enough
    with sqlite.writing() as turn:
        rates(turn.session, house)
        capacity(turn, house, 100, quarter=now)
        made = draft(turn.session, house, measure(turn.session, house).id, benefits=())
        starts = StepValues({"start_on": now})
        version = queries.draft_of(turn.session, made.id).version
        actions.save_draft(
            turn.session, made.key, "start", starts, version=version, by=house.presenter, at=turn.at
        )
        actions.submit(turn.session, made.key, by=house.presenter, at=turn.at)
    told = words(sign_in("lead").get("/"))
    assert "People & Learning is short of hours" in told
    assert "284 hours are needed of 100 hours in that quarter" in told
    page = words(sign_in("lead").get("/capacity"))
    assert "184 too few" in page
    assert f"{TEAM}, {quarter_name(now)}" in page


@pytest.mark.parametrize("name", PEOPLE)
def test_who_reads_and_who_sets(sign_in: SignIn, house: Cast, name: str) -> None:
    client = sign_in(name)
    reads = name in {"lead", "finance", "finance2", "auditor"}
    assert client.get("/capacity").status_code == (200 if reads else 404)
    sent = client.send("/capacity", {"unit": house.unit_keys[TEAM]}, page="/account")
    assert sent.status_code == (422 if name == "lead" else 404)
    assert ("Say how many hours a team has" in words(client.get("/capacity"))) is (name == "lead")


def test_the_same_number_of_statements_for_one_pitch_and_for_three(
    sign_in: SignIn, house: Cast, sqlite: Database, statements: Watch
) -> None:
    client = sign_in("lead")
    with sqlite.writing() as turn:
        rates(turn.session, house)
        goal = measure(turn.session, house).id
        capacity(turn, house, 80)
        submitted(turn.session, house, goal, benefits=())

    def counted() -> int:
        with statements() as seen:
            assert client.get("/capacity").status_code == 200
        return len(seen)

    before = counted()
    with sqlite.writing() as turn:
        capacity(turn, house, 90, unit="Support")
        for title in ("Second", "Third"):
            submitted(turn.session, house, goal, title=title, benefits=())
    assert counted() == before == 10
