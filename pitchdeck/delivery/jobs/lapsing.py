"""What the clock ends: commitments to pitches that did not reach their minimum in time."""

from pitchdeck.base import outbox
from pitchdeck.base.db import Writing
from pitchdeck.delivery.jobs.tasks import Facts
from pitchdeck.features.funding import actions, queries


def owe_lapses(turn: Writing, _facts: Facts) -> None:
    """Owe a lapse for each round with something to lapse, so that each is a transaction of its own."""
    for key in queries.rounds_to_lapse(turn.session, turn.at):
        outbox.owe(
            turn.session, "lapse", {"round": key}, at=turn.at, key=f"lapse {key} {turn.at:%Y-%m-%dT%H:%M}"
        )


def lapse(turn: Writing, facts: Facts) -> None:
    """Free what was committed below the minimum in one round."""
    actions.lapse_overdue(turn.session, facts["round"], at=turn.at)
