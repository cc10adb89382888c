"""A closed year meets people: whom its re-opening waits for, and what a pitch of its money may still do."""

from typing import Any

import pytest

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict
from pitchdeck.features.funding import actions
from pitchdeck.features.portfolio.queries.homes import Moment, home
from tests.factories.cast import Cast
from tests.features.funding import stage as rounds
from tests.features.funding.test_closing import JANUARY, answer, ask, close, fund_key
from tests.features.investments.stage import Stage, build


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    made = build(database, cast)
    made.release()
    return made


def test_a_re_opening_awaits_whoever_may_answer_it(stage: Stage, database: Database) -> None:
    def awaiting(name: str) -> list[str]:
        with database.snapshot() as session:
            found = home(session, stage.cast.actors[name], Moment(JANUARY, "Europe/Berlin"))
        return [f"{task.kind} {task.key}" for task in found.tasks if task.kind == "reopening"]

    ref = close(stage)
    key = ask(stage, ref)
    assert awaiting("finance2") == awaiting("fund_owner") == [f"reopening {ref}"]
    assert awaiting("finance") == awaiting("investor1") == []
    answer(stage, key)
    assert awaiting("finance2") == []


def test_approved_money_of_a_closed_fund_is_not_withdrawn(database: Database, cast: Cast) -> None:
    """The refusal says whose year it is and what to do; re-opened, the pitch is taken back."""
    ref = "P-2026-0001"
    stage = rounds.build(database, cast, {ref: {rounds.YEAR: 5_000_00}})
    stage.allot(stage.fund(9_000_00), "investor1", 6_000_00)
    stage.chair("open_funding")
    stage.commit("investor1", ref, 5_000_00)
    stage.chair("close_funding")
    stage.finance("approve", ref)
    closed = close(stage)

    def withdrawn() -> object:
        return stage.act(lambda t: actions.withdraw(t.session, ref, by=cast.presenter, at=t.at))

    with pytest.raises(Conflict, match=r"the fiscal year of Sales 2026, which pays for it, was closed since"):
        withdrawn()
    assert stage.state(ref) == "in_review"
    answer(stage, ask(stage, closed))
    withdrawn()
    assert (stage.state(ref), stage.total("purse")) == ("withdrawn", 5_000_00)


def test_a_raise_that_waited_while_its_fund_was_closed_is_not_confirmed(stage: Stage) -> None:
    """Found by the machine: the database refused what the second person was allowed to say."""
    key = fund_key(stage)
    asked: dict[str, Any] = {"amount": 5_00, "reason": "A late grant.", "by": stage.cast.finance}

    def changed(kind: str) -> Any:
        return stage.act(lambda t: actions.change_fund(t.session, key, kind=kind, at=JANUARY, **asked))

    def answered(verdict: str) -> Any:
        said: dict[str, Any] = {
            "verdict": verdict,
            "reason": "Too late.",
            "by": stage.cast.finance2,
            "at": JANUARY,
        }
        return stage.act(lambda t: actions.answer_change(t.session, waiting.key, **said))

    waiting = changed("raise")
    close(stage)
    told = r"closed for fiscal year 2026: no money moves in it\. Take a fund of"
    with pytest.raises(Conflict, match=told):
        answered("confirmed")
    with pytest.raises(Conflict, match=told):
        changed("cut")
    assert answered("declined").verdict == "declined"
