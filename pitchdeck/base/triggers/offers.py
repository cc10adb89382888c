"""A pitch on the waiting list is offered a place in a rolling round by that round's chair."""

# every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.segregation import ANY, recused, wrote
from pitchdeck.base.triggers.standing_in import named

_TO = "SELECT 1 FROM round r WHERE r.id = NEW.to_round_id"
_WAITS = (
    "SELECT 1 FROM pitch p JOIN round f ON f.id = p.round_id WHERE p.id = NEW.pitch_id"
    " AND p.state = 'waitlisted' AND f.id = NEW.from_round_id AND f.state IN ('published', 'closed')"
)
_MADE = "SELECT 1 FROM offer o WHERE o.pitch_id = NEW.id AND o.to_round_id = NEW.round_id"


def offers() -> Trigger:
    """The chair of an open rolling round offers to a pitch whose place on the waiting list was announced."""
    return refuse(
        "offer_allowed",
        "offer",
        "INSERT",
        (
            (
                f"NOT EXISTS ({_TO} AND r.kind = 'rolling' AND r.state = 'funding')",
                "an offer is a place in an open rolling round",
            ),
            (f"NOT EXISTS ({_TO} AND r.chair_id = NEW.by_id)", "an offer is made by the chair"),
            (
                f"NOT EXISTS ({_WAITS})",
                "an offer goes to a pitch on the waiting list of a round that is published",
            ),
            (wrote("NEW.pitch_id", "NEW.by_id"), "whoever wrote a pitch does not offer it a place"),
            (
                recused("NEW.pitch_id", "NEW.by_id", ANY),
                "whoever has a conflict on a pitch does not offer it a place",
            ),
            (wrote("NEW.pitch_id", "NEW.deputy_id"), "whoever wrote a pitch does not offer it a place"),
            named(("NEW.by_id", "NEW.deputy_id"), money=False),
        ),
        lock="FROM round r WHERE r.id = NEW.to_round_id FOR SHARE",
    )


def offered() -> Trigger:
    """A pitch leaves the waiting list, and a round that it was screened into, by an offer alone."""
    return refuse(
        "pitch_offered",
        "pitch",
        "UPDATE OF state, round_id",
        (
            (
                f"OLD.state = 'waitlisted' AND NEW.state = 'in_funding' AND NOT EXISTS ({_MADE})",
                "a pitch leaves the waiting list by an offer",
            ),
            (
                "OLD.round_id IS NOT NULL AND NEW.round_id IS DISTINCT FROM OLD.round_id"
                " AND OLD.state NOT IN ('submitted', 'returned')"
                f" AND NOT EXISTS ({_MADE} AND o.from_round_id = OLD.round_id)",
                "a pitch changes its round by an offer",
            ),
        ),
    )


OFFERS = (append_only("offer"), offers(), offered())
