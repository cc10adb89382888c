"""What opening freezes is frozen for plain SQL too, on both databases, in every state that follows."""

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import OperationalError

from pitchdeck.features.rounds.models import STATES, Criterion, PanelSeat, Round
from tests.base.triggers.test_segregation import state
from tests.base.triggers.world import AT, World, round_in

CHANGES = {
    # every column of a round but its state, with something else that its checks would let pass
    "id": "id + 1000",
    "key": "'other'",
    "name": "'Other'",
    "unit_id": "(SELECT MAX(id) FROM unit)",
    "chair_id": "(SELECT MAX(id) FROM person)",
    "created_by_id": "(SELECT MAX(id) FROM person)",
    "kind": "'rolling'",
    "fiscal_year": "2031",
    "quorum": "2",
    "conflict_rule": "'disclose'",
    "roi_objective_pct": "1",
    "pitches_close_at": "{earlier}",
    "scoring_closes_at": "{earlier}",
    "funding_closes_at": "{earlier}",
    "decision_on": "'2031-01-01'",
}
EARLIER = {"postgresql": "{column} - INTERVAL '1 hour'", "sqlite": "replace({column}, 'T12:', 'T11:')"}
WORDS = {"name": "Value", "question": "?", "anchor_low": "", "anchor_middle": "", "anchor_high": ""}
OPENED = tuple(each for each in STATES if each != "draft")
TAKES_SEATS = ("draft", "open", "scoring")
CRITERION = """INSERT INTO criterion
(round_id, position, name, question, weight, anchor_low, anchor_middle, anchor_high)
SELECT id, 9, 'N', '?', 1, '', '', '' FROM round WHERE key = 'round-draft'"""


@pytest.fixture
def draft(world: World) -> World:
    """A draft with a seat and a criterion of its own, beside the world's round in funding."""
    with world.writing() as session:
        world.ids["round"] = round_in(session, world.cast, "draft")
        world.ids["spare"] = round_in(session, world.cast, "draft", key="spare")
    world.put(Criterion, round_id=world.round, position=1, weight=100, **WORDS)
    return world


def reach(world: World, target: str) -> None:
    """Take the draft on to a state."""
    steps = (target,) if target == "cancelled" else STATES[1 : STATES.index(target) + 1]
    state(world, *steps, table="round")


def change(world: World, column: str) -> str:
    earlier = EARLIER[world.database.dialect].format(column=column)
    return f"UPDATE round SET {column} = {CHANGES[column].format(earlier=earlier)} WHERE id = {world.round}"


def seat(world: World, name: str = "investor2") -> dict[str, object]:
    return {"round_id": world.round, "person_id": world.cast.actors[name].id, "seated_at": AT}


def test_every_column_of_a_round_is_attacked() -> None:
    assert {column.key for column in inspect(Round).columns} == {*CHANGES, "state"}


@pytest.mark.parametrize("target", OPENED)
def test_no_rule_of_a_round_changes_once_it_has_opened(draft: World, target: str) -> None:
    reach(draft, target)
    for column in CHANGES:
        draft.refused("rules of a round are frozen", change(draft, column))


@pytest.mark.parametrize("target", OPENED)
def test_no_criterion_changes_once_the_round_has_opened(draft: World, target: str) -> None:
    reach(draft, target)
    for attack in (
        "UPDATE criterion SET weight = 1",
        "UPDATE criterion SET anchor_low = 'Anything'",
        "DELETE FROM criterion",
        CRITERION,
    ):
        draft.refused("criteria of a round are frozen", attack)


def test_no_criterion_moves_out_of_an_opened_round_or_into_one(draft: World) -> None:
    words, (own, spare) = "criteria of a round are frozen", (draft.round, draft.spare)
    other = draft.put(Criterion, round_id=spare, position=2, weight=100, **WORDS)
    reach(draft, "open")
    draft.refused(words, f"UPDATE criterion SET round_id = {spare} WHERE round_id = {own}")
    draft.refused(words, f"UPDATE criterion SET round_id = {own} WHERE id = {other}")


@pytest.mark.parametrize("target", OPENED)
def test_nobody_leaves_the_panel_of_an_opened_round(draft: World, target: str) -> None:
    reach(draft, target)
    own = f"round_id = {draft.round}"
    draft.refused("nobody leaves the panel", f"DELETE FROM panel_seat WHERE {own}")
    for attack in (
        f"UPDATE panel_seat SET person_id = {draft.cast.chair.id} WHERE {own}",
        f"UPDATE panel_seat SET round_id = {draft.spare} WHERE {own}",
        f"UPDATE panel_seat SET seated_at = (SELECT MIN(scoring_closes_at) FROM round) WHERE {own}",
    ):
        draft.refused("a seat on a panel is never changed", attack)


@pytest.mark.parametrize("target", STATES)
def test_substitutes_are_seated_until_scoring_closes(draft: World, target: str) -> None:
    if target != "draft":
        reach(draft, target)
    if target in TAKES_SEATS:
        draft.put(PanelSeat, **seat(draft))
    else:
        draft.refused("nobody joins the panel", PanelSeat, **seat(draft))


def test_replacing_rows_is_no_way_round(draft: World) -> None:
    """REPLACE deletes what it stands in the way of; on PostgreSQL the same intent is an upsert."""
    reach(draft, "open")
    if draft.database.dialect == "sqlite":
        draft.refused(
            "criteria of a round are frozen", CRITERION.replace("INSERT", "REPLACE", 1).replace("9", "1")
        )
        draft.refused(
            "nobody leaves the panel",
            f"REPLACE INTO panel_seat SELECT * FROM panel_seat WHERE round_id = {draft.round}",
        )
        return
    upsert = f"{CRITERION.replace('9', '1')} ON CONFLICT (round_id, position) DO UPDATE SET weight = 1"
    draft.refused("criteria of a round are frozen", upsert)
    again = f"""INSERT INTO panel_seat (round_id, person_id, seated_at) SELECT round_id, person_id, seated_at
    FROM panel_seat WHERE round_id = {draft.round}
    ON CONFLICT (round_id, person_id) DO UPDATE SET person_id = {draft.cast.chair.id}"""
    draft.refused("a seat on a panel is never changed", again)


def test_a_draft_is_changed_in_all_of_it(draft: World) -> None:
    for column in set(CHANGES) - {"id"}:
        draft.run(change(draft, column))
    draft.run("UPDATE criterion SET weight = 1")
    draft.run(f"UPDATE criterion SET round_id = {draft.spare}")
    draft.run("DELETE FROM criterion")
    draft.run(f"DELETE FROM panel_seat WHERE round_id = {draft.round}")


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE criterion SET weight = 1",
        "DELETE FROM criterion",
        "DELETE FROM panel_seat WHERE round_id IN (SELECT id FROM round WHERE key = 'round-draft')",
    ],
)
def test_a_round_does_not_open_under_a_change_of_its_plan(draft: World, act: str) -> None:
    """On PostgreSQL the change holds the round until it is over; SQLite has one writer anyway."""
    if draft.database.dialect == "sqlite":
        return
    engine = create_engine(draft.database.url)
    with engine.connect() as planning, engine.connect() as opening:
        planning.execute(text(act))
        opening.execute(text("SET lock_timeout = '100ms'"))
        with pytest.raises(OperationalError, match="lock timeout"):
            opening.execute(text(f"UPDATE round SET state = 'open' WHERE id = {draft.round}"))
    engine.dispose()
