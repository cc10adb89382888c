"""Days left are days of the calendar in a zone, not spans of 24 hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pitchdeck.features.rounds.figures import days_left

AT = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)


def test_days_left_are_days_of_the_calendar() -> None:
    assert days_left(AT + timedelta(hours=20), AT, UTC) == 1
    assert days_left(AT + timedelta(hours=1), AT, UTC) == 0
    assert days_left(AT - timedelta(days=3), AT, UTC) == -3


def test_a_deadline_late_at_night_is_the_next_day_elsewhere() -> None:
    late = datetime(2026, 2, 2, 23, 30, tzinfo=UTC)
    assert days_left(late, AT, UTC) == 0
    assert days_left(late, AT, ZoneInfo("Europe/Berlin")) == 1
