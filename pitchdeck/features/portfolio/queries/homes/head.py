"""What awaits people who head a unit."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Review
from pitchdeck.features.people.models import Person, UnitHead
from pitchdeck.features.people.queries import heads, units
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision, TimeAgreement, TimeQuarter
from pitchdeck.features.pitches.queries import NEWEST_ANSWER
from pitchdeck.features.pitches.workflow import EDITABLE, ENDED
from pitchdeck.features.portfolio.queries.homes.task import Moment, Part, Task

_ME = bindparam("me", type_=Person.id.type)
_Handed = aliased(Revision)
"""A revision that somebody handed in, in its presenter's place."""
_APPROVED = exists().where(Review.revision_id == Revision.id, Review.verdict == "approved")
_ALL_OPEN: Select[*tuple[Any, ...]] = (
    select(
        *(TimeAgreement.key, TimeAgreement.unit_id, TimeAgreement.at, Pitch.title),
        *(Pitch.presenter_id, CoAuthor.person_id, _Handed.deputy_id, func.max(TimeQuarter.hours)),
    )
    .join_from(TimeAgreement, TimeQuarter, TimeQuarter.agreement_id == TimeAgreement.id)
    .join(Revision, Revision.id == TimeAgreement.revision_id)
    .join(Pitch, (Pitch.id == Revision.pitch_id) & (Pitch.revision_no == Revision.number))
    .outerjoin(CoAuthor, CoAuthor.pitch_id == Pitch.id)
    .outerjoin(_Handed, (_Handed.pitch_id == Pitch.id) & _Handed.deputy_id.is_not(None))
    .where(
        NEWEST_ANSWER.is_(None),
        Pitch.state.not_in(sorted(ENDED | EDITABLE)),
        ~_APPROVED,
    )
    .group_by(
        *(TimeAgreement.id, TimeAgreement.key, TimeAgreement.unit_id, TimeAgreement.at, Pitch.title),
        *(Pitch.presenter_id, CoAuthor.person_id, _Handed.deputy_id),
    )
    .order_by(TimeAgreement.at, TimeAgreement.id)
)
_OPEN = _ALL_OPEN.where(exists().where(UnitHead.person_id == _ME))


def heads_home(session: Session, me: Actor, now: Moment) -> Part:
    """Hours to agree to, for whoever was named a unit's head. One statement, two where something waits."""
    rows = session.execute(_OPEN, {"me": me.id}).all()
    wrote = _authors(rows)
    known = heads(session) if rows else None
    tasks = {}
    for row in rows:
        head = known.of(row.unit_id, without=wrote[row.key]) if known else None
        if head is not None and head.id == me.id:
            tasks[row.key] = Task(
                "agreement", row.key, row.title, 1, since=now.day(row.at), count=round(row[-1])
            )
    return Part("head", tuple(tasks.values()))


def units_nobody_answers_for(session: Session) -> tuple[str, ...]:
    """Units of whose people hours are asked, and which nobody heads, nor a unit above. Three statements."""
    rows = session.execute(_ALL_OPEN).all()
    wrote, known = _authors(rows), heads(session)
    waiting = {row.unit_id for row in rows if known.of(row.unit_id, without=wrote[row.key]) is None}
    return tuple(unit.name for unit in units(session) if unit.id in waiting)


def _authors(rows: Iterable[Any]) -> dict[str, frozenset[int]]:
    """Who wrote each pitch, or handed it in, by the key of its hours."""
    wrote: dict[str, frozenset[int]] = {}
    for row in rows:
        authors = {row.presenter_id, row.person_id, row.deputy_id} - {None}
        wrote[row.key] = wrote.get(row.key, frozenset()) | authors
    return wrote
