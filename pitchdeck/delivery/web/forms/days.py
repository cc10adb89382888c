"""Fields for a day and for a month, read from a browser's date input or typed as 2026-11-24."""

import calendar
import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from wtforms.widgets import DateInput, MonthInput, TextInput

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.forms.numerals import shown
from pitchdeck.delivery.web.forms.reading import ReadField

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
CLOSING = time(18, 0)
"""Deadlines end at six in the evening, so that nobody has to stay up for one."""
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-01)?")


class NativeOrTyped:
    """The browser's own date input; a text input when it could not show what was typed."""

    def __init__(self, native: DateInput | MonthInput) -> None:
        self.native, self.typed = native, TextInput()

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        """The input with the typed text in it, whatever it is."""
        widget = self.typed if field.process_errors else self.native
        return Markup(widget(field, **attributes))  # noqa: S704 - WTForms' widgets escape their own values


class DayField(ReadField):
    """A calendar day between `earliest` and `latest`."""

    widget = NativeOrTyped(DateInput())

    def __init__(
        self,
        label: str | None = None,
        validators: Any = (),
        *,
        earliest: date = EARLIEST,
        latest: date = LATEST,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.earliest, self.latest = earliest, latest

    def read(self, typed: str) -> date | None:
        """The day; raises ValueError with a sentence."""
        text = typed.strip()
        if not text:
            return None
        match = _DAY.fullmatch(text)
        if match is None:
            raise ValueError(f"“{shown(text)}” is not a day we can read. Write year, month, day: 2026-11-24.")
        return self._within(_existing(*(int(part) for part in match.groups())))

    def _within(self, value: date) -> date:
        if value < self.earliest:
            raise ValueError(f"This is before {filters.day(self.earliest)}, the earliest possible day.")
        if value > self.latest:
            raise ValueError(f"This is after {filters.day(self.latest)}, the latest possible day.")
        return value

    def write(self, value: date | None) -> str:
        """The day as 2026-11-24."""
        return "" if value is None else value.isoformat()


class MonthField(DayField):
    """A calendar month, as its first day."""

    widget = NativeOrTyped(MonthInput())

    def read(self, typed: str) -> date | None:
        """The month's first day; raises ValueError with a sentence."""
        text = typed.strip()
        if not text:
            return None
        match = _MONTH.fullmatch(text)
        if match is None:
            raise ValueError(f"“{shown(text)}” is not a month we can read. Write year and month: 2026-11.")
        return self._within(_existing(int(match[1]), int(match[2]), 1))

    def write(self, value: date | None) -> str:
        """The month as 2026-11."""
        return "" if value is None else f"{value:%Y-%m}"


def _existing(year: int, month: int, number: int) -> date:
    """The day itself; raises ValueError saying why it does not exist."""
    if year < 1:
        raise ValueError("There is no year 0. Write year, month, day: 2026-11-24.")
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise ValueError(f"There is no month {month}; months go from 1 to 12.")
    length = calendar.monthrange(year, month)[1]
    if not 1 <= number <= length:
        raise ValueError(f"{calendar.month_name[month]} {year} has no day {number}; it has {length} days.")
    return date(year, month, number)


def evening(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a deadline on this day ends."""
    return datetime.combine(day, CLOSING, zone)
