"""The append-only history: who did what, when, to what, from which state to which, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, bindparam, insert, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from pitchdeck.base.db import Base, Id, Instant, Json, Text
from pitchdeck.base.policy import Actor


class History(Base):
    """One act; a person is an id, never a name, so that a name can be blanked later.

    `by_id` is whose act it is, `deputy_id` who did it in that person's place.
    """

    __tablename__ = "history"
    __table_args__ = (
        Index("ix_history_subject", "subject_kind", "subject_key", "id"),
        CheckConstraint("deputy_id <> by_id", name="deputy"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id"))
    subject_kind: Mapped[str] = mapped_column(Text)
    subject_key: Mapped[str] = mapped_column(Text)
    verb: Mapped[str] = mapped_column(Text)
    from_state: Mapped[str | None] = mapped_column(Text)
    to_state: Mapped[str | None] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    deputy_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of history as pages show it (`by_id` becomes a name in the feature's own query)."""

    at: datetime
    by_id: int
    verb: str
    from_state: str | None
    to_state: str | None
    why: str
    detail: dict[str, Any]
    deputy_id: int | None = None

    @property
    def hand_id(self) -> int:
        """Who did it: the deputy, or the person themselves."""
        return self.deputy_id or self.by_id

    @property
    def for_ids(self) -> tuple[int, ...]:
        """In whose place it was done: nobody's, or that of whom the deputy stood in for."""
        return (self.by_id,) if self.deputy_id else tuple(self.detail.get("deputy_for", ()))

    @property
    def people(self) -> frozenset[int]:
        """Everybody whose name a page needs for this line."""
        return frozenset({self.hand_id, *self.for_ids})

    def who(self, names: Mapping[int, str]) -> str:
        """Who did it, by these names: “B for A” when a deputy did."""
        others = ", ".join(names.get(each, "somebody") for each in self.for_ids)
        return names.get(self.hand_id, "somebody") + (f" for {others}" if others else "")


def record(
    session: Session,
    subject: tuple[str, str],
    verb: str,
    *,
    by: Actor,
    at: datetime,
    states: tuple[str | None, str | None] = (None, None),
    why: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Append one act to the history of `subject` (kind, key), in the caller's transaction.

    `verb` is the past tense ("submitted"); `detail` holds figures as plain JSON, money in minor units.
    What a deputy does is the act of whose place they take, and names the deputy ("B for A"), as ids.
    """
    values = {
        "at": at,
        "by_id": by.id,
        "subject_kind": subject[0],
        "subject_key": subject[1],
        "verb": verb,
        "from_state": states[0],
        "to_state": states[1],
        "why": why,
        "detail": detail or {},
        "deputy_id": by.deputy_id,
    }
    session.execute(insert(History), [values])


_ENTRIES = (
    select(
        History.at,
        History.by_id,
        History.verb,
        History.from_state,
        History.to_state,
        History.why,
        History.detail,
        History.deputy_id,
    )
    .order_by(History.id.desc())
    .limit(200)
)
_OF_SUBJECT = _ENTRIES.where(
    History.subject_kind == bindparam("kind"), History.subject_key == bindparam("key")
)
_OF_KIND = _ENTRIES.where(History.subject_kind == bindparam("kind"))
_OF_ANY = _ENTRIES.where(
    tuple_(History.subject_kind, History.subject_key).in_(bindparam("subjects", expanding=True))
)


def of(session: Session, kind: str, key: str) -> tuple[Entry, ...]:
    """The last 200 acts on one subject, newest first."""
    return tuple(Entry(*row) for row in session.execute(_OF_SUBJECT, {"kind": kind, "key": key}))


def of_kind(session: Session, kind: str) -> tuple[Entry, ...]:
    """The last 200 acts on subjects of a kind, newest first."""
    return tuple(Entry(*row) for row in session.execute(_OF_KIND, {"kind": kind}))


def of_any(session: Session, subjects: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """The last 200 acts on any of these subjects (kind, key), newest first."""
    return tuple(Entry(*row) for row in session.execute(_OF_ANY, {"subjects": list(subjects)}))
