"""Funds hold nothing until a second person confirmed them, and purses are given by their owner alone."""

from typing import Any

import pytest

from pitchdeck.base.errors import Invalid, NotAllowed, NotFound
from pitchdeck.features.funding import actions
from tests.features.funding.stage import YEAR, Stage

FUND: dict[str, Any] = {"name": "IT 2026", "fiscal_year": YEAR, "amount": 10_000_00}


def _open(stage: Stage, **more: Any) -> str:
    values = FUND | {"unit_id": stage.cast.units["IT"], "owner_id": stage.cast.fund_owner.id} | more
    fund = stage.act(
        lambda turn: actions.open_fund(turn.session, by=stage.cast.finance, at=turn.at, **values)
    )
    with stage.database.reading() as session:
        session.add(fund)
        return fund.key


def test_a_fund_is_empty_until_confirmed(stage: Stage) -> None:
    before = stage.total("fund")
    key = _open(stage)
    assert stage.total("fund") == before
    with pytest.raises(NotAllowed, match="not confirmed yet"):
        stage.allot(key, "investor1", 5)
    stage.act(lambda turn: actions.confirm_fund(turn.session, key, by=stage.cast.finance2, at=turn.at))
    assert stage.total("fund") == before + 10_000_00
    with pytest.raises(NotAllowed, match="confirmed already"), stage.database.writing() as turn:
        actions.confirm_fund(turn.session, key, by=stage.cast.fund_owner, at=turn.at)


@pytest.mark.parametrize("name", ["finance", "investor1", "admin", "chair", "presenter"])
def test_a_fund_is_confirmed_by_a_second_person_of_finance_or_its_owner(stage: Stage, name: str) -> None:
    key = _open(stage)
    with pytest.raises(NotAllowed), stage.database.writing() as turn:
        actions.confirm_fund(turn.session, key, by=stage.cast.actors[name], at=turn.at)


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("fiscal_year", 26), ("amount", 0), ("amount", -1), ("owner_id", 1)],
)
def test_a_fund_that_does_not_hold_is_refused_by_field(stage: Stage, field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        _open(stage, **{field: value})
    assert list(refused.value.fields) == [field.removesuffix("_id")]  # as the form calls it


def test_a_purse_above_the_fund_is_refused_with_the_figures(stage: Stage) -> None:
    key = stage.fund(1_000_00, "IT")
    with pytest.raises(Invalid) as refused:
        stage.allot(key, "investor1", 1_000_01)
    assert refused.value.fields["amount"] == (
        "The fund IT 2026 has €1,000 to give out; you entered €1,000.01. Enter at most €1,000."
    )


def test_a_purse_is_for_the_panel_and_before_funding_closes(stage: Stage) -> None:
    key = stage.fund(1_000_00, "IT")
    with pytest.raises(Invalid, match="no seat on the panel"):
        stage.allot(key, "finance", 5)
    stage.chair("close_funding", why="All answered.")
    with pytest.raises(Invalid, match="are closed"):
        stage.allot(key, "investor1", 5)


def test_a_second_allotment_raises_the_same_purse(stage: Stage) -> None:
    key = stage.fund(1_000_00, "IT")
    assert stage.allot(key, "investor1", 300_00) == stage.allot(key, "investor1", 200_00)
    assert stage.count("purse") == 4


def test_a_purse_is_given_by_the_funds_owner_alone(stage: Stage) -> None:
    key = stage.fund(1_000_00, "IT")
    given: dict[str, Any] = {"investor_id": stage.cast.investor1.id, "round_id": stage.round_id, "amount": 5}
    for name in ("finance", "investor1", "chair", "admin"):
        with pytest.raises(NotAllowed), stage.database.writing() as turn:
            actions.allot(turn.session, key, by=stage.cast.actors[name], at=turn.at, **given)
    with pytest.raises(NotFound), stage.database.writing() as turn:
        actions.allot(turn.session, "nothing", by=stage.cast.fund_owner, at=turn.at, **given)
