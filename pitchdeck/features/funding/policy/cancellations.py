"""Who may ask for the end of an approved promise, and who answers; every refusal carries its reason."""

from dataclasses import dataclass

from pitchdeck.base.policy import permit, rule, unless
from pitchdeck.features.funding.policy.parts import PartFacts


@dataclass(frozen=True, slots=True)
class CancellationFacts:
    """An advance commitment, whether its end is asked for now, and the actor's part in its pitch."""

    investor_id: int
    bound: bool
    asked: bool
    part: PartFacts


own = rule(
    "Only its investor asks for the end of a promise.", lambda actor, facts: actor.id == facts.investor_id
)
bound = rule(
    "Only a promise that finance approved, that was announced and that stands is ended by agreement.",
    lambda _actor, facts: facts.bound,
)
not_asked = unless("Its end is asked for already: finance answers next.", lambda _actor, facts: facts.asked)
waits = rule("This was answered.", lambda _actor, facts: facts.asked)
no_part = unless(
    "You wrote, sponsor or invested in this pitch, or declared a conflict on it: another person of finance"
    " answers.",
    lambda _actor, facts: (
        facts.part.wrote or facts.part.sponsors or facts.part.invested or facts.part.recused
    ),
)
reader = rule(
    "Its investor, finance and the auditor read this.",
    lambda actor, facts: actor.id == facts.investor_id or actor.holds("finance") or actor.holds("auditor"),
)
permit("cancellation:see", reader)
permit("cancellation:ask", own & bound & not_asked)
permit("cancellation:answer", bound & waits & no_part, roles=("finance",))
