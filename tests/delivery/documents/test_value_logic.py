"""A benefit line as a sentence that multiplies out."""

from dataclasses import replace

from pitchdeck.delivery.documents.value_logic import logic_of, source_of
from pitchdeck.features.projection import BenefitLine

LINE = BenefitLine(
    kind="time_saved",
    units=100,
    delta=2,
    per="week",
    value=42.6,
    adoption=0.55,
    isolation=0.6,
    basis="manager",
)


def test_every_factor_is_named() -> None:
    assert logic_of(LINE, "EUR") == (
        "100 people × 2 hours a week × €42.60 × 55\u00a0% apply it × 60\u00a0% by learning"
    )


def test_a_single_unit_is_not_counted() -> None:
    one = BenefitLine(kind="turnover_avoided", name="Leavers", delta=10, per="year", value=56625)
    assert logic_of(one, "EUR") == "Leavers: 10 fewer leavers a year × €56,625"


def test_money_without_cents_has_none_and_money_with_cents_has_both() -> None:
    worth = {1_000_000.0: "€1,000,000", 42.5: "€42.50"}
    for value, told in worth.items():
        assert f"× {told} ×" in logic_of(replace(LINE, value=value), "EUR")
    assert "× JP¥1,200 ×" in logic_of(replace(LINE, value=1200.0), "JPY")


def test_the_assumptions_name_their_source() -> None:
    assert source_of(LINE) == [
        ("Learning causes 60\u00a0% of the change", "managers' estimate"),
        ("55\u00a0% apply what they learn", "managers' estimate"),
    ]
