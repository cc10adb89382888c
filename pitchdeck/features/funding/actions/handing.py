"""What follows where money that came in may have covered a pitch: finance, or its standing approval."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.actions.approving_ahead import approve_if_covered
from pitchdeck.features.funding.actions.covering import follow
from pitchdeck.features.funding.policy import PartFacts
from pitchdeck.features.pitches.models import Pitch


def follow_on(session: Session, pitch: Pitch, facts: PartFacts, *, by: Actor, at: datetime) -> None:
    """As `follow`; what this hands to finance is approved at once where a standing approval covers it."""
    follow(session, pitch, facts, by=by, at=at)
    if facts.pitch_state == "in_funding" and pitch.state == "in_review":
        approve_if_covered(session, pitch, by=by, at=at)
