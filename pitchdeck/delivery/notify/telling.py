"""Who is told what was owed: one notice for each person that it concerns and who may see it."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.delivery.notify.kinds import KINDS, way_of
from pitchdeck.delivery.notify.subjects import told_of
from pitchdeck.features.funding import queries as funding
from pitchdeck.features.investments import queries as investments
from pitchdeck.features.people import actions, queries
from pitchdeck.features.pitches import queries as pitches

Facts = dict[str, Any]
SAID_BY_THE_LETTER = frozenset({"fund", "wait", "decline"})
"""Steps that are published together with a letter: the letter's notice says it once."""


def tell(session: Session, kind: str, facts: Facts, *, at: datetime) -> list[str]:
    """Put a notice into the inbox of everybody concerned; the keys of those that go out by mail at once."""
    if facts.get("verb") in SAID_BY_THE_LETTER:
        return []
    settings = queries.organisation(session)
    today = settings.day(at) if settings else at.date()
    at_once = []
    for person_id in sorted(set(_concerned(session, kind, facts, today))):
        key, way = _tell_one(session, person_id, kind, facts, at=at, today=today)
        at_once += [key] if key and way == "at_once" else []
    return at_once


def _tell_one(
    session: Session, person_id: int, kind: str, facts: Facts, *, at: datetime, today: date
) -> tuple[str | None, str]:
    reader = queries.actor_of(session, person_id, today)
    if reader is None:
        return None, "off"
    try:
        told = told_of(session, kind, facts, reader, today=today)
    except NotFound:  # it is not open to this person, or not any more
        return None, "off"
    way = way_of(kind, queries.ways_of(session, person_id))
    return actions.notify(session, person_id, kind, told, way=way, at=at), way


def may_still_read(session: Session, person_id: int, kind: str, facts: Facts, *, today: date) -> Actor | None:
    """The person, while they are active and what the notice is about is open to them."""
    reader = queries.actor_of(session, person_id, today)
    if reader is None:
        return None
    try:
        told_of(session, kind, facts, reader, today=today)
    except NotFound:
        return None
    return reader


def _named(_session: Session, facts: Facts, _today: date) -> Iterable[int]:
    return [facts["person_id"]]


def _with_role(role: str) -> Callable[[Session, Facts, date], Iterable[int]]:
    def found(session: Session, _facts: Facts, _today: date) -> Iterable[int]:
        return [person.id for person in queries.people_with(session, role)]

    return found


def _leads(session: Session, facts: Facts, today: date) -> Iterable[int]:
    pitch = pitches.pitch_of_key(session, facts["pitch"])
    leads = (queries.actor_of(session, person.id, today) for person in queries.people_with(session, "lead"))
    return [lead.id for lead in leads if lead and lead.holds("lead", pitch.unit_id)]


def _presents(session: Session, facts: Facts, today: date) -> Iterable[int]:
    tracked = investments.tracked_of_key(session, facts["investment"], today=today)
    return [tracked.row.presenter_id] if tracked else []


def _second_people(session: Session, facts: Facts, today: date) -> Iterable[int]:
    return [facts["person_id"], *_with_role("finance")(session, facts, today)]


def _changes_a_fund(session: Session, facts: Facts, today: date) -> Iterable[int]:
    return [*facts["people"], *_with_role("finance")(session, facts, today)]


def _second_releasers(session: Session, facts: Facts, today: date) -> Iterable[int]:
    """Finance, and the owners of the funds in the pitch; who asked sees nothing to do (subjects.py)."""
    return [*_with_role("finance")(session, facts, today), *funding.fund_owners_of(session, facts["pitch"])]


def _overran(session: Session, facts: Facts, today: date) -> Iterable[int]:
    return [*_presents(session, facts, today), *_with_role("finance")(session, facts, today)]


_CONCERNED: dict[str, Callable[[Session, Facts, date], Iterable[int]]] = dict.fromkeys(KINDS, _named) | {
    "pitch_submitted": _leads,
    "fund_opened": _second_people,
    "fund_change_asked": _changes_a_fund,
    "cancellation_asked": _with_role("finance"),
    "promises_short": _second_people,
    "reopening_asked": _second_people,
    "opening_entered": _with_role("finance"),
    "standing_asked": _second_people,
    "shortfall_raised": _second_people,
    "setting_asked": _with_role("finance"),
    "window_asked": _with_role("finance"),
    "actual_reported": _with_role("finance"),
    "supplement_covered": _with_role("finance"),
    "stop_asked": _with_role("finance"),
    "overrun_opened": _overran,
    "release_asked": _second_releasers,
    "tranche_released": _presents,
    "reading_answered": _presents,
}


def _concerned(session: Session, kind: str, facts: Facts, today: date) -> Iterable[int]:
    return _CONCERNED[kind](session, facts, today)
