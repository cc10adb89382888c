"""Which line of a shortfall's cut list gives first, where finance wants it otherwise."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.actions.listing import write_list
from pitchdeck.features.funding.actions.shortfalls import (
    refuse_moved,
    refuse_outdated,
    tell_list,
    to_change,
)
from pitchdeck.features.funding.figures.shortfalls import apportioned, reordered
from pitchdeck.features.funding.queries import shortfalls


def order_list(
    session: Session, key: str, places: Mapping[int, int], *, reason: str, by: Actor, at: datetime
) -> int:
    """Put lines of the newest list at other places, with a reason: it takes from the top. The new number.

    Raises NotFound, NotAllowed, Conflict when money has moved since, or Invalid that names each place
    ("place_3"), or says that nothing would change.
    """
    row, fund = to_change(session, key)
    newest = shortfalls.lists_of(session, row.id)[0]
    policy.require("shortfall:change", by, shortfalls.facts_of(session, row, newest.id, by))
    lines = {line.position: line for line in shortfalls.lines_of(session, newest.id)}
    refuse_outdated(session, row, fund)
    refuse_moved(session, row, fund, newest.id)
    asked = {position: places.get(position, position) for position in lines}
    wrong = _wrong_order(asked, reason)
    if wrong:
        raise Invalid(wrong)
    order = [lines[position].source for position in reordered(asked)]
    number = newest.number + 1
    write_list(session, (row.id, number, reason.strip()), order, apportioned(order, row.amount), by=by, at=at)
    tell_list(session, row, number, reason.strip(), by=by, at=at)
    return number


def _wrong_order(asked: Mapping[int, int], reason: str) -> dict[str, str]:
    most = len(asked)
    wrong = {
        f"place_{position}": f"You entered {place}: enter a place from 1 to {most}, the list's last line."
        for position, place in asked.items()
        if not 1 <= place <= most
    }
    if not wrong and reordered(asked) == tuple(asked):
        wrong["places"] = "The order would stay as it is: give a line another place, 1 for the top."
    return (
        wrong if reason.strip() else wrong | {"because": "Say in a sentence why: whoever confirms reads it."}
    )
