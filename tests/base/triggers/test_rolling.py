"""A rolling round has no stages, and no pitch finds its money past a shortlist elsewhere."""

from datetime import timedelta

import pytest

from pitchdeck.base.triggers import create, drop, states
from pitchdeck.features.rounds.models import Extension, PanelSeat, Round
from tests.base.triggers.test_opened import seat
from tests.base.triggers.test_segregation import state
from tests.base.triggers.world import AT, World, round_in

STAGES = ("open", "scoring", "deliberation", "finance_review", "decided", "published")


@pytest.fixture
def rolling(world: World) -> World:
    """A rolling round of its own, beside the world's round with stages."""
    with world.writing() as session:
        world.ids["round"] = round_in(session, world.cast, "draft", key="rolls")
    world.run(f"UPDATE round SET kind = 'rolling' WHERE id = {world.round}")
    return world


def test_a_rolling_round_opens_and_closes_and_has_no_other_stage(rolling: World) -> None:
    step = f"UPDATE round SET state = '{{}}' WHERE id = {rolling.round}"
    rolling.refused("a rolling round has no stages", step.format("open"))
    rolling.run(step.format("funding"))
    rolling.refused("a rolling round has no stages", step.format("finance_review"))
    rolling.run(step.format("closed"))


def test_a_round_with_stages_leaves_none_out(world: World) -> None:
    with world.writing() as session:
        draft = round_in(session, world.cast, "draft", key="staged")
    words = "a round with stages takes one after the other"
    world.refused(words, f"UPDATE round SET state = 'funding' WHERE id = {draft}")
    world.refused(words, f"UPDATE round SET state = 'closed' WHERE id = {world.round}")


def test_one_rolling_round_is_open_per_unit_and_year(rolling: World) -> None:
    with rolling.writing() as session:
        twin = round_in(session, rolling.cast, "draft", key="twin")
    rolling.run(f"UPDATE round SET kind = 'rolling' WHERE id = {twin}")
    state(rolling, "funding", table="round")
    rolling.refused("(?i)unique", f"UPDATE round SET state = 'funding' WHERE id = {twin}")


def test_investors_join_it_while_it_is_open(rolling: World) -> None:
    state(rolling, "funding", table="round")
    rolling.put(PanelSeat, **seat(rolling, "investor3"))
    rolling.run(f"UPDATE round SET state = 'closed' WHERE id = {rolling.round}")
    rolling.refused("nobody joins the panel", PanelSeat, **seat(rolling, "investor2"))


def test_its_deadline_is_not_extended(rolling: World) -> None:
    state(rolling, "funding", table="round")
    with rolling.database.reading() as session:
        was = session.get_one(Round, rolling.round).funding_closes_at
    row = {"round_id": rolling.round, "was_at": was, "until_at": was + timedelta(days=1), "reason": "More"}
    more = {"by_id": rolling.cast.chair.id, "deputy_id": None, "at": AT}
    rolling.refused("no deadline to extend", Extension, **row, **more)


def test_a_pitch_that_no_panel_chose_finds_money_in_an_open_rolling_round_only(rolling: World) -> None:
    step = f"UPDATE pitch SET state = 'in_funding' WHERE id = {rolling.pitch}"
    words, other = "looks for money in an open rolling round", f"UPDATE pitch SET round_id = {rolling.round}"
    force(rolling, "screened")
    rolling.refused(words, step)
    rolling.refused("a pitch changes its round by an offer", other)
    force(rolling, "submitted")
    rolling.run(other)
    force(rolling, "screened")
    rolling.refused(words, step)
    state(rolling, "funding", table="round")
    rolling.run(step)


def force(world: World, source: str) -> None:
    """Put the world's pitch into a state, as only the owner of the database can."""
    trigger = states.legal_states("pitch", states.PITCH)
    with world.database.engines.write.begin() as connection:
        drop(connection, [trigger])
        connection.exec_driver_sql(f"UPDATE pitch SET state = '{source}'")
        create(connection, [trigger])
