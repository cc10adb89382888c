"""What a home is made of: things that wait for the person, and things that changed. Words come later."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, where the organisation is."""

    at: datetime
    zone: str

    @property
    def today(self) -> date:
        """The day of this moment."""
        return self.day(self.at)

    def day(self, instant: datetime) -> date:
        """The day of another moment."""
        return instant.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for the person: `kind` chooses the words, `key` is what the button leads to.

    `due` is a deadline, `since` the day from which it waits where there is none. `amount` is in minor
    units; `note` is what somebody wrote about it, or the name beside it.
    """

    kind: str
    key: str
    title: str
    minutes: int
    due: date | None = None
    since: date | None = None
    late: bool = False
    count: int = 1
    amount: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to what is the person's own."""

    kind: str
    key: str
    title: str
    at: datetime
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one role adds to a home; `figures` is the role's own rows, shown by the role's own template."""

    role: str
    tasks: tuple[Task, ...] = ()
    changes: tuple[Change, ...] = ()
    figures: object = field(default=None)
