"""Questions about the time agreements of units' heads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import heads, who_did
from pitchdeck.features.pitches.figures import TimeNeed, above, by_quarter, in_quarters
from pitchdeck.features.pitches.models import Pitch, Revision, TimeAgreement, TimeAnswer, TimeQuarter
from pitchdeck.features.pitches.queries.one import pitch_of_id
from pitchdeck.features.pitches.workflow import EDITABLE, ENDED


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """Hours of a unit that its head was asked for, by quarter, with the newest answer.

    `rests_on_id` is the earlier agreement that covers them; its answer counts until a newer one is given.
    """

    id: int
    key: str
    pitch_id: int
    revision_id: int
    unit_id: int
    unit_name: str
    limit: int
    asked_id: int | None
    asked_name: str | None
    rests_on_id: int | None
    at: datetime
    verdict: str | None
    reason: str
    answered_by: str | None
    answered_at: datetime | None
    quarters: tuple[tuple[date, float], ...]

    @property
    def agreed(self) -> bool:
        """Whether the head agrees."""
        return self.verdict == "agreed"

    @property
    def sentence(self) -> str:
        """The quarters above the limit in words."""
        return in_quarters(self.unit_name, dict(self.quarters), self.limit)

    @property
    def above(self) -> dict[date, float]:
        """The quarters above the limit."""
        return above(dict(self.quarters), self.limit)


_Deputy, _Asked = aliased(Person), aliased(Person)


def _last_answer(agreement: Any) -> Any:
    answer = aliased(TimeAnswer)
    return select(func.max(answer.id)).where(answer.agreement_id == agreement).scalar_subquery()


NEWEST_ANSWER = func.coalesce(_last_answer(TimeAgreement.id), _last_answer(TimeAgreement.rests_on_id))
"""The id of the answer that counts: the agreement's own newest, else that of the one it rests on."""
_AGREEMENTS: Select[*tuple[Any, ...]] = (
    select(
        *(TimeAgreement.id, TimeAgreement.key, TimeAgreement.pitch_id, TimeAgreement.revision_id),
        *(TimeAgreement.unit_id, Unit.name.label("unit_name"), TimeAgreement.limit_hours.label("limit")),
        *(TimeAgreement.asked_id, _Asked.name.label("asked_name"), TimeAgreement.rests_on_id),
        *(TimeAgreement.at, TimeAnswer.verdict, func.coalesce(TimeAnswer.reason, "").label("reason")),
        *(who_did(Person, _Deputy).label("answered_by"), TimeAnswer.at.label("answered_at")),
        *(TimeQuarter.quarter_on, TimeQuarter.hours),
    )
    .join_from(TimeAgreement, Unit, Unit.id == TimeAgreement.unit_id)
    .join(TimeQuarter, TimeQuarter.agreement_id == TimeAgreement.id)
    .outerjoin(_Asked, _Asked.id == TimeAgreement.asked_id)
    .outerjoin(TimeAnswer, TimeAnswer.id == NEWEST_ANSWER)
    .outerjoin(Person, Person.id == TimeAnswer.by_id)
    .outerjoin(_Deputy, _Deputy.id == TimeAnswer.deputy_id)
    .order_by(TimeAgreement.id, TimeQuarter.quarter_on, TimeQuarter.id)
)
_OF_REVISIONS = _AGREEMENTS.where(TimeAgreement.revision_id.in_(bindparam("ids", expanding=True)))
_OF_KEY = _AGREEMENTS.where(TimeAgreement.key == bindparam("key"))
_AGREED = _AGREEMENTS.where(
    TimeAgreement.pitch_id == bindparam("pitch_id"),
    TimeAgreement.unit_id == bindparam("unit_id"),
    TimeAgreement.rests_on_id.is_(None),
    TimeAnswer.verdict == "agreed",
)


_OTHERS: Select[*tuple[Any, ...]] = (
    select(TimeQuarter.quarter_on, func.sum(TimeQuarter.hours).label("hours"))
    .join_from(TimeQuarter, TimeAgreement, TimeAgreement.id == TimeQuarter.agreement_id)
    .join(Revision, Revision.id == TimeAgreement.revision_id)
    .join(Pitch, (Pitch.id == Revision.pitch_id) & (Pitch.revision_no == Revision.number))
    .join(TimeAnswer, TimeAnswer.id == NEWEST_ANSWER)
    .where(
        TimeAgreement.unit_id == bindparam("unit_id"),
        Pitch.id != bindparam("without"),
        Pitch.state.not_in(sorted(ENDED)),
        TimeAnswer.verdict == "agreed",
    )
    .group_by(TimeQuarter.quarter_on)
    .order_by(TimeQuarter.quarter_on)
)


_WAITING = (
    _AGREEMENTS.join(Revision, Revision.id == TimeAgreement.revision_id)
    .join(Pitch, (Pitch.id == Revision.pitch_id) & (Pitch.revision_no == Revision.number))
    .where(TimeAnswer.id.is_(None), Pitch.state.not_in(sorted(ENDED | EDITABLE)))
)


def _rows(found: Iterable[Any]) -> tuple[AgreementRow, ...]:
    return tuple(_row(tuple(parts)) for _id, parts in groupby(found, attrgetter("id")))


def _row(parts: Sequence[Any]) -> AgreementRow:
    return AgreementRow(*(*parts[0][:-2], tuple((part.quarter_on, part.hours) for part in parts)))


def agreements_of(session: Session, revision_ids: Iterable[int]) -> tuple[AgreementRow, ...]:
    """What units' heads were asked for these revisions, and what they said. One statement."""
    return _rows(session.execute(_OF_REVISIONS, {"ids": sorted(set(revision_ids))}))


def agreement_of_key(session: Session, key: str) -> AgreementRow:
    """One agreement; NotFound when there is none."""
    found = _rows(session.execute(_OF_KEY, {"key": key}))
    if not found:
        raise NotFound
    return found[0]


def agreed_before(session: Session, pitch_id: int, unit_id: int) -> tuple[AgreementRow, ...]:
    """What the unit's head agreed to for earlier revisions of a pitch, the newest last."""
    return _rows(session.execute(_AGREED, {"pitch_id": pitch_id, "unit_id": unit_id}))


def hours_waiting(session: Session) -> tuple[AgreementRow, ...]:
    """Hours of pitches under way that nobody has answered, the oldest first. One statement."""
    return _rows(session.execute(_WAITING))


def hours_agreed(session: Session, unit_id: int, *, without: int) -> dict[date, float]:
    """By quarter the hours that the unit's head agreed to for other pitches that have not ended."""
    found = session.execute(_OTHERS, {"unit_id": unit_id, "without": without})
    return {row.quarter_on: float(row.hours) for row in found}


def time_needed(
    session: Session, pitch_id: int, start_on: date | None, months: Sequence[float], limit: int | None
) -> TimeNeed | None:
    """What a pitch needs of its unit's people above the limit, and who heads the unit; None within it.

    Whoever wrote the pitch is not asked: the head of the nearest unit above is. Two statements, above it.
    """
    if start_on is None or limit is None:
        return None
    hours = by_quarter(start_on, months)
    if not above(hours, limit):
        return None
    pitch = pitch_of_id(session, pitch_id)
    head = heads(session).of(pitch.unit_id, without=pitch.author_ids)
    asked = (head.id, head.name) if head else (None, None)
    return TimeNeed(pitch.unit_id, pitch.unit_name, limit, hours, *asked)
