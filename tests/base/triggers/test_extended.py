"""The deadline for commitments moves once, by the chair's extension; plain SQL finds no other way."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pitchdeck.features.rounds.models import STATES, Extension, Round
from tests.base.triggers.test_opened import change
from tests.base.triggers.world import AT, World, round_in

WAS, UNTIL = AT + timedelta(days=2), AT + timedelta(days=9)


@pytest.fixture
def funding(world: World) -> World:
    """A round of its own that is in funding."""
    with world.writing() as session:
        world.ids["round"] = round_in(session, world.cast, "funding", key="extended")
    return world


def row(world: World, **other: Any) -> dict[str, Any]:
    made = {
        "round_id": world.round,
        "was_at": WAS,
        "until_at": UNTIL,
        "reason": "Two are on leave.",
        "at": AT,
    }
    return made | {"by_id": world.cast.chair.id, "deputy_id": None} | other


def deadline(world: World) -> Any:
    with world.database.reading() as session:
        return session.scalar(select(Round.funding_closes_at).where(Round.id == world.round))


def test_an_extension_moves_the_deadline_once(funding: World) -> None:
    funding.put(Extension, **row(funding))
    assert deadline(funding) == UNTIL
    again = row(funding, was_at=UNTIL, until_at=UNTIL + timedelta(days=1))
    funding.refused("(?i)unique", Extension, **again)
    assert deadline(funding) == UNTIL
    for column in ("funding_closes_at", "decision_on", "scoring_closes_at"):
        funding.refused("rules of a round are frozen", change(funding, column))
    back = f"UPDATE round SET funding_closes_at = (SELECT was_at FROM extension) WHERE id = {funding.round}"
    funding.refused("rules of a round are frozen", back)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"at": WAS}, "a deadline that has passed is not extended"),
        ({"was_at": WAS + timedelta(hours=1)}, "starts from the deadline as it stands"),
        ({"until_at": WAS}, "ck_extension_later"),
        ({"until_at": AT}, "ck_extension_later"),
        ({"reason": ""}, "ck_extension_reason"),
        ({"by_id": "lead"}, "extended by the chair"),
        ({"deputy_id": "lead"}, "without being named their deputy"),
    ],
)
def test_another_extension_is_refused(funding: World, wrong: dict[str, Any], words: str) -> None:
    people = {name: actor.id for name, actor in funding.cast.actors.items()}
    told = {
        name: people.get(value, value) if isinstance(value, str) else value for name, value in wrong.items()
    }
    funding.refused(words, Extension, **row(funding, **told))
    assert deadline(funding) == WAS


@pytest.mark.parametrize("state", [each for each in STATES if each not in {"funding", "cancelled"}])
def test_only_a_round_in_funding_is_extended(world: World, state: str) -> None:
    with world.writing() as session:
        world.ids["round"] = round_in(session, world.cast, state, key=f"other-{state}")
    world.refused("extended while its round is funding", Extension, **row(world))


@pytest.mark.parametrize("attack", ["UPDATE extension SET reason = 'Other'", "DELETE FROM extension"])
def test_an_extension_is_never_changed(funding: World, attack: str) -> None:
    funding.put(Extension, **row(funding))
    funding.refused("extension is append-only", attack)
