"""Contrast after WCAG 2.2, and the nearest colour that passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.features.people.figures import (
    DARK,
    LEAST,
    LIGHT,
    colour_of,
    contrast,
    fill,
    legible,
    pressed,
    soft,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        # WCAG's own ends, and figures of the WebAIM contrast checker
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("typed", "colour"),
    [
        ("#3142C6", "#3142c6"),
        ("abc", "#aabbcc"),
        (" #fff ", "#ffffff"),
        ("red", None),
        ("#12", None),
        ("", None),
    ],
)
def test_colours_as_typed(typed: str, colour: str | None) -> None:
    assert colour_of(typed) == colour


@given(COLOURS, st.sampled_from([LIGHT, DARK]))
def test_the_nearest_passes_and_what_passes_is_its_own_nearest(colour: str, ground: str) -> None:
    found = legible(colour, ground)
    assert contrast(found.nearest, ground) >= LEAST
    assert (found.nearest == colour) is found.passes
    assert contrast(found.nearest, soft(found.nearest, ground)) >= LEAST
    assert contrast(pressed(fill(colour)), "#ffffff") >= contrast(fill(colour), "#ffffff") >= LEAST
