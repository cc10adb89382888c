"""A stage that is copied is the one that was built, and nobody's changes reach the next one."""

from datetime import timedelta

import pytest

from pitchdeck.base.db import Database
from tests import databases
from tests.factories.cast import Cast
from tests.features.funding.stage import YEAR, Stage, build
from tests.remembered import remembered

REF = "P-2026-0001"
KINDS = [pytest.param(kind, marks=[pytest.mark.postgres] * (kind == "postgres")) for kind in databases.WANTED]


@pytest.mark.parametrize("kind", KINDS)
def test_a_stage_is_built_twice_and_copied_from_then_on(kind: str) -> None:
    built: list[Stage] = []

    def asked(database: Database) -> Stage:
        cast = databases.house_of(database)

        def once() -> Stage:
            built.append(build(database, cast, {REF: {YEAR: 300}}))
            return built[-1]

        return remembered(database, "a stage of this test alone", once, database=database, cast=cast)

    for turn in range(4):
        with databases.kept(kind) as database:
            stage = asked(database)
            assert len(built) == min(turn + 1, 2)
            assert (stage.database, stage.cast) == (database, databases.house_of(database))
            assert (stage.state(REF), list(stage.pitches), stage.purses) == ("shortlisted", [REF], {})
            assert stage.count("fund") == 0
            stage.allot(stage.fund(100), "investor1", 50)
            stage.pitches.clear()


def test_what_a_database_has_in_it_already_stays(database: Database, cast: Cast) -> None:
    first = build(database, cast, {REF: {YEAR: 300}}, closes_in=timedelta(days=21))
    first.fund(100)
    for _ in range(3):
        with database.reading():
            again = remembered(database, "on top", lambda: first, database=database, cast=cast)
        assert again is first
        assert first.count("fund") == 1


def test_another_stage_is_not_taken_for_it(database: Database, cast: Cast) -> None:
    for _ in range(3):
        with databases.kept(database.dialect) as other:
            assert build(other, databases.house_of(other), {REF: {YEAR: 300}}).state(REF) == "shortlisted"
    stage = build(database, cast, {REF: {YEAR: 400}})
    with stage.reading() as session:
        asked = session.connection().exec_driver_sql("SELECT ask_minor FROM pitch").scalar_one()
    assert asked == 400
