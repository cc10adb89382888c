"""Quarters by the calendar, and what fits into one."""

from datetime import date

import pytest

from pitchdeck.features.sourcing.figures import Room, month_after, quarter_name, quarter_of, quarters_from


@pytest.mark.parametrize(
    ("day", "first", "name"),
    [
        (date(2027, 1, 1), date(2027, 1, 1), "Q1 2027"),
        (date(2027, 3, 31), date(2027, 1, 1), "Q1 2027"),
        (date(2027, 4, 1), date(2027, 4, 1), "Q2 2027"),
        (date(2027, 12, 31), date(2027, 10, 1), "Q4 2027"),
    ],
)
def test_a_day_has_its_quarter(day: date, first: date, name: str) -> None:
    assert (quarter_of(day), quarter_name(quarter_of(day))) == (first, name)


def test_quarters_follow_each_other_over_the_year() -> None:
    assert quarters_from(date(2026, 11, 24), 3) == (date(2026, 10, 1), date(2027, 1, 1), date(2027, 4, 1))
    assert [month_after(date(2026, 11, 30), months) for months in (-11, 0, 2)] == [
        date(2025, 12, 1),
        date(2026, 11, 1),
        date(2027, 1, 1),
    ]


@pytest.mark.parametrize(
    ("needed", "free", "fits", "words"),
    [
        (120, 80, False, "It needs 120 h of Instructional design in Q2 2027; 80 h are free."),
        (80, 80, True, "It needs 80 h of Instructional design in Q2 2027; 80 h are free."),
        (1, -5, False, "It needs 1 h of Instructional design in Q2 2027; 0 h are free."),
        (2, 1, False, "It needs 2 h of Instructional design in Q2 2027; 1 h is free."),
    ],
)
def test_what_does_not_fit_says_so(needed: float, free: float, fits: bool, words: str) -> None:  # noqa: FBT001  # a case of a table
    room = Room("Instructional design", date(2027, 4, 1), needed, free)
    assert (room.fits, room.sentence) == (fits, words)
