"""Questions about headlines that count more than the first year."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import WindowAnswer, WindowAsk


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A longer window that finance was asked for, with its answer; `newest` until another one is asked."""

    id: int
    key: str
    pitch_id: int
    revision_no: int
    months: int
    reason: str
    asked_by: str
    at: datetime
    verdict: str | None
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None
    newest: bool

    @property
    def accepted(self) -> bool:
        """Whether finance calls it a long-term solution."""
        return self.verdict == "accepted"


_AskDeputy, _Answerer, _AnswerDeputy = aliased(Person), aliased(Person), aliased(Person)
_LATER = aliased(WindowAsk)
_WINDOWS: Select[*tuple[Any, ...]] = (
    select(
        *(WindowAsk.id, WindowAsk.key, WindowAsk.pitch_id, WindowAsk.revision_no, WindowAsk.months),
        *(WindowAsk.reason, who_did(Person, _AskDeputy), WindowAsk.at),
        *(WindowAnswer.verdict, WindowAnswer.reason.label("answer")),
        *(who_did(_Answerer, _AnswerDeputy), WindowAnswer.at),
        ~select(_LATER.id).where(_LATER.pitch_id == WindowAsk.pitch_id, _LATER.id > WindowAsk.id).exists(),
    )
    .join_from(WindowAsk, Person, Person.id == WindowAsk.by_id)
    .outerjoin(_AskDeputy, _AskDeputy.id == WindowAsk.deputy_id)
    .outerjoin(WindowAnswer, WindowAnswer.ask_id == WindowAsk.id)
    .outerjoin(_Answerer, _Answerer.id == WindowAnswer.by_id)
    .outerjoin(_AnswerDeputy, _AnswerDeputy.id == WindowAnswer.deputy_id)
)
_OF_KEY = _WINDOWS.where(WindowAsk.key == bindparam("key"))
_OF_MONTHS = (
    _WINDOWS.where(WindowAsk.pitch_id == bindparam("pitch_id"), WindowAsk.months == bindparam("months"))
    .order_by(WindowAsk.id.desc())
    .limit(1)
)


def window_of_key(session: Session, key: str) -> WindowRow:
    """One window that was asked for; NotFound when there is none."""
    row = session.execute(_OF_KEY, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return _row(row)


def asked_window(session: Session, pitch_id: int, months: int) -> WindowRow | None:
    """What finance was asked last about a window of so many months, if it was."""
    row = session.execute(_OF_MONTHS, {"pitch_id": pitch_id, "months": months}).one_or_none()
    return None if row is None else _row(row)


def _row(row: Any) -> WindowRow:
    return WindowRow(*(*row[:-1], bool(row[-1])))
