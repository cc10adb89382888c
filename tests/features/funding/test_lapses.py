"""The deadline for commitments passes: what is below its minimum lapses by the clock, once."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from pitchdeck.base.errors import NotAllowed
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.models import Resolution
from tests.features.funding.stage import NOW, Stage

P1, P2 = "P-2026-0001", "P-2026-0002"
LATE = timedelta(days=20, hours=1)
"""After the deadline of the stage's round."""


def lapse(stage: Stage, at: datetime) -> int:
    return stage.act(lambda turn: actions.lapse_overdue(turn.session, stage.round_key, at=at))


def overdue(stage: Stage, at: datetime) -> tuple[str, ...]:
    with stage.reading() as session:
        return queries.rounds_to_lapse(session, at)


def test_nothing_lapses_before_the_deadline(stage: Stage) -> None:
    stage.commit("investor1", P1, 12_000_00)
    assert overdue(stage, NOW) == ()
    assert lapse(stage, NOW) == 0
    assert (stage.state(P1), stage.total("reserved")) == ("in_funding", 12_000_00)


def test_at_the_deadline_what_is_below_its_minimum_is_freed_and_its_investors_are_told(stage: Stage) -> None:
    stage.commit("investor1", P1, 12_000_00)
    stage.commit("investor2", P1, 5_000_00)
    stage.commit("investor1", P2, 25_000_00)
    assert overdue(stage, NOW + LATE) == (stage.round_key,)

    assert lapse(stage, NOW + LATE) == 1

    assert (stage.state(P1), stage.state(P2)) == ("waitlisted", "covered")
    assert (stage.total("reserved"), stage.total("purse")) == (25_000_00, 55_000_00)
    assert stage.count("outbox WHERE kind = 'money_freed'") == 2
    assert stage.count("history WHERE verb = 'lapsed'") == 1
    with stage.reading() as session:
        ends = session.execute(select(Resolution.freed, Resolution.reason, Resolution.by_id)).all()
    chair = stage.cast.chair.id
    assert ends == [(amount, "The minimum was not reached.", chair) for amount in (12_000_00, 5_000_00)]


def test_lapsing_again_does_nothing(stage: Stage) -> None:
    stage.commit("investor1", P1, 12_000_00)
    assert lapse(stage, NOW + LATE) == 2
    assert overdue(stage, NOW + LATE) == ()
    assert lapse(stage, NOW + LATE) == 0
    assert stage.count("resolution") == 1


def test_what_lapsed_takes_no_more_money_and_the_chair_still_closes_funding(stage: Stage) -> None:
    stage.commit("investor1", P2, 25_000_00)
    lapse(stage, NOW + LATE)
    with pytest.raises(NotAllowed, match="not open for commitments"):
        stage.commit("investor1", P1, 5)
    stage.chair("close_funding")
    assert (stage.state(P1), stage.state(P2)) == ("waitlisted", "in_review")


def test_what_falls_below_its_minimum_after_the_deadline_lapses_too(stage: Stage) -> None:
    stage.commit("investor1", P1, 30_000_00)
    stage.commit("investor1", P2, 10_000_00)
    assert lapse(stage, NOW + LATE) == 1
    by = stage.cast.investor1
    stage.act(lambda turn: actions.recuse(turn.session, P1, "Kin", by=by, at=turn.at))
    assert overdue(stage, NOW + LATE) == (stage.round_key,)
    assert lapse(stage, NOW + LATE) == 1
    assert (stage.state(P1), stage.total("purse")) == ("waitlisted", 80_000_00)
