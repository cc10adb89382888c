"""Another amount in the place of one's own commitment: one act, and what does not fit leaves the old one."""

import pytest

from pitchdeck.base.errors import Invalid, NotAllowed, NotFound
from pitchdeck.features.funding import actions
from tests.features.funding.stage import Stage

P1 = "P-2026-0001"


def change(stage: Stage, key: str, amount: int, name: str = "investor1") -> actions.Made:
    by = stage.cast.actors[name]
    return stage.act(lambda t: actions.change_commitment(t.session, key, amount, by=by, at=t.at))


def test_another_amount_takes_the_place_of_the_old_one(stage: Stage) -> None:
    key = stage.commit("investor1", P1, 12_000_00).key
    made = change(stage, key, 30_000_00)
    assert (made.amount, made.left, made.covered) == (30_000_00, 20_000_00, True)
    assert (stage.total("reserved"), stage.total("purse")) == (30_000_00, 50_000_00)
    assert (stage.count("commitment"), stage.count("resolution")) == (2, 1)
    assert stage.count("history WHERE verb = 'commitment_changed'") == 1
    with pytest.raises((NotAllowed, NotFound)):
        change(stage, key, 5)


def test_a_pitch_that_stays_covered_does_not_swing(stage: Stage) -> None:
    stage.commit("investor2", P1, 20_000_00)
    key = stage.commit("investor1", P1, 10_000_00).key
    assert stage.state(P1) == "covered"
    change(stage, key, 9_999_99)
    assert stage.state(P1) == "in_funding"
    assert stage.count("history WHERE verb = 'uncovered'") == 1


def test_what_does_not_fit_leaves_the_old_commitment(stage: Stage) -> None:
    key = stage.commit("investor1", P1, 12_000_00).key
    for amount, words in (
        (30_000_01, "still needs €30,000 for 2026; you entered €30,000.01. Enter at most €30,000."),
        (50_000_01, "Your purse Sales 2026 has €50,000 free; you entered €50,000.01. Enter at most €30,000."),
        (0, "more than zero"),
        (12_000_00, "You have committed €12,000 already. Enter another amount, or take it back."),
    ):
        with pytest.raises(Invalid) as refused:
            change(stage, key, amount)
        assert words in refused.value.fields["amount"]
    assert (stage.total("reserved"), stage.count("resolution")) == (12_000_00, 0)


def test_less_makes_room_for_who_stands_by(stage: Stage) -> None:
    key = stage.commit("investor1", P1, 30_000_00).key
    stage.stand_by(stage.purses["investor3"], P1, 8_000_00, stage.cast.investor3)
    change(stage, key, 22_000_00)
    assert stage.count("standby_end WHERE outcome = 'told' AND room = 800000") == 1


def test_a_condition_is_asked_again(stage: Stage) -> None:
    key, by = stage.commit("investor1", P1, 30_000_00, condition="A pilot").key, stage.cast.presenter
    stage.act(lambda t: actions.answer_condition(t.session, key, "accepted", by=by, at=t.at))
    assert stage.state(P1) == "covered"
    assert not change(stage, key, 29_000_00).covered
    assert stage.count("commitment_condition") == 2
    assert stage.count("condition_answer") == 1


@pytest.mark.parametrize("name", ["investor2", "finance", "chair", "presenter"])
def test_nobody_changes_anothers_money(stage: Stage, name: str) -> None:
    key = stage.commit("investor1", P1, 12_000_00).key
    with pytest.raises(NotFound):
        change(stage, key, 5, name)


def test_after_funding_closed_nothing_changes(stage: Stage) -> None:
    key = stage.commit("investor1", P1, 30_000_00).key
    stage.chair("close_funding", why="All answered.")
    with pytest.raises(NotAllowed, match="not in funding"):
        change(stage, key, 5)
