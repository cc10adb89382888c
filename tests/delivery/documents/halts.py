"""A programme that its investors lead through every decision of a gate, its sheet looked at after each."""

from datetime import timedelta

from sqlalchemy import select

from pitchdeck.features.funding.models import Tranche
from pitchdeck.features.investments import actions as investments
from pitchdeck.features.investments.actions import Question
from pitchdeck.features.pitches.models import Pitch
from tests.delivery.documents.stages import Story
from tests.factories.pitches import AT

HALTS = ("at a gate", "re-scoped", "paused", "stop to be signed", "stopped")


def lead(story: Story, name: str) -> None:
    """Released, then re-scoped, paused and stopped at three gates."""
    story.at = AT + timedelta(days=65)
    with story.database.reading() as session:
        tranche = session.scalar(
            select(Tranche.key)
            .join(Pitch, Pitch.id == Tranche.pitch_id)
            .where(Pitch.key == story.keys[name])
            .order_by(Tranche.number)
            .limit(1)
        )
    key = story.act(investments.release, tranche, by="finance", reason="The contract is signed.")
    gate = _call(story, key)
    story.look(name, "at a gate")
    _decide(story, gate, "rescope")
    story.look(name, "re-scoped")
    _decide(story, _call(story, key), "pause")
    story.look(name, "paused")
    last = _call(story, key)
    _decide(story, last, "stop")
    story.look(name, "stop to be signed")
    story.act(investments.sign_stop, last, by="finance")
    story.look(name, "stopped")


def _call(story: Story, key: str) -> str:
    words = "Forty of a hundred agents came to the pilot. How does it go on?"
    asked = Question(words, story.at.date() + timedelta(days=9))
    gate: str = story.act(investments.call_gate, key, asked, by="presenter")
    return gate


def _decide(story: Story, gate: str, verdict: str) -> None:
    story.act(investments.vote, gate, by="investor1", verdict=verdict, reason="It reaches too few.")
