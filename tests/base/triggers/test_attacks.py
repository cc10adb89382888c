"""Every kind of attack on the money by plain SQL, tried as the account that the application itself uses.

The other files here try one trigger each as the database's owner, whom no missing right holds back. After
each attack every row of money, history and state is what it was.
"""

import re
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pitchdeck.base import history, sealing
from pitchdeck.base.db import Database
from pitchdeck.features.funding.models import Commitment, Tranche
from pitchdeck.features.pitches.models import CoAuthor
from tests.base.triggers.attacks import ATTACKS, BOTH, Attack
from tests.base.triggers.test_segregation import recuse
from tests.base.triggers.world import ASK, AT, YEAR, World
from tests.structure.tree import ROOT

WATCHED = (
    *("account", "transfer", "ceiling", "movement", "commitment", "resolution", "fund", "purse"),
    *("review", "tranche", "release", "recusal", "history", "history_seal"),
    *("pitch", "round"),
)


@pytest.fixture
def attacked(world: World) -> World:
    """A commitment of 500 that is reserved, one as large as the ask that is not, and people with a part."""
    world.put(CoAuthor, pitch_id=world.pitch, person_id=world.cast.colleague.id)
    world.ids["held"] = world.commit(500)
    world.ids["large"] = world.put(Commitment, **world.commitment(ASK))
    recuse(world, "investor2")
    world.ids["tranche"] = world.put(
        Tranche, key="t", pitch_id=world.pitch, number=1, fiscal_year=YEAR, amount=500, condition=""
    )
    with world.writing() as session:
        history.record(session, ("pitch", "pitch"), "committed", by=world.cast.investor1, at=AT)
        sealing.seal(session, at=AT)
    return world


def rows(world: World) -> dict[str, list[Any]]:
    """Everything that an attack could move."""
    with world.database.reading() as session:
        return {
            table: [tuple(row) for row in session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3"))]
            for table in WATCHED
        }


def tried(database: Database, statement: str) -> str:
    """What the database answered."""
    try:
        with database.writing() as turn:
            turn.session.execute(text(statement))
    except DBAPIError as refused:
        return str(refused.orig)
    return "nothing was refused"


@pytest.mark.parametrize("kind", ATTACKS)
def test_an_attack_is_refused_and_moves_nothing(attacked: World, database: Database, kind: str) -> None:
    people = {name: actor.id for name, actor in attacked.cast.actors.items()}
    names = attacked.ids | people
    wrong: dict[str, str] = {}
    for attack in (each for each in ATTACKS[kind] if database.dialect in each.on):
        for step in attack.before:
            attacked.run(step.format_map(names))
        before = rows(attacked)
        answer = tried(database, attack.tries.format_map(names))
        if not re.search(attack.words, answer):
            wrong[attack.tries] = answer
        assert rows(attacked) == before, attack.tries
    assert wrong == {}


@pytest.mark.parametrize("kind", ATTACKS)
def test_every_kind_is_tried_on_each_database_and_told(kind: str) -> None:
    tried_on = {dialect for attack in ATTACKS[kind] for dialect in attack.on}
    assert tried_on == set(BOTH)
    assert f"| {kind} |" in (ROOT / "docs" / "security.md").read_text("utf-8")


def test_an_attack_that_is_lawful_is_told_as_such(attacked: World, database: Database) -> None:
    """The world holds what the attacks need: the same statements pass where nothing forbids them."""
    lawful = Attack("UPDATE pitch SET state = 'covered' WHERE id = {pitch}", "")
    before = rows(attacked)
    assert tried(database, lawful.tries.format_map(attacked.ids)) == "nothing was refused"
    assert rows(attacked) != before
