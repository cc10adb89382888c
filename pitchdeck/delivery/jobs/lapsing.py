"""What the clock ends: commitments to what did not get its money in time."""

from pitchdeck.base import outbox
from pitchdeck.base.db import Writing
from pitchdeck.delivery.jobs.tasks import Facts
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.investments import actions as investing
from pitchdeck.features.investments.queries import gates
from pitchdeck.features.people.queries import local_day


def owe_lapses(turn: Writing, _facts: Facts) -> None:
    """Owe each round, asking and gate whose time has come an act of its own, in its own transaction."""
    for key in queries.rounds_to_lapse(turn.session, turn.at):
        outbox.owe(
            turn.session, "lapse", {"round": key}, at=turn.at, key=f"lapse {key} {turn.at:%Y-%m-%dT%H:%M}"
        )
    for key in queries.supplements.overdue(turn.session, local_day(turn.session, turn.at)):
        slot = f"lapse_more {key} {turn.at:%Y-%m-%dT%H:%M}"
        outbox.owe(turn.session, "lapse_more", {"supplement": key}, at=turn.at, key=slot)
    today = local_day(turn.session, turn.at)
    for key in gates.gates_past_their_day(turn.session, today):
        # Once a day: a gate stays open until half of its money has spoken, and every word tries it anyway.
        outbox.owe(turn.session, "gate_due", {"gate": key}, at=turn.at, key=f"gate_due {key} {today}")


def lapse(turn: Writing, facts: Facts) -> None:
    """Free what was committed below the minimum in one round."""
    actions.lapse_overdue(turn.session, facts["round"], at=turn.at)


def lapse_more(turn: Writing, facts: Facts) -> None:
    """End more money that was asked for until a day that has passed."""
    actions.lapse_supplement(turn.session, facts["supplement"], at=turn.at)


def gate_due(turn: Writing, facts: Facts) -> None:
    """Decide a gate whose last day has passed, if half of its money has spoken."""
    investing.decide_in_time(turn.session, facts["gate"], at=turn.at)
