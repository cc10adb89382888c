"""The views that a person keeps of a page."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.features.people.models import Person, SavedView


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A view under its name: what the page's address asks for."""

    key: str
    name: str
    asked: dict[str, Any]
    is_default: bool


_OF: Select[*tuple[Any, ...]] = (
    select(SavedView.key, SavedView.name, SavedView.asked, SavedView.is_default)
    .where(SavedView.person_id == bindparam("person_id"), SavedView.page == bindparam("page"))
    .order_by(func.lower(SavedView.name), SavedView.id)
)
_ONE = select(SavedView).where(
    SavedView.person_id == bindparam("person_id"), SavedView.key == bindparam("key")
)
_OWNER = select(Person.id).where(Person.id == bindparam("person_id")).with_for_update()


def saved_views(session: Session, person_id: int, page: str) -> tuple[SavedRow, ...]:
    """A person's views of a page, by name."""
    return tuple(SavedRow(*row) for row in session.execute(_OF, {"person_id": person_id, "page": page}))


def saved_view_to_change(session: Session, person_id: int, key: str) -> SavedView:
    """The view itself; NotFound when there is none, or it is another person's."""
    row = session.execute(_ONE, {"person_id": person_id, "key": key}).scalar_one_or_none()
    if row is None:
        raise NotFound
    return row


def hold_views_of(session: Session, person_id: int) -> None:
    """Let nobody else change this person's views until the act ends."""
    session.execute(_OWNER, {"person_id": person_id})
