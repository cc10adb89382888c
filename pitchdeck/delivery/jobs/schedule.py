"""Work that comes round by itself: each slot is owed once, however many workers look at the clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pitchdeck.base import logs, outbox
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Busy
from pitchdeck.features.people import queries

log = logs.logger("pitchdeck.worker")


@dataclass(frozen=True, slots=True)
class Every:
    """A slot of this length, counted from midnight UTC."""

    length: timedelta

    def slot(self, now: datetime, _zone: ZoneInfo) -> datetime:
        midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + self.length * ((now - midnight) // self.length)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day, at this hour where the organisation is."""

    at: time

    def slot(self, now: datetime, zone: ZoneInfo) -> datetime:
        today = datetime.combine(now.astimezone(zone).date(), self.at, zone)
        return today if today <= now else today - timedelta(days=1)


SCHEDULE: dict[str, Every | Daily] = {}
"""By kind of task. A slot that passed while no worker ran is made up for once, not once for each."""


def tick(database: Database, now: datetime) -> list[str]:
    """Owe what has come due since it was last owed; the kinds that this call owed."""
    with database.reading() as session:
        organisation = queries.organisation(session)
        if organisation is None:
            return []
        zone = ZoneInfo(organisation.zone)
        slots = {kind: when.slot(now, zone) for kind, when in SCHEDULE.items()}
        missing = [kind for kind, slot in slots.items() if not outbox.owed_before(session, _key(kind, slot))]
    if not missing:
        return []
    with database.writing() as turn:
        return [
            kind
            for kind in missing
            if outbox.owe(turn.session, kind, {}, at=turn.at, key=_key(kind, slots[kind]))
        ]


def look(database: Database) -> None:
    """Owe what has come due by now; a database that is away for a moment is told to the log, never raised.

    A worker that died of one bad look would leave every later slot to nobody.
    """
    try:
        tick(database, datetime.now(UTC))
    except Busy:
        return  # people are saving: the next look comes in seconds
    except Exception:
        log.exception("the clock could not be looked at")


def _key(kind: str, slot: datetime) -> str:
    return f"{kind} {slot.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
