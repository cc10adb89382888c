"""What awaits a person by a day, as a calendar reads it (RFC 5545)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.notify.awaiting import path_of, sentence_of
from pitchdeck.delivery.notify.words import Writer
from pitchdeck.features.people import queries
from pitchdeck.features.portfolio.queries.homes import Moment, home


def calendar_of(session: Session, person_id: int, site: str, *, now: datetime) -> bytes:
    """All-day events for everything that has a day; the same task keeps its UID, so a moved day moves it."""
    from icalendar import Calendar, Event  # noqa: PLC0415  # only a calendar needs it

    settings = queries.organisation(session)
    if settings is None:
        raise NotFound
    moment = Moment(now, settings.zone)
    me = queries.actor_of(session, person_id, moment.today)
    if me is None:
        raise NotFound
    writer, calendar = Writer(settings, site), Calendar()
    calendar.add("prodid", "-//pitchdeck//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"pitchdeck: {settings.name}")
    calendar.add("refresh-interval;value=duration", "PT1H")
    for task in home(session, me, moment).tasks:
        if task.due is None:
            continue
        event = Event()
        event.add("uid", f"{task.kind}.{task.key}.{me.key}@pitchdeck")
        event.add("dtstamp", now)
        event.add("dtstart", task.due)
        event.add("dtend", task.due + timedelta(days=1))
        event.add("summary", sentence_of(task, writer.money))
        event.add("url", site + path_of(task))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text
