"""What is recommended and why: the table, capacity, ties and missing prices, in words and figures."""

from dataclasses import replace
from itertools import product

import pytest

from pitchdeck.features.sourcing.figures import (
    ENGAGEMENTS,
    LEVELS,
    MOST_POINTS,
    NATURES,
    Advice,
    Scope,
    advise,
    priced,
)
from tests.features.sourcing.test_pricing import BY_HOUR, CARDS, RATE, SCOPE, totals

ALL = dict.fromkeys(ENGAGEMENTS, 1_000.0)


def advice(scope: Scope, costs: dict[str, float] | None = None) -> Advice:
    return advise(scope, priced(scope, CARDS, RATE), ALL if costs is None else costs)


@pytest.mark.parametrize(
    ("nature", "involvement", "surety", "best"),
    [
        ("one_off", "low", "high", ("project_outsourcing",)),
        ("recurring", "medium", "medium", ("retainer",)),
        ("uncertain", "medium", "low", ("time_and_materials",)),
        ("steady", "high", "high", ("staff_augmentation",)),
        ("steady", "medium", "medium", ("retainer",)),
        ("uncertain", "high", "low", ("in_house",)),
    ],
)
def test_typical_work_gets_its_typical_model(
    nature: str, involvement: str, surety: str, best: tuple[str, ...]
) -> None:
    assert advice(replace(SCOPE, nature=nature, involvement=involvement, surety=surety)).best == best


def test_every_case_is_decided_with_a_reason_for_each_criterion() -> None:
    for nature, involvement, surety in product(NATURES, LEVELS, LEVELS):
        found = advice(replace(SCOPE, nature=nature, involvement=involvement, surety=surety))
        assert found.best
        assert all(0 <= fit.points <= MOST_POINTS and len(fit.reasons) == 3 for fit in found.fits)
        assert max(fit.points for fit in found.fits) >= 3


def test_the_reasoning_gives_points_reasons_and_hours() -> None:
    found = advice(replace(SCOPE, nature="recurring", free_hours=100.0))
    assert found.best == ("retainer",)
    assert found.sentences == (
        "Retainer fits best: 5 of 6 points.",
        "Kind of work (the same again and again): the same people come back for it at a known fee (2 of 2).",
        "Involvement (medium): we set the order of work and the vendor does it (2 of 2).",
        "Surety of the scope (high): hours can be reserved well (1 of 2).",
        "It needs 36 hours of our own people; 100 are free.",
    )


def test_what_the_team_has_no_hours_for_is_set_aside_with_figures() -> None:
    uncertain = replace(SCOPE, nature="uncertain", involvement="high", surety="low", free_hours=100.0)
    found = advice(uncertain)
    assert "in_house" not in found.best
    assert (
        "In-house has 6 points. It needs 300 hours of our own people, and 100 are free: it does not fit."
        in found.sentences
    )
    none = advice(replace(uncertain, free_hours=5.0))
    assert none.best == ()
    assert none.sentences[0].startswith("No model that has a price fits. In-house: It needs 300 hours")


def test_what_has_no_price_is_not_recommended_and_is_said() -> None:
    scope = replace(SCOPE, nature="recurring")
    rows = priced(scope, (BY_HOUR,), RATE)
    found = advise(scope, rows, {one.engagement: 1.0 for one in rows if one.lines})
    assert found.best == ("in_house",)
    assert "Retainer has 5 points, but no price." in found.sentences
    (only,) = advise(scope, priced(scope, (), None), {}).sentences
    assert only == (
        "No model has a price, so none is recommended: a standard rate or a vendor's price is missing."
    )


def test_a_tie_is_said_and_broken_by_cost_alone() -> None:
    scope = replace(SCOPE, nature="uncertain", involvement="medium", surety="medium")
    cheaper = advice(scope, ALL | {"in_house": 999.0})
    assert {fit.engagement: fit.points for fit in cheaper.fits}["time_and_materials"] == 5
    tied = replace(SCOPE, nature="steady", involvement="high", surety="low")
    found = advice(tied, ALL | {"staff_augmentation": 900.0})
    assert found.best == ("staff_augmentation",)
    assert found.sentences[0] == (
        "Staff augmentation and In-house have 5 of 6 points each; Staff augmentation costs less in all."
    )
    equal = advice(tied)
    assert equal.best == ("in_house", "staff_augmentation")
    assert equal.sentences[0] == (
        "In-house and Staff augmentation fit equally well: 5 of 6 points each, at the same cost."
    )


def test_hours_that_nobody_counted_exclude_nothing() -> None:
    found = advice(replace(SCOPE, nature="uncertain", involvement="high", surety="low", free_hours=None))
    assert found.best == ("in_house",)
    assert "how many are free was not said" in " ".join(found.sentences)
    assert totals(priced(SCOPE, CARDS, RATE)[0])[2] == 240
