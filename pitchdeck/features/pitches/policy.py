"""Who sees, writes, submits and screens a pitch; every refusal carries its reason."""

from dataclasses import dataclass

from pitchdeck.base.policy import Actor, Rule, anyone, permit, rule, unless

PRIVATE = frozenset({"draft", "returned"})
SEE_ALL_SUBMITTED = ("finance", "fund_owner", "auditor", "lead")


@dataclass(frozen=True, slots=True)
class PitchFacts:
    """A pitch as its rules see it; `asked_ids` are the owners of measures who were asked for their yes."""

    state: str
    submitted: bool
    unit_id: int
    presenter_id: int
    author_ids: frozenset[int]
    asked_ids: frozenset[int]
    chair_id: int | None
    panel_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class NewPitchFacts:
    """A pitch that does not exist yet: the unit that it is for."""

    unit_id: int


def _near(actor: Actor, facts: PitchFacts) -> bool:
    """Authors, the lead of the unit, and the sponsor from the moment they were asked."""
    wrote = actor.id in facts.author_ids or actor.id in facts.asked_ids
    return wrote or actor.holds("lead", facts.unit_id)


def _in_the_round(actor: Actor, facts: PitchFacts) -> bool:
    seated = actor.id == facts.chair_id or actor.id in facts.panel_ids
    return seated or any(actor.holds(role) for role in SEE_ALL_SUBMITTED)


def _sees(actor: Actor, facts: PitchFacts) -> bool:
    if _near(actor, facts):
        return True
    if facts.state in PRIVATE or not facts.submitted:
        return False
    return _in_the_round(actor, facts) or (facts.state == "funded" and actor.holds("viewer"))


sees = rule("This pitch is not open to you.", _sees)
wrote = rule(
    "Only the presenter and co-authors write this pitch.", lambda actor, facts: actor.id in facts.author_ids
)
presents = rule("Only the presenter can do this.", lambda actor, facts: actor.id == facts.presenter_id)
still_open = rule(
    "This pitch was submitted: what was submitted stays as it is. "
    "The L&D lead can send it back, and then it opens for changes again.",
    lambda _actor, facts: facts.state in PRIVATE,
)
leads = rule(
    "Only the L&D lead of the pitch's unit screens it.",
    lambda actor, facts: actor.holds("lead", facts.unit_id),
)
not_own = unless(
    "Nobody screens a pitch that they wrote: another lead of the unit does.",
    lambda actor, facts: bool(actor.people & facts.author_ids),
)
for_own_unit = rule(
    "You present for another unit. Choose a unit of yours.",
    lambda actor, facts: actor.holds("presenter", facts.unit_id),
)
edits: Rule = wrote & still_open

permit("pitch:list", anyone)
permit("pitch:see", sees)
permit("pitch:create", for_own_unit, roles=("presenter",))
permit("pitch:edit", edits)
permit("pitch:ask", edits)
permit("window:ask", edits)
permit("pitch:submit", presents & still_open)
permit("pitch:withdraw", presents)
permit("comparison:see", wrote | leads)
permit("pitch:screen", leads & not_own, roles=("lead",))
