"""Who may set goals and measures, agree them, and answer a claim."""

from dataclasses import dataclass

from pitchdeck.base.policy import anyone, permit, rule, unless


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The unit for which a goal or a measure is set."""

    unit_id: int


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure about to be agreed."""

    owner_id: int


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim, its sponsor, and the pitch that makes it: its authors, its unit, whether it is handed in."""

    owner_id: int
    author_ids: frozenset[int]
    unit_id: int
    submitted: bool


leads_unit = rule(
    "Only the L&D lead of this unit sets its goals and measures.",
    lambda actor, facts: actor.holds("lead", facts.unit_id),
)
owns_measure = rule(
    "Only the owner of the measure can do this.", lambda actor, facts: actor.id == facts.owner_id
)
not_author = unless(
    "Nobody answers a claim of a pitch that they wrote: ask the lead to name another owner of the measure.",
    lambda actor, facts: bool(actor.people & facts.author_ids),
)
wrote_or_owns = rule(
    "Only the sponsor and the authors of the pitch see this claim.",
    lambda actor, facts: actor.id == facts.owner_id or actor.id in facts.author_ids,
)
leads_or_audits = rule(
    "Only the sponsor, the authors and the L&D lead of the pitch see this claim, and once it is submitted "
    "the auditor.",
    lambda actor, facts: actor.holds("lead", facts.unit_id) or (facts.submitted and actor.holds("auditor")),
)

permit("goal:see", anyone)
permit("goal:add", leads_unit, roles=("lead",))
permit("measure:add", leads_unit, roles=("lead",))
permit("measure:agree", owns_measure)
permit("claim:see", wrote_or_owns | leads_or_audits)
permit("claim:answer", owns_measure & not_author)
