"""What was done to something, as the component `history` shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.delivery.web.filters import money
from pitchdeck.features.people import queries as people


@dataclass(frozen=True, slots=True)
class Event:
    """One act: who did what, when, and why."""

    who: str
    what: str
    at: datetime
    why: str
    from_state: str | None = None
    to_state: str | None = None


def events(
    session: Session, subjects: Iterable[tuple[str, str]], told: Mapping[str, str]
) -> tuple[Event, ...]:
    """The acts on these subjects, newest first, in the words of `told`, with their amounts."""
    entries = history.of_any(session, subjects)
    names = people.names_of(session, {each for entry in entries for each in entry.people})
    found = []
    for entry in entries:
        amount = entry.detail.get("amount")
        what = told.get(entry.verb, entry.verb.replace("_", " "))
        what = f"{what}: {money(amount)}" if isinstance(amount, int) else what
        found.append(Event(entry.who(names), what, entry.at, entry.why, entry.from_state, entry.to_state))
    return tuple(found)
