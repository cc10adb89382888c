"""Questions about the tree of units."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.features.people.models import Person, Unit, UnitHead
from pitchdeck.features.people.queries.heads import NEWEST_HEADS


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in its tree: `path` are the names above it, `people` who belongs to it directly.

    Without a head of its own `answers` is whoever heads the nearest unit above; None where nobody does.
    """

    id: int
    key: str
    name: str
    erp_code: str | None
    parent_id: int | None
    people: int
    head_key: str | None
    head_name: str | None
    path: tuple[str, ...] = ()
    answers: str | None = None

    @property
    def full_name(self) -> str:
        """The unit with those above it, as choices show it."""
        return " › ".join((*self.path, self.name))


_BELONG = (
    select(Person.unit_id, func.count(Person.id).label("people"))
    .where(Person.active == True)  # noqa: E712  # a SQL comparison
    .group_by(Person.unit_id)
    .subquery()
)
_BRANCHES: Select[*tuple[Any, ...]] = (
    select(
        *(Unit.id, Unit.key, Unit.name, Unit.erp_code, Unit.parent_id, func.coalesce(_BELONG.c.people, 0)),
        *(Person.key, Person.name),
    )
    .outerjoin(_BELONG, _BELONG.c.unit_id == Unit.id)
    .outerjoin(UnitHead, (UnitHead.unit_id == Unit.id) & UnitHead.id.in_(NEWEST_HEADS))
    .outerjoin(Person, (Person.id == UnitHead.person_id) & (Person.active == True))  # noqa: E712  # a SQL comparison
    .order_by(Unit.name, Unit.id)
)
_TO_CHANGE = select(Unit).where(Unit.key == bindparam("key")).with_for_update()
_NAMED = select(Unit.id).where(Unit.name == bindparam("name"))


def unit_tree(session: Session) -> tuple[Branch, ...]:
    """All units, each below its parent, siblings by name. One statement."""
    below: dict[int | None, list[Branch]] = {}
    for row in session.execute(_BRANCHES):
        below.setdefault(row.parent_id, []).append(Branch(*row))
    found: list[Branch] = []
    queue = below.get(None, [])[::-1]
    while queue:
        branch = queue.pop()
        found.append(branch)
        answers = branch.head_name or branch.answers
        children = below.get(branch.id, [])[::-1]
        queue += [replace(one, path=(*branch.path, branch.name), answers=answers) for one in children]
    return tuple(found)


def unit_to_change(session: Session, key: str) -> Unit:
    """The unit, locked until the act ends; NotFound when there is none."""
    unit = session.execute(_TO_CHANGE, {"key": key}).scalar_one_or_none()
    if unit is None:
        raise NotFound
    return unit


def unit_name_taken(session: Session, name: str, *, but: int | None = None) -> bool:
    """Whether another unit has this name."""
    found = session.execute(_NAMED, {"name": name}).scalar_one_or_none()
    return found is not None and found != but
