"""What a refusal says: the figures, why, and what to do next."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.features.funding.actions.reviews import _not_covered
from tests.features.funding.stage import YEAR, Stage

P1, P2 = "P-2026-0001", "P-2026-0002"


def test_what_is_covered_already_names_what_is_left_to_do(stage: Stage) -> None:
    stage.commit("investor1", P1, 30_000_00)
    with pytest.raises(Invalid) as refused:
        stage.commit("investor2", P1, 1)
    assert refused.value.fields["amount"] == (
        f"{P1} needs nothing more for 2026: its ask is reserved. Stand by for it, or commit to another pitch."
    )


def test_a_purse_of_another_year_is_said_with_what_would_fit(stage: Stage) -> None:
    stage.allot(stage.fund(1_000_00, year=YEAR + 1), "investor1", 1_000_00)
    with pytest.raises(Invalid) as refused:
        stage.commit("investor1", P1, 1_00)
    assert str(refused.value) == (
        f"{P1} asks nothing of 2027, the year of Sales 2027. Choose a purse of a year that it asks for."
    )


def test_a_round_waits_for_its_verdicts_and_says_whose(stage: Stage) -> None:
    stage.commit("investor1", P1, 30_000_00)
    stage.chair("close_funding", why="Everybody has answered.")
    with pytest.raises(Conflict) as refused:
        stage.chair("decide")
    assert str(refused.value) == (
        f"Finance has not given its verdict on {P1} yet. Ask finance for it: a round is decided once every"
        " pitch has one."
    )


def test_what_is_not_covered_names_the_years_that_miss_something() -> None:
    pitch = cast("Any", SimpleNamespace(ref=P2))
    told = _not_covered(pitch, {2026: 25_000_00, 2027: 5_000_00}, {2026: 20_000_00, 2027: 5_000_00}, "EUR")
    assert told == (
        f"{P2} is not covered: of its minimum €5,000 of €25,000 for 2026 is neither reserved nor promised."
        " Put it on hold, send it back or decline it."
    )
