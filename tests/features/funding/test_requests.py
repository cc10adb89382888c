"""Investors ask for money of a fund, and its owner alone grants it, in full or in part, or says why not."""

from typing import Any

import pytest

from pitchdeck.base.errors import Invalid, NotAllowed, NotFound
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.queries import RequestRow
from tests.features.funding.stage import YEAR, Stage

WHY = "Two of the three pitches are ours."


def ask(stage: Stage, fund: str, amount: int = 5_000_00, name: str = "investor1", **more: Any) -> RequestRow:
    given: dict[str, Any] = {"fund_key": fund, "round_key": stage.round_key, "amount": amount, "reason": WHY}
    by = stage.cast.actors[name]
    return stage.act(lambda turn: actions.ask_for_purse(turn.session, by=by, at=turn.at, **(given | more)))


def answer(stage: Stage, asked: RequestRow, verdict: str, amount: int, **more: Any) -> RequestRow:
    by = stage.cast.actors[more.pop("name", "fund_owner")]
    return stage.act(
        lambda turn: actions.answer_request(
            turn.session, asked.key, verdict=verdict, amount=amount, by=by, at=turn.at, **more
        )
    )


def free(stage: Stage, fund: str) -> dict[str, int]:
    """What is free in the purses of a fund, by investor."""
    with stage.reading() as session:
        row = queries.fund_row(session, fund)
        return {purse.investor_name: purse.free for purse in queries.purses_of_fund(session, row.id)}


def test_what_is_granted_is_given_at_once_and_on_top(stage: Stage) -> None:
    fund = stage.fund(20_000_00, "IT")
    stage.allot(fund, "investor1", 1_000_00)
    made = ask(stage, fund)
    assert (made.verdict, made.amount, made.reason) == (None, 5_000_00, WHY)
    assert answer(stage, made, "granted", 4_000_00).granted == 4_000_00
    assert list(free(stage, fund).values()) == [5_000_00]
    with pytest.raises(NotAllowed, match="has its answer already"):
        answer(stage, made, "granted", 1)


def test_what_is_declined_says_why_and_gives_nothing(stage: Stage) -> None:
    fund = stage.fund(20_000_00, "IT")
    made = ask(stage, fund)
    with pytest.raises(Invalid) as refused:
        answer(stage, made, "declined", 0)
    assert list(refused.value.fields) == ["reason"]
    row = answer(stage, made, "declined", 0, reason="It is for the autumn.")
    assert (row.verdict, row.answer, row.granted) == ("declined", "It is for the autumn.", 0)
    assert free(stage, fund) == {}


@pytest.mark.parametrize("name", ["finance", "investor1", "admin", "chair"])
def test_a_request_is_answered_by_the_funds_owner_alone(stage: Stage, name: str) -> None:
    made = ask(stage, stage.fund(20_000_00, "IT"))
    with pytest.raises(NotAllowed):
        answer(stage, made, "granted", 5, name=name)


def test_more_than_the_fund_has_or_was_asked_for_is_refused_with_the_figures(stage: Stage) -> None:
    made = ask(stage, stage.fund(3_000_00, "IT"))
    with pytest.raises(Invalid) as refused:
        answer(stage, made, "granted", 5_000_01)
    assert "asked for €5,000; you entered €5,000.01. Enter at most €5,000." in refused.value.fields["amount"]
    with pytest.raises(Invalid) as refused:
        answer(stage, made, "granted", 3_000_01)
    assert refused.value.fields == {
        "amount": "The fund IT 2026 has €3,000 to give out; you entered €3,000.01. Enter at most €3,000."
    }
    with pytest.raises(Invalid, match="more than zero"):
        answer(stage, made, "granted", 0)
    assert stage.count("purse_answer") == 0


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("amount", {"amount": 0}),
        ("reason", {"reason": " "}),
        ("round", {"round_key": "nothing"}),
        ("fund", {"fund": "nothing"}),
    ],
)
def test_a_request_that_does_not_hold_is_refused_by_field(
    stage: Stage, field: str, more: dict[str, Any]
) -> None:
    fund = stage.fund(20_000_00, "IT")
    with pytest.raises(Invalid) as refused:
        ask(stage, **({"fund": fund} | more))
    assert list(refused.value.fields) == [field]


def test_money_is_asked_for_while_commitments_are_taken_and_of_the_rounds_year(stage: Stage) -> None:
    later = stage.fund(20_000_00, "Support", YEAR + 1)
    with pytest.raises(Invalid, match="fiscal year"):
        ask(stage, later)
    with pytest.raises(NotAllowed):
        ask(stage, later, name="presenter")
    fund = stage.fund(20_000_00, "IT")
    stage.chair("close_funding", why="All answered.")
    with pytest.raises(Invalid, match="commitments are not closed"):
        ask(stage, fund)


def test_an_unknown_request_is_not_found(stage: Stage) -> None:
    made = ask(stage, stage.fund(20_000_00, "IT"))
    with pytest.raises(NotFound), stage.database.writing() as turn:
        by = stage.cast.fund_owner
        actions.answer_request(turn.session, made.key + "x", verdict="granted", amount=5, by=by, at=turn.at)
