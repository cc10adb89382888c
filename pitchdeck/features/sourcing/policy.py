"""Who may set standard rates, who looks after vendors, and who sees their prices."""

from dataclasses import dataclass

from pitchdeck.base.policy import anyone, holds, permit, rule

READERS = ("presenter", "lead", "finance", "fund_owner", "auditor")
"""Who writes pitches, reviews them, or audits what they rest on."""
KEEPERS = ("finance", "lead")


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """The unit whose hours are meant."""

    unit_id: int


keeps = holds("finance") | holds("lead")
leads_team = rule(
    "Only the L&D lead of the unit says how many hours it has.",
    lambda actor, facts: actor.holds("lead", facts.unit_id),
)

permit("rate:set", holds("finance"), roles=("finance",))
permit("rate:list", anyone)
permit("vendor:list", anyone, roles=READERS)
permit("vendor:add", keeps, roles=KEEPERS)
permit("vendor:end", keeps, roles=KEEPERS)
permit("rate_card:add", keeps, roles=KEEPERS)
permit("rate_card:end", keeps, roles=KEEPERS)
permit("capacity:see", anyone, roles=("lead", "finance", "auditor"))
permit("capacity:set", leads_team, roles=("lead",))
