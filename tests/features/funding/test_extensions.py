"""The chair extends the deadline for commitments once: in time, to a day until the decision, and is heard."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.base.outbox import Outbox
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.rounds.queries import round_of_key
from tests.features.funding.stage import NOW, Stage
from tests.features.funding.test_lapses import LATE, P1, lapse, overdue

UNTIL = NOW + timedelta(days=27)
WHY = "Two investors are on leave."


def extend(stage: Stage, until: datetime = UNTIL, reason: str = WHY, by: str = "chair", **more: Any) -> Any:
    def do(turn: Any) -> Any:
        at = more.get("at", turn.at)
        who = stage.cast.actors[by]
        return actions.extend_funding(turn.session, stage.round_key, until, reason, by=who, at=at)

    return stage.act(do)


def deadline(stage: Stage) -> datetime:
    with stage.reading() as session:
        return session.execute(select(Round.funding_closes_at)).scalar_one()


def test_commitments_are_taken_for_longer_and_nothing_lapses_at_the_old_deadline(stage: Stage) -> None:
    was = deadline(stage)
    stage.commit("investor1", P1, 12_000_00)
    extend(stage)
    assert deadline(stage) == UNTIL
    assert overdue(stage, NOW + LATE) == ()
    assert lapse(stage, NOW + LATE) == 0
    by, purse = stage.cast.investor2, stage.purses["investor2"]
    late = NOW + LATE
    stage.act(lambda turn: actions.commit(turn.session, purse, P1, 5_000_00, by=by, at=late))
    assert stage.total("reserved") == 17_000_00
    with stage.reading() as session:
        row = round_of_key(session, stage.round_key)
    assert (row.was_until, row.extension_reason) == (was, WHY)
    assert overdue(stage, UNTIL + LATE) == (stage.round_key,)
    assert lapse(stage, UNTIL + LATE) == 2


def test_everybody_with_a_purse_is_told_once_with_the_reason(stage: Stage) -> None:
    extend(stage)
    with stage.reading() as session:
        told = session.scalars(select(Outbox.facts).where(Outbox.kind == "deadline_extended")).all()
        kept = session.execute(text("SELECT why FROM history WHERE verb = 'funding_extended'"))
        history = kept.scalars().all()
    investors = {stage.cast.actors[name].id for name in ("investor1", "investor2", "investor3")}
    assert {facts["person_id"] for facts in told} == investors
    assert len(told) == 3
    assert {facts["reason"] for facts in told} == {WHY}
    assert history == [WHY]


def test_a_second_extension_is_refused(stage: Stage) -> None:
    extend(stage)
    with pytest.raises(NotAllowed, match="was extended once already"):
        extend(stage, UNTIL + timedelta(days=3))
    assert deadline(stage) == UNTIL
    assert stage.count("extension") == 1


@pytest.mark.parametrize("by", ["lead", "finance", "investor1"])
def test_nobody_but_the_chair_extends(stage: Stage, by: str) -> None:
    with pytest.raises(NotAllowed, match="Only the chair"):
        extend(stage, by=by)


def test_after_the_deadline_and_after_the_stage_it_is_too_late(stage: Stage) -> None:
    with pytest.raises(Conflict, match="has passed, and so has the time to extend it"):
        extend(stage, at=deadline(stage))
    stage.chair("close_funding", why="Enough is covered.")
    with pytest.raises(NotAllowed, match="while the round is funding"):
        extend(stage)
    assert stage.count("extension") == 0


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"until": NOW + timedelta(days=1)}, "until", "already. Choose a later day"),
        ({"until": NOW + timedelta(days=4000)}, "until", "The decision is on 31 March 2030: choose a day"),
        ({"reason": "  "}, "reason", "Say why"),
    ],
)
def test_what_does_not_hold_is_told_beside_its_field(
    stage: Stage, given: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(Invalid) as refused:
        extend(stage, **given)
    assert words in refused.value.fields[field]
    assert stage.count("extension") == 0
    with stage.reading() as session:
        assert queries.rounds_to_lapse(session, NOW) == ()
