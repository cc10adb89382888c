"""What ran before keeps its rules in the database, whatever the application would say."""

from typing import Any

from pitchdeck.features.investments.models import Opening, OpeningAnswer, OpeningPitch, OpeningProgramme
from pitchdeck.features.rounds.models import OpeningRound
from tests.base.triggers.world import AT, World


def programme(world: World, opening: int, **more: Any) -> dict[str, Any]:
    row = {"opening_id": opening, "position": 1, "title": "Licences", "unit_id": world.cast.units["Support"]}
    row |= {"presenter_id": world.cast.presenter.id, "measure_id": world.measure, "category": "technology"}
    row |= {"planned": 100, "planned_next": 0, "planned_third": 0, "committed": 80, "released": 60}
    return row | {"contracted": 0, "spent": 60, "vendor": "", "reference": ""} | more


def test_what_ran_before_is_entered_by_one_and_confirmed_by_another(world: World) -> None:
    finance, second = world.cast.finance.id, world.cast.finance2.id
    row = {"key": "o", "fund_id": world.sales_fund, "budget": 100, "by_id": finance, "at": AT}
    made = world.put(Opening, **row)
    for wrong in (
        {"spent": 61},
        {"released": 81},
        {"committed": 101},
        {"released": 0, "spent": 0},
        {"contracted": 1, "spent": 0},
    ):
        world.refused("(?i)check", OpeningProgramme, **programme(world, made, **wrong))
    entered = world.put(OpeningProgramme, **programme(world, made))
    answer = {"opening_id": made, "verdict": "confirmed", "reason": "", "at": AT}
    world.refused("a second person", OpeningAnswer, **answer, by_id=finance)
    for name in ("presenter", "sponsor", "fund_owner"):
        words = "present, sponsor or pay for"
        world.refused(words, OpeningAnswer, **answer, by_id=world.cast.actors[name].id)
    link = {"programme_id": entered, "pitch_id": world.pitch}
    world.refused("once it is confirmed", OpeningPitch, **link)
    world.put(OpeningAnswer, **answer, by_id=second)
    world.refused("(?i)unique", OpeningAnswer, **answer, by_id=second)
    world.refused("that was answered", OpeningProgramme, **programme(world, made, position=2))
    world.refused("in a round of its own", OpeningPitch, **link)
    world.refused("that was called", OpeningRound, round_id=world.round)
    for table in ("opening", "opening_programme", "opening_answer"):
        world.refused("append-only", f"UPDATE {table} SET id = id")
        world.refused("append-only", f"DELETE FROM {table}")
