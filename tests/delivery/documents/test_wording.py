from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.delivery.documents.one_pager import Figure
from pitchdeck.delivery.documents.wording import Wording, clip, first_sentence, plain

WORDS = Wording("EUR", "en_GB")


@given(st.text(), st.integers(1, 400))
def test_clipped_text_is_never_longer(text: str, most: int) -> None:
    assert len(clip(text, most)) <= most


def test_a_text_is_cut_at_a_word_and_marked() -> None:
    assert clip("Proposals go out late, and competitors win.", 24) == "Proposals go out late…"
    assert clip("  short \n text ", 40) == "short text"


def test_marks_that_turn_the_line_are_left_out() -> None:
    assert plain("\u202e100\u202c EUR\x00\n!") == "100 EUR !"
    assert plain("\ud800x") == "x"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("Costs 1.5 million. More", "Costs 1.5 million."),
        ("No stop", "No stop"),
        ("Why? Because.", "Why?"),
        ("第一。第二。", "第一。"),
        ("", ""),
    ],
)
def test_the_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("0.6666667"), "0.7 %"),
        (Decimal("883.8"), "884 %"),
        (Decimal("-37.5"), "−38 %"),
        (Decimal(0), "0 %"),
        (Decimal("1e9"), "more than 10 million %"),
    ],
)
def test_percent(value: Decimal, text: str) -> None:
    assert WORDS.percent(value) == text.replace(" %", "\u00a0%")


def test_dates_months_and_numbers() -> None:
    assert WORDS.day(date(2026, 9, 30)) == "30 Sept 2026"
    assert WORDS.day(None) == ""
    assert WORDS.months(Decimal(1)) == "1\u00a0month"
    assert WORDS.months(13.94) == "13.9\u00a0months"
    assert WORDS.number(Decimal("1234.5")) == "1,234.5"


def test_a_figure_is_a_value_or_a_reason() -> None:
    assert WORDS.figure(Figure(123456), "money") == "€1,234.56"
    assert WORDS.figure(Figure(123456), "whole money") == "€1,235"
    assert WORDS.figure(Figure(reason="never_within_horizon"), "months") == "not within the horizon"
    with pytest.raises(ValueError, match="a value or a reason"):
        Figure()
    with pytest.raises(ValueError, match="a value or a reason"):
        Figure(1, "no_cost")


def test_one_line_keeps_the_spaces_that_hold_a_figure_and_its_unit() -> None:
    assert plain("80\u00a0% \t\n sure\u2028of\x07 it ") == "80\u00a0% sure of it"
    assert plain("\u00a0 \u00a0") == ""
