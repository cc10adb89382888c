"""A pitch leaves the waiting list by its offer alone, and only the chair of a rolling round makes one."""

from typing import Any

import pytest

from pitchdeck.features.funding.models import Offer
from pitchdeck.features.scoring.models import Recusal
from tests.base.triggers.test_rolling import force
from tests.base.triggers.test_segregation import state
from tests.base.triggers.world import AT, World, round_in


@pytest.fixture
def waits(world: World) -> World:
    """The world's pitch on the waiting list of its published round, beside an open rolling round."""
    world.ids["old"] = world.round
    state(world, "finance_review", "decided", "published", table="round")
    force(world, "waitlisted")
    with world.writing() as session:
        world.ids["round"] = round_in(session, world.cast, "draft", key="rolls")
    world.run(f"UPDATE round SET kind = 'rolling' WHERE id = {world.round}")
    state(world, "funding", table="round")
    return world


def row(world: World, **other: Any) -> dict[str, Any]:
    made = {"pitch_id": world.pitch, "from_round_id": world.old, "to_round_id": world.round, "rank": 1}
    return made | {"reason": "", "by_id": world.cast.chair.id, "deputy_id": None, "at": AT} | other


STEP = "UPDATE pitch SET state = 'in_funding', round_id = {}"


def test_a_pitch_leaves_the_list_by_its_offer_alone(waits: World) -> None:
    waits.refused("a pitch leaves the waiting list by an offer", STEP.format(waits.round))
    waits.refused("changes its round by an offer", f"UPDATE pitch SET round_id = {waits.round}")
    waits.put(Offer, **row(waits))
    waits.refused("leaves the waiting list by an offer", STEP.format(waits.old))
    waits.run(STEP.format(waits.round))


@pytest.mark.parametrize("name", ["lead", "finance", "investor1", "presenter"])
def test_only_the_chair_of_the_rolling_round_offers(waits: World, name: str) -> None:
    waits.refused("made by the chair", Offer, **row(waits, by_id=waits.cast.actors[name].id))


def test_an_offer_names_where_the_pitch_waits_and_an_open_rolling_round(waits: World) -> None:
    waits.refused("a place in an open rolling round", Offer, **row(waits, to_round_id=waits.old))
    waits.refused("of a round that is published", Offer, **row(waits, from_round_id=waits.round))
    waits.run(f"UPDATE round SET state = 'closed' WHERE id = {waits.round}")
    waits.refused("a place in an open rolling round", Offer, **row(waits))


@pytest.mark.parametrize("other", ["declined", "in_review", "withdrawn", "funded"])
def test_only_a_pitch_that_waits_is_offered_a_place(waits: World, other: str) -> None:
    force(waits, other)
    waits.refused("on the waiting list", Offer, **row(waits))


def test_who_wrote_it_or_has_a_conflict_offers_nothing(waits: World) -> None:
    waits.run(f"UPDATE pitch SET presenter_id = {waits.cast.chair.id}")
    waits.refused("whoever wrote a pitch does not offer it", Offer, **row(waits))
    waits.run(f"UPDATE pitch SET presenter_id = {waits.cast.presenter.id}")
    who = {"pitch_id": waits.pitch, "person_id": waits.cast.chair.id}
    waits.put(Recusal, **who, kind="personal", reason="Kin", at=AT)
    waits.refused("has a conflict on a pitch does not offer", Offer, **row(waits))


def test_an_offer_stays(waits: World) -> None:
    waits.put(Offer, **row(waits))
    waits.refused("append-only", "UPDATE offer SET rank = 2")
    waits.refused("append-only", "DELETE FROM offer")
    waits.refused("(?i)ck_offer_rank", Offer, **row(waits, rank=0))
