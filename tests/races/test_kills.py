"""kill -9 in the middle of acts: what was acknowledged is there, once, however often it was sent again."""

import random
from pathlib import Path

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.people.queries import actor_of
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests import databases
from tests.races.killed import Part, Victim
from tests.races.test_nodes import INVESTORS, PITCH, PURSE, asked, told

pytestmark = pytest.mark.race
KILLS = databases.size(200)


def victims(database: Database, folder: Path) -> list[Victim]:
    """Three investors of the demo who commit to one pitch at the same time."""
    found = []
    for name in INVESTORS:
        person = int(asked(database, "SELECT id FROM person WHERE email LIKE :name", name=f"{name}@%"))
        with database.writing() as act:
            by = actor_of(act.session, person, act.at.date())
        assert by is not None
        part = Part(asked(database, PURSE, name=f"{name}@%"), asked(database, PITCH), by, folder / name)
        found.append(Victim(database.url, part))
    return found


def keys(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.execute(text("SELECT key FROM idempotency ORDER BY id")).scalars())


def commitments(database: Database) -> int:
    return int(asked(database, "SELECT COUNT(*) FROM commitment"))


def test_no_acknowledged_act_is_lost_and_none_is_done_twice(database: Database, tmp_path: Path) -> None:
    told(database)
    before = commitments(database)
    people, chance = victims(database, tmp_path), random.Random(1)  # noqa: S311  # the same each time
    for person in people:
        person.start()
    while sum(person.middle for person in people) < KILLS:
        for person in people:
            person.kill(chance)
            assert commitments(database) - before >= sum(each.acknowledged for each in people)
            person.start()
    for person in people:
        person.kill(chance)
        person.finish()
    done = {person.part.key(number) for person in people for number in range(1, person.acknowledged + 1)}
    assert sorted(keys(database)) == sorted(done)
    assert commitments(database) - before == len(done)
    with database.snapshot() as session:
        assert list(breaches(session)) == []
