"""When everything of the demo happened, counted from the moment at which it is told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pitchdeck.delivery.cli.demo.people import ZONE_NAME

MONTHS = 12
ZONE = ZoneInfo(ZONE_NAME)
LAST_START = 10
"""Budget cost falls into the first three months: a later start would carry it into the next fiscal year."""
MONTHS_UNDER_WAY = 9


def month_after(day: date, months: int) -> date:
    """The first day of the month `months` after the day's month; negative goes back."""
    count = day.year * MONTHS + day.month - 1 + months
    return date(count // MONTHS, count % MONTHS + 1, 1)


def months_between(first: date, last: date) -> int:
    """Whole months from the month of `first` to that of `last`."""
    return (last.year - first.year) * MONTHS + last.month - first.month


def start_after(decision: date) -> date:
    """The first of the month after a decision, moved to January where the year would end too soon."""
    start = month_after(decision, 1)
    return start if start.month <= LAST_START else date(start.year + 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Stages:
    """The days of a round, from its plan to its decision; `start` is when its programmes would begin."""

    name: str
    planned: datetime
    pitches_close: datetime
    scoring_close: datetime
    funding_close: datetime
    decision: date
    start: date

    @property
    def fiscal_year(self) -> int:
        """The calendar year whose money the round gives out."""
        return self.start.year

    def before(self, days: float) -> datetime:
        """So many days before the deadline for pitches."""
        return self.pitches_close - timedelta(days=days)

    def after_pitches(self, days: float) -> datetime:
        """So many days after the deadline for pitches."""
        return self.pitches_close + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The demo's days, all relative to `now`."""

    now: datetime

    @property
    def today(self) -> date:
        """The day of the telling where the organisation is."""
        return self.now.astimezone(ZONE).date()

    def ago(self, days: float) -> datetime:
        """So many days before the telling."""
        return self.now - timedelta(days=days)

    @property
    def began(self) -> date:
        """The month in which the finished round's programmes began, nine to eleven months ago."""
        start = month_after(self.today, -MONTHS_UNDER_WAY)
        return start if start.month <= LAST_START else date(start.year, LAST_START, 1)

    @property
    def under_way(self) -> int:
        """How many months the programmes of the finished round are under way."""
        return months_between(self.began, self.today)

    def since_start(self, months: int, day: int = 0) -> datetime:
        """Nine o'clock of a day, counted from the first of the month `months` after the start."""
        first = month_after(self.began, months)
        return datetime(first.year, first.month, 1, 9, tzinfo=UTC) + timedelta(days=day)

    @property
    def founded(self) -> datetime:
        """When the organisation was set up: before its first round."""
        return self.since_start(0, -160)

    def finished(self) -> Stages:
        """The round that was decided before its programmes began."""
        close = self.since_start(0, -75)
        decision = self.since_start(0, -12).date()
        return Stages("Customer round", self.since_start(0, -120), close, self.since_start(0, -50),
                      self.since_start(0, -20), decision, self.began)  # fmt: skip

    def current(self, name: str, *, closed: float, scoring: float, funding: float, decision: int) -> Stages:
        """A round of today: pitches closed so many days ago, the rest lies ahead (negative: behind)."""
        decided = self.today + timedelta(days=decision)
        return Stages(
            name,
            self.ago(closed + 45),
            self.ago(closed),
            self.ago(-scoring),
            self.ago(-funding),
            decided,
            start_after(decided),
        )
