"""Many submits at once: every pitch gets a reference of its own, and none is left out."""

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict
from pitchdeck.base.refs import next_ref
from tests.databases import size
from tests.races.crowd import race

pytestmark = pytest.mark.race
PEOPLE = 6


def submit(database: Database, number: int, turn: int, _needs: None) -> None:
    """Take a reference and keep it in the same act; every third act fails after taking one."""
    with database.writing() as act:
        ref = next_ref(act.session, "P", 2026)
        if (number + turn) % 3 == 0:
            raise Conflict("Something else did not hold.")
        act.session.execute(
            text("INSERT INTO seen (kind, key, at) VALUES ('ref', :ref, :at)"),
            {"ref": ref, "at": act.at if database.dialect == "postgresql" else act.at.isoformat()},
        )


def test_references_have_no_gap_and_no_double(database: Database) -> None:
    attempts = max(6, size(15))
    came = race(database.url, submit, attempts, None, processes=PEOPLE)
    done = came.pop("done")
    assert set(came) <= {"refused: Something else did not hold."}, came
    with database.reading() as session:
        refs = sorted(session.execute(text("SELECT key FROM seen WHERE kind = 'ref'")).scalars())
    assert refs == [f"P-2026-{number:04d}" for number in range(1, done + 1)]
