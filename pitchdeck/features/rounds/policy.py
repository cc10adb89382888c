"""Who may see, plan and run a round; every refusal carries its reason."""

from dataclasses import dataclass
from datetime import datetime

from pitchdeck.base.policy import Actor, anyone, permit, rule, unless

READS_PUBLISHED_ONLY = frozenset({"viewer", "admin"})
PUBLIC = frozenset({"published", "closed"})
UNANNOUNCED = frozenset({"draft", "cancelled"})
SEATS_OPEN = frozenset({"draft", "open", "scoring"})


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round as its rules see it; `seated` says whether the actor is on its panel."""

    kind: str
    state: str
    unit_id: int
    chair_id: int
    created_by_id: int
    quorum: int
    pitches_close_at: datetime
    seats: int
    criteria: int
    weights: int
    seated: bool
    extended: bool


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A round that does not exist yet: the unit that it is for."""

    unit_id: int


def _leads(actor: Actor, facts: RoundFacts | PlanFacts) -> bool:
    return actor.holds("lead", facts.unit_id)


def _of_the_round(actor: Actor, facts: RoundFacts) -> bool:
    runs = actor.id in {facts.chair_id, facts.created_by_id}
    return runs or facts.seated or _leads(actor, facts) or actor.holds("auditor")


def _announced(actor: Actor, facts: RoundFacts) -> bool:
    """From open on a round is a call to everyone; readers of published things wait for publication."""
    if facts.state in UNANNOUNCED:
        return False
    waits = bool(actor.roles) and actor.roles <= READS_PUBLISHED_ONLY
    return facts.state in PUBLIC or not waits


def _rolls(facts: RoundFacts) -> bool:
    return facts.kind == "rolling"


sees_round = rule(
    "This round is not open to you yet.",
    lambda actor, facts: _of_the_round(actor, facts) or _announced(actor, facts),
)
leads_unit = rule("Only the L&D lead of the round's unit plans a round.", _leads)
is_chair = rule(
    "Only the chair of this round opens and closes its stages.",
    lambda actor, facts: actor.id == facts.chair_id,
)
chair_or_lead = rule(
    "Only the L&D lead of the round's unit or its chair seats people on the panel.",
    lambda actor, facts: actor.id == facts.chair_id or _leads(actor, facts),
)
still_draft = rule(
    "This round has opened: its criteria, weights, quorum, dates, conflict rule and objective are frozen, "
    "because pitches are written and judged against them.",
    lambda _actor, facts: facts.state == "draft",
)
panel_open = rule(
    "Scoring has closed: the panel that judged this round stays as it was.",
    lambda _actor, facts: facts.state in SEATS_OPEN or (_rolls(facts) and facts.state == "funding"),
)
has_stages = unless(
    "A rolling round has no stages and no deadline: its pitches pass alone, until its chair closes it.",
    lambda _actor, facts: _rolls(facts),
)
rolling = rule(
    "This round has stages: it is opened, scored, funded and published one after the other.",
    lambda _actor, facts: _rolls(facts),
)
panel_unfrozen = rule(
    "This round has opened: nobody leaves its panel any more. Whoever has a conflict recuses from the "
    "pitch, and a substitute can be seated until scoring closes.",
    lambda _actor, facts: facts.state == "draft",
)
in_funding = rule(
    "Only the deadline for commitments is extended, while the round is funding.",
    lambda _actor, facts: facts.state == "funding",
)
not_extended = unless(
    "The deadline of this round was extended once already.", lambda _actor, facts: facts.extended
)
weights_whole = rule(
    "The weights of the criteria do not add up to 100 %. Edit the round and share out the 100 %.",
    lambda _actor, facts: facts.weights == 100,  # noqa: PLR2004  # per cent
)
panel_quorate = unless(
    "The panel has fewer seats than the quorum needs. Seat more people, or lower the quorum.",
    lambda _actor, facts: facts.seats < facts.quorum,
)

permit("round:list", anyone)
permit("round:see", sees_round)
permit("round:create", leads_unit, roles=("lead",))
permit("round:edit", leads_unit & still_draft, roles=("lead",))
permit("round:seat", chair_or_lead & panel_open)
permit("round:unseat", chair_or_lead & panel_unfrozen)
permit("round:open", is_chair & has_stages & weights_whole & panel_quorate)
for _verb in ("open_scoring", "close_scoring", "shortlist", "open_funding", "close_funding"):
    permit(f"round:{_verb}", is_chair & has_stages)
permit("round:extend", is_chair & has_stages & in_funding & not_extended)
for _verb in ("decide", "publish", "close"):
    permit(f"round:{_verb}", is_chair & has_stages)
permit("round:start", is_chair & rolling & panel_quorate)
permit("round:end", is_chair & rolling)
permit("round:cancel", is_chair)
