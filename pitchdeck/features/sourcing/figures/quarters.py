"""Calendar quarters: in which one a month falls, and what a team has left of one."""

from dataclasses import dataclass
from datetime import date

MONTHS, OF_A_QUARTER = 12, 3


def month_after(day: date, months: int) -> date:
    """The first of the month `months` after the day's month; negative goes back."""
    count = day.year * MONTHS + day.month - 1 + months
    return date(count // MONTHS, count % MONTHS + 1, 1)


def quarter_of(day: date) -> date:
    """The first day of the calendar quarter of a day."""
    return date(day.year, (day.month - 1) // OF_A_QUARTER * OF_A_QUARTER + 1, 1)


def quarters_from(day: date, count: int) -> tuple[date, ...]:
    """The first days of so many quarters, that of the day first."""
    return tuple(month_after(quarter_of(day), OF_A_QUARTER * place) for place in range(count))


def quarter_name(quarter: date) -> str:
    """A quarter as people write it: Q2 2027."""
    return f"Q{(quarter.month - 1) // OF_A_QUARTER + 1} {quarter.year}"


@dataclass(frozen=True, slots=True)
class Room:
    """What one piece of work needs of a team in a quarter, and what is free there without it."""

    team: str
    quarter_on: date
    needed: float
    free: float

    @property
    def fits(self) -> bool:
        """Whether it fits, to a tenth of an hour."""
        return self.needed <= self.free + 0.05

    @property
    def sentence(self) -> str:
        """Needs and what is free, as the presenter and the lead read it."""
        free = max(0.0, self.free)
        are = "is" if round(free) == 1 else "are"
        return (
            f"It needs {self.needed:,.0f} h of {self.team} in {quarter_name(self.quarter_on)}; "
            f"{free:,.0f} h {are} free."
        )
