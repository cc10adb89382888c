"""A gate of a running programme: finance asks how it goes on, one investor has spoken, the other has not."""

from datetime import timedelta

from pitchdeck.delivery.cli.demo.calendar import Calendar
from pitchdeck.delivery.cli.demo.staging import Stage
from pitchdeck.features.investments import actions
from pitchdeck.features.investments.actions import Question
from pitchdeck.features.investments.queries import tracked_of_pitch

DAYS = timedelta(days=6)
QUESTION = (
    "The dealers' academy billed more than was released: 24 dealers came in addition. Twenty have sold"
    " service contracts since. Does the second half start as it was planned?"
)
WORD = "Only with the number of places agreed before each course, and no dealer above it."


def told(stage: Stage, calendar: Calendar) -> None:
    """Called by finance two days ago; the investor with less money in it has said their word."""
    tracked = tracked_of_pitch(stage.session, stage.pitches["dealers"].id, today=calendar.today)
    key = tracked.row.key if tracked else ""
    at, asked = calendar.ago(2), Question(QUESTION, calendar.today + DAYS)
    gate = actions.call_gate(stage.session, key, asked, by=stage.house["finance"], at=at)
    by, later = stage.house["investor3"], at + timedelta(hours=5)
    actions.vote(stage.session, gate, verdict="conditions", reason=WORD, by=by, at=later)
