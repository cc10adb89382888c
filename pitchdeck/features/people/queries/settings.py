"""Questions about the organisation's settings: what is asked for, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.people.models import Logo, Organisation, Person, SettingAnswer, SettingChange


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of figures with who asked, and the second person's answer."""

    id: int
    key: str
    changes: dict[str, Any]
    reason: str
    by_id: int
    by_name: str
    at: datetime
    verdict: str | None
    answered_by: str | None
    answered_at: datetime | None


_Second = aliased(Person)
_CHANGES: Select[*tuple[Any, ...]] = (
    select(
        SettingChange.id,
        SettingChange.key,
        SettingChange.changes,
        SettingChange.reason,
        SettingChange.by_id,
        Person.name,
        SettingChange.at,
        SettingAnswer.verdict,
        _Second.name,
        SettingAnswer.at,
    )
    .join(Person, Person.id == SettingChange.by_id)
    .outerjoin(SettingAnswer, SettingAnswer.change_id == SettingChange.id)
    .outerjoin(_Second, _Second.id == SettingAnswer.by_id)
    .order_by(SettingChange.id.desc())
    .limit(100)
)
_CHANGE = _CHANGES.where(SettingChange.key == bindparam("key"))
_LOGO = select(Logo.digest, Logo.png, Logo.width, Logo.height).where(Logo.digest == bindparam("name"))
_TO_CHANGE = select(Organisation).where(Organisation.id == 1).with_for_update()


def setting_changes(session: Session) -> tuple[ChangeRow, ...]:
    """The last 100 changes of what figures rest on, newest first."""
    return tuple(ChangeRow(*row) for row in session.execute(_CHANGES))


def setting_change(session: Session, key: str) -> ChangeRow:
    """One change; NotFound when there is none."""
    row = session.execute(_CHANGE, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return ChangeRow(*row)


def organisation_to_change(session: Session) -> Organisation:
    """The organisation, locked until the act ends."""
    return session.execute(_TO_CHANGE).scalar_one()


@dataclass(frozen=True, slots=True)
class LogoRow:
    """A picture that is kept: its hash, its PNG in base 64, its size in pixels."""

    digest: str
    png: str
    width: int
    height: int


def logo(session: Session, digest: str) -> LogoRow | None:
    """The picture of a hash."""
    row = session.execute(_LOGO, {"name": digest}).one_or_none()
    return None if row is None else LogoRow(*row)
