"""Who may offer a pitch on the waiting list a place in a rolling round; every refusal carries its reason."""

from dataclasses import dataclass

from pitchdeck.base.policy import permit, rule, unless
from pitchdeck.features.funding.policy.parts import PartFacts


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """A rolling round, and the actor's part in the pitch that waits."""

    chair_id: int
    rolls: bool
    round_state: str
    part: PartFacts


is_chair = rule(
    "Only the chair of this round offers places in it.", lambda actor, facts: actor.id == facts.chair_id
)
takes_pitches = rule(
    "A place is offered in a rolling round that is open.",
    lambda _actor, facts: facts.rolls and facts.round_state == "funding",
)
not_author = unless(
    "You wrote this pitch: nobody offers themselves a place.", lambda _a, facts: facts.part.wrote
)
not_recused = unless(
    "You have declared a conflict on this pitch: you offer it no place.",
    lambda _actor, facts: facts.part.recused,
)
permit("waitlist:offer", is_chair & takes_pitches & not_author & not_recused)
