"""A state follows only the state that it may follow, and the workflows say the same as the database."""

import pytest
from sqlalchemy.exc import IntegrityError

from pitchdeck.base.triggers import create, drop, states
from pitchdeck.base.triggers.offers import offered
from pitchdeck.base.triggers.rolling import ROLLING
from pitchdeck.base.workflow import Workflow
from pitchdeck.features.pitches.models import STATES as PITCH_STATES
from pitchdeck.features.pitches.workflow import PITCH
from pitchdeck.features.rounds.models import STATES as ROUND_STATES
from pitchdeck.features.rounds.workflow import ROUND
from tests.base.triggers.world import World


@pytest.mark.parametrize(("steps", "workflow"), [(states.PITCH, PITCH), (states.ROUND, ROUND)])
def test_the_database_knows_the_workflow(steps: states.Steps, workflow: Workflow) -> None:
    told = {(source, step.target) for step in workflow.transitions for source in step.sources}
    assert set(steps) == told


@pytest.mark.parametrize(
    ("table", "known", "steps"),
    [("pitch", PITCH_STATES, states.PITCH), ("round", ROUND_STATES, states.ROUND)],
)
def test_every_step_that_is_not_allowed_is_refused(
    world: World, table: str, known: tuple[str, ...], steps: states.Steps
) -> None:
    """Every pair of states, each tried on its own from a row that a dropped trigger put there.

    Which of them belong to a rolling round, and need an offer, is said by other rules (test_rolling.py,
    test_offers.py), which stand aside here.
    """
    with world.database.engines.write.begin() as connection:
        drop(connection, (*ROLLING, offered()))
    for source in known:
        _put(world, table, source)
        for target in known:
            change = f"UPDATE {table} SET state = '{target}'"
            if source == target or (source, target) in steps:
                world.run(change)
                _put(world, table, source)
            else:
                with pytest.raises(IntegrityError, match=f"state of a {table}"):
                    world.run(change)


def _put(world: World, table: str, state: str) -> None:
    """Force a state, as only the owner of the database can."""
    trigger = states.legal_states(table, getattr(states, table.upper()))
    with world.database.engines.write.begin() as connection:
        drop(connection, [trigger])
        connection.exec_driver_sql(f"UPDATE {table} SET state = '{state}'")
        create(connection, [trigger])


@pytest.mark.parametrize("table", ["pitch", "round", "fund"])
def test_a_subject_of_history_is_never_deleted(world: World, table: str) -> None:
    world.refused("never deleted", f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["revision", "ask", "commitment", "purse"])
def test_what_was_submitted_or_decided_stays(world: World, table: str) -> None:
    world.commit(500)
    world.refused("append-only", f"DELETE FROM {table}")
    world.refused("append-only", f"UPDATE {table} SET id = id + 1000")


@pytest.mark.parametrize("table", ["cost_line", "benefit_line"])
def test_lines_of_a_revision_stay_and_those_of_the_draft_change(world: World, table: str) -> None:
    extra = ("category, ", "'technology', ") if table == "cost_line" else ("", "")
    for number in (0, 1):
        world.run(
            f"INSERT INTO {table} (pitch_id, revision_no, position, kind, {extra[0]}label, terms, source)"
            f" VALUES ({world.pitch}, {number}, 1, 'one_off', {extra[1]}'Licence', '{{}}', '')"
        )
    words = "lines of a revision are never changed"
    world.refused(words, f"UPDATE {table} SET label = 'x' WHERE revision_no = 1")
    world.refused(words, f"UPDATE {table} SET revision_no = 2 WHERE revision_no = 0")
    world.refused(words, f"DELETE FROM {table} WHERE revision_no = 1")
    world.run(f"UPDATE {table} SET label = 'x' WHERE revision_no = 0")
    world.run(f"DELETE FROM {table} WHERE revision_no = 0")
