"""Questions about requests for people's data."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.people.models import Person, PersonalFile

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A request as its page shows it; `ready` while its copy can be fetched."""

    key: str
    person_id: int
    person_key: str
    person_name: str
    kind: str
    asked_by: str
    asked_at: datetime
    done_at: datetime | None
    ready: bool


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who has left and still has a name here."""

    key: str
    name: str
    asked: bool


_Asker = aliased(Person)
_FILES: Rows = (
    select(
        *(PersonalFile.key, PersonalFile.person_id, Person.key, Person.name, PersonalFile.kind, _Asker.name),
        *(PersonalFile.asked_at, PersonalFile.done_at, PersonalFile.content.is_not(None)),
    )
    .join_from(PersonalFile, Person, Person.id == PersonalFile.person_id)
    .join(_Asker, _Asker.id == PersonalFile.asked_by_id)
    .order_by(PersonalFile.id.desc())
)
_OF_PERSON = _FILES.where(PersonalFile.person_id == bindparam("person_id"), PersonalFile.kind == "copy")
_ALL = _FILES.limit(200)
_ONE = _FILES.where(PersonalFile.key == bindparam("key"))
_CONTENT = select(PersonalFile.content).where(PersonalFile.key == bindparam("key"))
_TO_CHANGE = select(PersonalFile).where(PersonalFile.key == bindparam("key")).with_for_update()
_PERSON = select(Person).where(Person.id == bindparam("person_id")).with_for_update()
_OPEN = select(PersonalFile.key).where(
    PersonalFile.person_id == bindparam("person_id"),
    PersonalFile.kind == bindparam("kind"),
    PersonalFile.done_at.is_(None),
)
_PSEUDONYM = exists().where(PersonalFile.person_id == Person.id, PersonalFile.kind == "pseudonym")
_LEAVERS = (
    select(
        Person.key,
        Person.name,
        _PSEUDONYM.where(PersonalFile.done_at.is_(None)).label("asked"),
    )
    .where(
        Person.active == False,  # noqa: E712  # a SQL comparison
        ~_PSEUDONYM.where(PersonalFile.done_at.is_not(None)),
    )
    .order_by(Person.name, Person.id)
)


def files_of(session: Session, person_id: int) -> tuple[FileRow, ...]:
    """The copies that were asked for of this person's data, newest first."""
    return tuple(FileRow(*row) for row in session.execute(_OF_PERSON, {"person_id": person_id}))


def personal_files(session: Session) -> tuple[FileRow, ...]:
    """The last 200 requests about anybody's data."""
    return tuple(FileRow(*row) for row in session.execute(_ALL))


def personal_file(session: Session, key: str) -> FileRow:
    """One request; NotFound when there is none."""
    row = session.execute(_ONE, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return FileRow(*row)


def content_of(session: Session, key: str) -> str | None:
    """The copy behind a request, while it can be fetched."""
    return session.execute(_CONTENT, {"key": key}).scalar_one_or_none()


def personal_file_to_change(session: Session, key: str) -> PersonalFile:
    """The request, locked until the act ends; NotFound when there is none."""
    row = session.execute(_TO_CHANGE, {"key": key}).scalar_one_or_none()
    if row is None:
        raise NotFound
    return row


def person_of_file(session: Session, row: PersonalFile) -> Person:
    """Whose data a request is about, locked until the act ends."""
    return session.execute(_PERSON, {"person_id": row.person_id}).scalar_one()


def open_file(session: Session, person_id: int, kind: str) -> str | None:
    """The key of the same request that is not done yet."""
    return session.execute(_OPEN, {"person_id": person_id, "kind": kind}).scalars().first()


def leavers(session: Session) -> tuple[Leaver, ...]:
    """Who has left and still has a name, and whether it was asked to be taken out."""
    return tuple(Leaver(*row) for row in session.execute(_LEAVERS))
