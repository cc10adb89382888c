"""One measure in two lines warns until each line says whom it counts."""

from dataclasses import replace

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.figures import BenefitRow
from tests.factories import pitches as made
from tests.factories.cast import Cast

LINES = {
    "nobody is named": (None, None, "warn"),
    "one is not named": ("First line", None, "warn"),
    "the same people": ("First line", " first LINE", "warn"),
    "other people": ("First line", "Second line", "pass"),
}


@pytest.mark.parametrize("case", LINES)
def test_populations_that_differ_are_no_double_counting(sqlite: Database, house: Cast, case: str) -> None:
    *people, level = LINES[case]
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house).id
        line = BenefitRow("time_saved", "Less rework", made.BENEFIT, "Controlling", measure)
        lines = tuple(replace(line, terms={**line.terms, "population": who}) for who in people)
        pitch = made.draft(turn.session, house, measure, benefits=lines)
        found = queries.appraise(turn.session, pitch.id, pitch.key)
    (check,) = [one for one in found.checks if one.key == "double_counting"]
    assert check.level == level
    if level == "warn":
        assert "Say in each line whom it counts, or leave one out." in check.sentence
