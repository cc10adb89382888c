"""Importing a list of people: all of it or nothing."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import queries
from pitchdeck.features.people.actions.mandates import appoint
from pitchdeck.features.people.actions.people import enrol
from pitchdeck.features.people.queries import Candidate


def import_people(
    session: Session, candidates: Sequence[Candidate], *, by: Actor, at: datetime, today: date
) -> int:
    """Add and invite everybody of a list, with their roles over a unit or the organisation; how many.

    Invalid, and nothing is written, when a single row does not hold.
    """
    policy.require("person:add", by)
    queries.hold_the_house(session)  # two imports of the same list: the second finds its addresses taken
    errors = queries.row_errors(session, candidates)
    if errors:
        raise Invalid({"file": f"{len(errors)} cells do not hold any more. Upload the file again."})
    units = queries.unit_keys(session)
    for one in candidates:
        unit = units[one.unit.casefold()] if one.unit else None
        person = enrol(session, name=one.name, email=one.email, title=one.title, unit_key=unit, by=by, at=at)
        over = units[one.over.casefold()] if one.over else ""
        for role in dict.fromkeys(one.roles):
            appoint(
                session, person.key, role=role, unit_key=over, valid_from=today, by=by, at=at, today=today
            )
    return len(candidates)
