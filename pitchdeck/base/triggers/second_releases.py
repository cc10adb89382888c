"""A large tranche has two persons: one asks for its release, another releases it."""

# every statement is built from the literals of this file

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.segregation import independent
from pitchdeck.base.triggers.standing_in import named

_PITCH = "(SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id)"
_LARGE = (
    "EXISTS (SELECT 1 FROM tranche t JOIN organisation o ON t.amount >= o.large_minor"
    " WHERE t.id = NEW.tranche_id)"
)
_OTHERS = (
    "EXISTS (SELECT 1 FROM release_request q WHERE q.tranche_id = NEW.tranche_id"
    " AND q.by_id NOT IN (NEW.by_id, COALESCE(NEW.deputy_id, NEW.by_id))"
    " AND COALESCE(q.deputy_id, q.by_id) NOT IN (NEW.by_id, COALESCE(NEW.deputy_id, NEW.by_id)))"
)


def requests() -> Trigger:
    """Who asks for a release has no other part in the pitch, and neither has a deputy who asks."""
    return refuse(
        "release_request_allowed",
        "release_request",
        "INSERT",
        (
            *independent(_PITCH, "NEW.by_id", "release its money"),
            named(("NEW.by_id", "NEW.deputy_id"), money=True),
            *independent(_PITCH, "NEW.deputy_id", "release its money"),
            (
                'EXISTS (SELECT 1 FROM "release" r WHERE r.tranche_id = NEW.tranche_id)',
                "what is released is not asked for",
            ),
        ),
    )


def second_person() -> Trigger:
    return refuse(
        "release_second_person",
        "release",
        "INSERT",
        ((f"{_LARGE} AND NOT {_OTHERS}", "a large tranche is released by a second person"),),
    )


SECOND = (append_only("release_request"), requests(), second_person())
