"""A fund's budget changes by decisions with a reason, much of it by two people, never below what is out."""

from typing import Any

import pytest
from sqlalchemy import select

from pitchdeck.base.errors import Invalid, NotAllowed, NotFound
from pitchdeck.base.history import History
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.queries import ChangeRow, FundRow
from tests.features.funding.stage import YEAR, Stage

WHY = "The board moved the academy to IT."


def change(stage: Stage, key: str, kind: str, amount: int, name: str = "finance", **more: Any) -> ChangeRow:
    given: dict[str, Any] = {"kind": kind, "amount": amount, "reason": WHY, "by": stage.cast.actors[name]}
    return stage.act(lambda turn: actions.change_fund(turn.session, key, at=turn.at, **(given | more)))


def answer(
    stage: Stage, made: ChangeRow, verdict: str, name: str = "finance2", reason: str = ""
) -> ChangeRow:
    by = stage.cast.actors[name]
    return stage.act(
        lambda turn: actions.answer_change(
            turn.session, made.key, verdict=verdict, reason=reason, by=by, at=turn.at
        )
    )


def row(stage: Stage, key: str) -> FundRow:
    with stage.reading() as session:
        return queries.fund_row(session, key)


def figures(stage: Stage, key: str) -> tuple[int, int]:
    found = row(stage, key)
    return found.amount, found.unallotted


def test_a_raise_waits_for_a_second_person(stage: Stage) -> None:
    key = stage.fund(1_000_00, "IT")
    made = change(stage, key, "raise", 1)
    assert (made.needs_second, made.words) == (True, "Raise IT 2026")
    assert figures(stage, key) == (1_000_00, 1_000_00)
    with pytest.raises(NotAllowed, match="cannot confirm it too"):
        answer(stage, made, "confirmed", "finance")
    with pytest.raises(NotAllowed):
        answer(stage, made, "confirmed", "investor1")
    assert answer(stage, made, "confirmed", "fund_owner").verdict == "confirmed"
    assert figures(stage, key) == (1_000_01, 1_000_01)
    with pytest.raises(NotAllowed, match="has its answer already"):
        answer(stage, made, "declined", reason="Late.")


def test_a_raise_that_is_declined_changes_nothing(stage: Stage) -> None:
    key = stage.fund(1_000_00, "IT")
    made = change(stage, key, "raise", 500_00)
    with pytest.raises(Invalid) as refused:
        answer(stage, made, "declined")
    assert list(refused.value.fields) == ["reason"]
    answer(stage, made, "declined", reason="Not this year.")
    assert figures(stage, key) == (1_000_00, 1_000_00)


def test_a_cut_takes_what_is_not_given_out_and_no_more(stage: Stage) -> None:
    key = stage.fund(1_000_00, "IT")
    stage.allot(key, "investor1", 300_00)
    stage.commit("investor1", "P-2026-0001", 100_00)
    with pytest.raises(Invalid) as refused:
        change(stage, key, "cut", 700_01)
    assert refused.value.fields == {
        "amount": "IT 2026 has €700 that are not given out (€200 are in purses and €100 promised or spent); "
        "you entered €700.01. Enter at most €700."
    }
    assert change(stage, key, "cut", 700_00).needs_second is False
    found = row(stage, key)
    assert (found.amount, found.unallotted, found.in_purses, found.given) == (300_00, 0, 200_00, 100_00)
    with pytest.raises(Invalid, match="Wait until a round gives its purses back"):
        change(stage, key, "cut", 1)


def test_money_moves_between_funds_at_once_up_to_the_limit(stage: Stage) -> None:
    source, target = stage.fund(90_000_00, "IT"), stage.fund(5_00, "Support")
    change(stage, source, "move", 25_000_00, other_key=target)
    assert (figures(stage, source)[1], figures(stage, target)[1]) == (65_000_00, 25_005_00)
    made = change(stage, source, "move", 25_000_01, other_key=target)
    assert made.words == "Move from IT 2026 to Support 2026"
    assert made.needs_second
    assert figures(stage, target) == (25_005_00, 25_005_00)
    answer(stage, made, "confirmed")
    assert figures(stage, source) == (39_999_99, 39_999_99)
    assert figures(stage, target) == (50_005_01, 50_005_01)
    with stage.reading() as session:
        told = select(History.verb, History.why).where(History.subject_key == target).order_by(History.id)
        found = [tuple(each) for each in session.execute(told)]
    assert found[-3:] == [("money_in", WHY), ("change_asked", WHY), ("money_in", WHY)]


def test_what_was_given_out_meanwhile_is_refused_when_it_is_confirmed(stage: Stage) -> None:
    source, target = stage.fund(90_000_00, "IT"), stage.fund(5_00, "Support")
    made = change(stage, source, "move", 80_000_00, other_key=target)
    stage.allot(source, "investor1", 20_000_00)
    with pytest.raises(Invalid) as refused:
        answer(stage, made, "confirmed")
    assert "has €70,000 that are not given out" in refused.value.fields["verdict"]
    assert figures(stage, source) == (90_000_00, 70_000_00)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("kind", {"kind": "burn"}),
        ("amount", {"amount": 0}),
        ("amount", {"amount": -5}),
        ("reason", {"reason": " "}),
        ("other", {"kind": "move"}),
    ],
)
def test_a_change_that_does_not_hold_is_refused_by_field(
    stage: Stage, field: str, given: dict[str, Any]
) -> None:
    key = stage.fund(1_000_00, "IT")
    more = {name: value for name, value in given.items() if name == "reason"}
    with pytest.raises(Invalid) as refused:
        change(stage, key, given.get("kind", "cut"), given.get("amount", 5), **more)
    assert list(refused.value.fields) == [field]


def test_money_stays_in_its_year_and_kind_of_budget(stage: Stage) -> None:
    key = stage.fund(1_000_00, "IT")
    later = stage.fund(5_00, "Support", YEAR + 1)
    capital = stage.fund(5_00, "Support", nature="capex", categories=["technology"])
    with pytest.raises(Invalid, match="Support 2027 is of 2027, IT 2026 of 2026"):
        change(stage, key, "move", 5, other_key=later)
    with pytest.raises(Invalid, match="is capex, IT 2026 is opex"):
        change(stage, key, "move", 5, other_key=capital)
    with pytest.raises(NotFound):
        change(stage, key, "move", 5, other_key="nothing")


@pytest.mark.parametrize("name", ["fund_owner", "investor1", "admin", "chair"])
def test_a_fund_is_changed_by_finance_alone(stage: Stage, name: str) -> None:
    key = stage.fund(1_000_00, "IT")
    with pytest.raises(NotAllowed):
        change(stage, key, "cut", 5, name)
