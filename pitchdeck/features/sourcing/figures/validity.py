"""From when to when a price counts, and whether two of them would count at once."""

from datetime import date, timedelta

NEVER_ENDS = date.max
A_DAY = timedelta(days=1)


def last_day(valid_to: date | None, ended_on: date | None) -> date:
    """The last day on which a price counts; ending it takes effect on the day of the act."""
    planned = NEVER_ENDS if valid_to is None else valid_to
    return planned if ended_on is None else min(planned, ended_on - A_DAY)


def state_on(day: date, valid_from: date, last: date) -> str:
    """`upcoming`, `valid` or `expired` on a day; what ended before it began is expired."""
    if last < valid_from:
        return "expired"
    if day < valid_from:
        return "upcoming"
    return "valid" if day <= last else "expired"


def overlap(first: tuple[date, date], second: tuple[date, date]) -> tuple[date, date] | None:
    """The days that two spans share, both ends included; None when they share none."""
    begins, ends = max(first[0], second[0]), min(first[1], second[1])
    return (begins, ends) if begins <= ends else None


def role_key(role: str) -> str:
    """A role by which two spellings of it are found to be the same."""
    return " ".join(role.split()).casefold()
