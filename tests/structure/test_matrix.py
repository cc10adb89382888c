"""Every route tried by every role: who gets in is written down, and a refusal writes nothing."""

from collections.abc import Iterator

import pytest
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request

from tests import databases
from tests.structure.matrix import NOBODY, ROLES, UNKNOWN, World, numbers_of, snapshot, written

EXPECTED = {200, 302, 303, 400, 403, 404, 409, 422}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("matrix")
    with databases.sqlite(folder) as database, pytest.MonkeyPatch.context() as patch:
        made = World(folder, database, patch)
        yield made
        made.close()


def test_who_may_do_what_is_what_the_snapshot_says(world: World) -> None:
    found = written(world)
    assert found == snapshot(found), "Run once with PITCHDECK_SNAPSHOTS=write and read the diff."


@pytest.mark.parametrize("role", [*ROLES, NOBODY])
def test_every_answer_is_a_page_or_a_refusal(world: World, role: str) -> None:
    strange = [answer for answer in world.answers(role) if answer.status not in EXPECTED]
    assert not strange


@pytest.mark.parametrize("role", [*ROLES, NOBODY])
def test_neither_a_page_nor_a_refusal_changes_a_row(world: World, role: str) -> None:
    assert not [answer for answer in world.answers(role) if answer.wrote]


@pytest.mark.parametrize("role", ROLES)
def test_who_lacks_the_mandate_is_refused(world: World, role: str) -> None:
    shut = [answer for answer in world.answers(role) if world.shut_out(role, answer)]
    assert shut
    assert not [answer for answer in shut if answer.status not in {403, 404}]


@pytest.mark.parametrize("role", ROLES)
def test_what_does_not_exist_is_not_found(world: World, role: str) -> None:
    unknown = [answer for answer in world.answers(role) if answer.kind.startswith(UNKNOWN)]
    assert unknown
    assert not [answer for answer in unknown if answer.status != 404]


@pytest.mark.parametrize("role", [*ROLES, NOBODY])
def test_no_choice_and_no_address_is_the_id_of_a_row(world: World, role: str) -> None:
    """Rows are chosen and addressed by key or reference: integer keys never leave the process."""
    assert [(answer.asked, answer.numbers) for answer in world.answers(role) if answer.numbers] == []


def test_an_id_on_a_page_would_be_noticed() -> None:
    page = """<option value="12">A<option value="a1"><input value="3" type="radio" name="person">
        <input type="radio" name="score_1" value="5"><input type="hidden" name="version" value="6">
        <a href="/pitches?before=7">b</a><a href="/x/P-2026-0001">
        <form action="/rounds/9/plan"><input type="number" name="year" value="2026">"""
    found = numbers_of(
        TestResponse([page.encode()], "200 OK", Headers({"Content-Type": "text/html"}), Request({}))
    )
    assert found == ("/pitches?before=7", "/rounds/9/plan", "option=12", "person=3")


def test_nobody_signed_in_is_sent_to_sign_in(world: World) -> None:
    guarded = [
        answer for answer in world.answers(NOBODY) if world.permission(answer.method, answer.rule) is not None
    ]
    assert guarded
    assert not [
        answer for answer in guarded if answer.status != 302 or not answer.location.startswith("/sign-in")
    ]


@pytest.mark.parametrize("role", ROLES)
def test_what_one_may_not_see_is_not_found(world: World, role: str) -> None:
    """Where a thing's own page is not found, its parts and acts are not either: no 403 tells of it."""
    answers = world.answers(role)
    unseen = {
        (answer.thing, answer.kind)
        for answer in answers
        if answer.method == "GET" and answer.rule == answer.thing and answer.status == 404
    }
    assert unseen
    touched = [
        answer for answer in answers if (answer.thing, answer.sample) in unseen and answer.status != 404
    ]
    assert touched == []


@pytest.mark.parametrize("role", ROLES)
def test_the_right_is_judged_before_the_form(world: World, role: str) -> None:
    """Who is refused with a filled form is not told first what an empty one lacks."""
    answers = world.answers(role)
    empty = {(answer.method, answer.rule, answer.kind): answer.status for answer in answers}
    filled = [answer for answer in answers if answer.kind.endswith("filled")]
    assert filled
    assert [
        answer.asked
        for answer in filled
        if answer.status in {403, 404} and empty[answer.method, answer.rule, answer.sample] not in {403, 404}
    ] == []
