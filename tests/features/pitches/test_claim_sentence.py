"""The sentence that a sponsor says yes to, in figures that somebody can read."""

from decimal import Decimal

import pytest

from pitchdeck.features.pitches.figures import Claimed, Gap, claim_sentence

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("delta", "locale", "said"),
    [
        ("344.7607", "en_GB", "learning claims 345 cases (28"),
        ("12344.7607", "en_GB", "learning claims 12,345 cases (28"),
        ("12344.7607", "de_DE", "learning claims 12.345 cases (28"),
        ("34.4607", "en_GB", "learning claims 34.5 cases (28"),
        ("1.5", "de_DE", "learning claims 1,5 cases (28"),
        ("0.0123", "en_GB", "learning claims 0.0123 cases (28"),
        ("-0.66", "en_GB", "learning claims −0.66 cases (28"),
    ],
)
def test_a_claim_has_three_digits_or_is_whole(delta: str, locale: str, said: str) -> None:
    claim = Claimed(Decimal(delta), Decimal("0.2766"))
    assert said in claim_sentence(claim, Gap("Cases", "cases", 3000, 1800), locale)


def test_baseline_and_target_stand_as_they_were_agreed() -> None:
    claim, cases = Claimed(Decimal("0.8"), Decimal("0.2667")), Gap("Cases", "cases", 12345.6789, 9000)
    assert claim_sentence(claim, cases, "en_GB").startswith("Of 12,345.6789 → 9,000 cases, ")
    assert claim_sentence(claim, cases, "de_DE").startswith("Of 12.345,6789 → 9.000 cases, ")
    rate = Gap("Rework", "%", 14, 11)
    said = f"Of 14 → 11{NBSP}%, learning claims 0.8 points (27{NBSP}% of the way)."
    assert claim_sentence(claim, rate, "en_GB") == said
