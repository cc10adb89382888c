"""Funds for some goals and categories pay for nothing else, and for no more of it than is asked."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from pitchdeck.base.errors import Invalid, NotAllowed
from pitchdeck.base.history import History
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.models import Fund
from pitchdeck.features.pitches.models import AskCategory, Revision
from pitchdeck.features.strategy.models import Goal
from tests.base.triggers.world import put
from tests.features.funding.stage import YEAR, Stage

P1, P2 = "P-2026-0001", "P-2026-0002"
TECHNOLOGY, LICENCES = "technology", "acquisition_licences"


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """The first pitch asks 12,000 for technology, 6,000 for licences and 12,000 for design."""
    parts = {TECHNOLOGY: 12_000_00, LICENCES: 6_000_00, "design_development": 12_000_00}
    with stage.database.writing() as turn:
        revision = turn.session.execute(select(Revision.id).order_by(Revision.id).limit(1)).scalar_one()
        for category, amount in parts.items():
            put(
                turn.session,
                AskCategory,
                revision_id=revision,
                fiscal_year=YEAR,
                category=category,
                amount=amount,
            )
    return stage


def purse(stage: Stage, name: str = "investor1", **more: Any) -> str:
    fund = stage.fund(100_000_00, "IT", **more)
    return stage.allot(fund, name, 50_000_00)


def goals(stage: Stage) -> tuple[int, int]:
    """The goal of both pitches, and another."""
    cast = stage.cast
    with stage.database.writing() as turn:
        own = turn.session.execute(select(Goal.id)).scalar_one()
        words: dict[str, Any] = {"key": "g2", "name": "Safer work", "why": "Law", "priority": 2}
        people = {"unit_id": cast.units["Support"], "owner_id": cast.chair.id, "until": date(2027, 12, 31)}
        return own, put(turn.session, Goal, **words, **people)


def test_a_fund_for_another_goal_is_refused_by_name(stage: Stage) -> None:
    own, other = goals(stage)
    purse(stage, goal_ids=[other])
    with pytest.raises(Invalid) as refused:
        stage.commit("investor1", P1, 100_00)
    assert refused.value.fields == {
        "purse": f"IT 2026 is for “Safer work” only; {P1} is for “Fewer repeats”. Choose another purse."
    }
    assert stage.count("commitment") == 0
    purse(stage, "investor2", goal_ids=[own, other])
    assert stage.commit("investor2", P1, 100_00).amount == 100_00


def test_a_fund_for_one_category_pays_up_to_what_is_asked_for_it(asked: Stage) -> None:
    purse(asked, categories=[TECHNOLOGY])
    with pytest.raises(Invalid) as refused:
        asked.commit("investor1", P1, 12_000_01)
    assert refused.value.fields == {
        "amount": f"IT 2026 pays for technology only. {P1} asks €12,000 of 2026 for that; "
        "you entered €12,000.01. Enter at most €12,000, or choose another purse."
    }
    assert asked.commit("investor1", P1, 12_000_00).amount == 12_000_00
    with pytest.raises(Invalid) as refused:
        asked.commit("investor1", P1, 1)
    assert refused.value.fields == {
        "purse": f"IT 2026 pays for technology only. {P1} asks €12,000 of 2026 for that, "
        "and €12,000 of it stands already. Choose another purse."
    }


def test_funds_that_share_a_category_share_what_is_asked_for_it(asked: Stage) -> None:
    purse(asked, categories=[TECHNOLOGY])
    purse(asked, "investor2", categories=[TECHNOLOGY, LICENCES])
    purse(asked, "investor3", categories=["design_development"])
    asked.commit("investor1", P1, 10_000_00)
    asked.commit("investor3", P1, 12_000_00)
    with pytest.raises(Invalid, match="Enter at most €8,000"):
        asked.commit("investor2", P1, 8_000_01)
    asked.commit("investor2", P1, 8_000_00)


def test_what_was_taken_back_is_room_again(asked: Stage) -> None:
    purse(asked, categories=[TECHNOLOGY])
    made = asked.commit("investor1", P1, 12_000_00)
    by = asked.cast.investor1
    asked.act(lambda turn: actions.withdraw_commitment(turn.session, made.key, by=by, at=turn.at))
    assert asked.commit("investor1", P1, 12_000_00).amount == 12_000_00


def test_up_to_what_is_needed_stays_within_what_the_fund_is_for(asked: Stage) -> None:
    purse(asked, categories=[LICENCES])
    assert asked.commit("investor1", P1, 20_000_00, up_to_needed=True).amount == 6_000_00


def test_a_pitch_that_asks_nothing_of_it_gets_nothing(asked: Stage) -> None:
    purse(asked, categories=[TECHNOLOGY])
    with pytest.raises(Invalid) as refused:
        asked.commit("investor1", P2, 5)
    assert refused.value.fields == {
        "purse": f"IT 2026 pays for technology only; {P2} asks nothing of 2026 for that. "
        "Choose another purse."
    }


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("nature", {"nature": "other"}),
        ("categories", {"nature": "capex"}),
        ("categories", {"categories": ["participant_time"]}),
        ("goals", {"goal_ids": [999_999]}),
    ],
)
def test_a_purpose_that_does_not_hold_is_refused_by_field(
    stage: Stage, field: str, more: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        stage.fund(5, **more)
    assert list(refused.value.fields) == [field]


def test_a_fund_shows_what_it_is_for(stage: Stage) -> None:
    own, other = goals(stage)
    key = stage.fund(
        5, nature="capex", goal_ids=[other, own], categories=[LICENCES, TECHNOLOGY], erp_code="LD-1"
    )
    with stage.reading() as session:
        row = queries.fund_row(session, key)
    assert (row.nature, row.erp_code) == ("capex", "LD-1")
    assert set(row.goals) == {"Fewer repeats", "Safer work"}
    assert row.categories == (LICENCES, TECHNOLOGY)


def test_a_code_is_changed_by_finance_and_remembered(stage: Stage) -> None:
    key = stage.fund(5, erp_code="LD-1")

    def code(name: str, given: str) -> None:
        by = stage.cast.actors[name]
        stage.act(lambda turn: actions.code_fund(turn.session, key, given, by=by, at=turn.at))

    code("finance", " LD-2 ")
    code("finance", "LD-2")
    code("finance", "")
    with pytest.raises(NotAllowed):
        code("fund_owner", "LD-3")
    with stage.reading() as session:
        assert session.execute(select(Fund.erp_code).where(Fund.key == key)).scalar_one() is None
        told = select(History.detail).where(History.verb == "coded").order_by(History.id)
        found = session.execute(told).scalars().all()
    assert found == [{"from": "LD-1", "to": "LD-2"}, {"from": "LD-2", "to": None}]
