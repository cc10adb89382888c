"""Adding units, naming them anew, moving them in the tree, saying who heads them."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import queries
from pitchdeck.features.people.actions.members import add_unit
from pitchdeck.features.people.models import Unit, UnitHead


def create_unit(
    session: Session, *, name: str, parent_key: str, erp_code: str, by: Actor, at: datetime
) -> Unit:
    """Add a unit below another; Invalid when its name is taken."""
    policy.require("unit:add", by)
    _free(session, name)
    parent = queries.unit_to_change(session, parent_key)
    unit = add_unit(session, name=name, parent_id=parent.id, erp_code=erp_code or None)
    history.record(session, ("unit", unit.key), "added", by=by, at=at, detail={"below": parent.key})
    return unit


def change_unit(session: Session, key: str, *, name: str, erp_code: str, by: Actor, at: datetime) -> None:
    """Give a unit another name or ERP code; Invalid when the name is taken."""
    policy.require("unit:change", by)
    unit = queries.unit_to_change(session, key)
    _free(session, name, but=unit.id)
    detail = {"name": [unit.name, name], "erp_code": [unit.erp_code or "", erp_code]}
    changed = {field: pair for field, pair in detail.items() if pair[0] != pair[1]}
    unit.name, unit.erp_code = name, erp_code or None
    session.flush()
    if changed:
        history.record(session, ("unit", key), "changed", by=by, at=at, detail=changed)


def move_unit(session: Session, key: str, *, parent_key: str, by: Actor, at: datetime) -> None:
    """Put a unit below another; mandates on those above cover it from then on.

    Raises Conflict for the top of the tree, Invalid for a place below itself.
    """
    policy.require("unit:change", by)
    queries.hold_the_house(session)  # two moves at once could close a circle
    unit = queries.unit_to_change(session, key)
    parent = queries.unit_to_change(session, parent_key)
    if unit.parent_id is None:
        raise Conflict("The top of the tree cannot be moved: everything else is below it.")
    if parent.id in queries.units_under(session, unit.id):
        raise Invalid({"parent": f"{parent.name} is {unit.name} itself or below it. Choose another place."})
    before, unit.parent_id = unit.parent_id, parent.id
    session.flush()
    if before != parent.id:
        history.record(session, ("unit", key), "moved", by=by, at=at, detail={"below": parent.key})


def name_head(session: Session, key: str, *, person_key: str, by: Actor, at: datetime) -> None:
    """Say who heads a unit, from now on; without a person it has no head of its own.

    Invalid for somebody who has left.
    """
    policy.require("unit:change", by)
    unit = queries.unit_to_change(session, key)
    before = queries.heads(session).named.get(unit.id)
    person = queries.person_to_change(session, person_key) if person_key else None
    if person is not None and not person.active:
        raise Invalid({"head": f"{person.name} has left. Choose somebody who works here."})
    if (person.id if person else None) == (before.id if before else None):
        return
    session.add(UnitHead(unit_id=unit.id, person_id=person.id if person else None, by_id=by.id, at=at))
    session.flush()
    detail = {"head": [before.key if before else "", person.key if person else ""]}
    history.record(session, ("unit", key), "head_named", by=by, at=at, detail=detail)


def _free(session: Session, name: str, *, but: int | None = None) -> None:
    if queries.unit_name_taken(session, name, but=but):
        raise Invalid({"name": f"There is a unit named {name} already. Names tell units apart: add a word."})
