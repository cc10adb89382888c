import pytest

from pitchdeck.features.projection import Figure, claim_share, claimed_change, claims_total


def test_claim_on_a_measure_that_falls() -> None:
    """Of 14 → 11 %, learning claims 0.8 points."""
    terms = {"delta": 3.0, "isolation": 0.5, "adoption": 8 / 15}
    assert claimed_change(**terms) == pytest.approx(0.8)
    assert claim_share(**terms, baseline=14, target=11).value == pytest.approx(0.8 / 3)
    assert claim_share(**terms, baseline=11, target=14).value == pytest.approx(0.8 / 3)


def test_claim_without_a_gap() -> None:
    assert claim_share(delta=1, isolation=1, adoption=1, baseline=5, target=5).reason == "no_gap"


def test_claims_are_summed_over_a_measure() -> None:
    assert claims_total([Figure.of(0.7), Figure.of(0.5)]).value == pytest.approx(1.2)
    assert claims_total([]).value == 0
    assert claims_total([Figure.of(0.7), Figure.withheld("no_gap")]).reason == "no_gap"
