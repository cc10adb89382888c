"""What an open fund owes first: the money that was promised of it before it opened."""

from pitchdeck.base import outbox
from pitchdeck.base.db import Writing
from pitchdeck.delivery.jobs.tasks import Facts
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.figures.serving import due


def owe_serving(turn: Writing, _facts: Facts) -> None:
    """Owe each fund that can serve what waits for it or lacks money for it, each a transaction of its own.

    A fund that opened says so itself; this finds those that were raised, pitches announced since, and
    shortfalls of promises that say another amount than what is missing by now.
    """
    for key in due(queries.serving.serving(turn.session)):
        slot = f"serve_promises {key} {turn.at:%Y-%m-%dT%H:%M}"
        outbox.owe(turn.session, "serve_promises", {"fund": key}, at=turn.at, key=slot)


def serve(turn: Writing, facts: Facts) -> None:
    """Commit from one fund what was promised of it."""
    actions.serve_promises(turn.session, facts["fund"], at=turn.at)
