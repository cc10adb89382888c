"""The months of an investment: index 0 is the month of its first release, and readings fall due by launch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 12
GRACE_DAYS = 30
"""Days of reminders after which a missing reading counts as zero and blocks the next tranche."""


@dataclass(frozen=True, slots=True)
class Due:
    """A period whose reading is planned: benefit months `first` to `last` (plan months), due on `on`.

    `state` is coming, due, overdue (the reminders ran out) or evidenced (attested readings cover it all).
    """

    number: int
    first: int
    last: int
    on: date
    state: str

    @property
    def is_due(self) -> bool:
        """Whether the reading should exist by now."""
        return self.state != "coming"


def first_of_month(day: date) -> date:
    """The first day of the day's month."""
    return day.replace(day=1)


def month_after(start: date, months: int) -> date:
    """The first day of the month `months` after the month of `start`."""
    count = start.year * MONTHS + start.month - 1 + months
    return date(count // MONTHS, count % MONTHS + 1, 1)


def last_of_month(day: date) -> date:
    """The last day of the day's month."""
    return month_after(day, 1) - timedelta(days=1)


def month_index(baseline: date, day: date) -> int:
    """The plan month of a day: 0 in the month of `baseline`, negative before it."""
    return (day.year - baseline.year) * MONTHS + day.month - baseline.month


def due_periods(
    reading_months: Iterable[int], *, launch: int, baseline: date, today: date, evidenced: Sequence[int]
) -> tuple[Due, ...]:
    """The planned readings, `reading_months` after launch, with where each stands today.

    Each covers the months since the one before it and falls due on the first day after its last month.
    `evidenced` holds the plan months that attested readings cover.
    """
    covered, periods, first = set(evidenced), [], launch
    for number, after in enumerate(sorted({month for month in reading_months if month > 0}), start=1):
        last = launch + after - 1
        on = month_after(baseline, last + 1)
        state = _state(covered.issuperset(range(first, last + 1)), on, today)
        periods.append(Due(number, first, last, on, state))
        first = last + 1
    return tuple(periods)


def _state(evidenced: bool, on: date, today: date) -> str:  # noqa: FBT001  # a private switch
    if evidenced:
        return "evidenced"
    if today < on:
        return "coming"
    return "overdue" if today > on + timedelta(days=GRACE_DAYS) else "due"
