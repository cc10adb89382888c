"""What stands beside a round on its pages: its history, and who can still join its panel."""

from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.delivery.web.access import actor
from pitchdeck.delivery.web.rounds.forms import SubstituteForm, named
from pitchdeck.features.funding.queries import OfferedRow, offered_from
from pitchdeck.features.people import queries as people
from pitchdeck.features.rounds.policy import PUBLIC
from pitchdeck.features.rounds.queries import RoundRow

READS_HISTORY = ("lead", "finance", "auditor")
TOLD = {
    "created": "planned it",
    "changed": "changed the plan",
    "criteria_set": "set the criteria",
    "seated": "seated people on the panel",
    "unseated": "took someone off the panel",
    "scoring_opened": "opened scoring",
    "scoring_closed": "closed scoring",
    "shortlisted": "chose the shortlist",
    "funding_opened": "opened funding",
    "funding_extended": "extended the deadline for commitments",
    "funding_closed": "closed funding",
    "decided": "closed the decision",
    "opened": "opened it",
    "started": "opened it: it takes pitches and money",
    "announced": "announced a decision",
    "ended": "closed it",
}


def events(session: Session, row: RoundRow) -> list[dict[str, Any]]:
    """The round's history for those who run or check it: its reasons name pitches before publication."""
    person = actor()
    if person.id != row.chair_id and not any(person.holds(role) for role in READS_HISTORY):
        return []
    entries = history.of(session, "round", row.key)
    names = people.names_of(session, {each for entry in entries for each in entry.people})
    return [
        {
            "who": entry.who(names),
            "what": TOLD.get(entry.verb, entry.verb.replace("_", " ")),
            "at": entry.at,
            "from_state": entry.from_state,
            "to_state": entry.to_state,
            "why": entry.why,
        }
        for entry in entries
    ]


def substitutes(session: Session, seated: set[int]) -> SubstituteForm:
    form = SubstituteForm(formdata=None)
    investors = people.people_with(session, "investor")
    form.person.options = named(row for row in investors if row.id not in seated)
    return form


def offered_rows(session: Session, row: RoundRow, seated: set[int]) -> tuple[OfferedRow, ...]:
    """The pitches of a published round that left its waiting list, for whoever judged, runs or checks it."""
    person = actor()
    knows = person.id == row.chair_id or person.id in seated or any(person.holds(r) for r in READS_HISTORY)
    return offered_from(session, row.id) if row.state in PUBLIC and knows else ()
