"""Who may commit, change, take back, stand by and step out; every refusal carries its reason."""

from dataclasses import dataclass
from datetime import datetime

from pitchdeck.base.policy import permit, rule, unless

UNPUBLISHED = frozenset({"open", "scoring", "deliberation", "funding"})
"""Stages in which a conflict can still be declared: later the money has been decided on."""
JUDGED = frozenset({"screened", "in_scoring", "shortlisted", "in_funding", "covered"})


@dataclass(frozen=True, slots=True)
class PartFacts:
    """A pitch, its round and the actor's part in both; `at` is the moment of the question, if it matters."""

    pitch_id: int
    pitch_key: str
    pitch_ref: str
    pitch_state: str
    pitch_unit_id: int
    revision_id: int
    revision_hash: str
    currency: str
    round_id: int
    round_key: str
    round_kind: str
    round_state: str
    chair_id: int
    fiscal_year: int
    funding_closes_at: datetime
    seated: bool
    wrote: bool
    sponsors: bool
    invested: bool
    recused: bool
    own_unit: bool
    """Whether the purse in question is of a fund of the actor's own unit."""
    own_purse: bool
    approved: bool
    amount: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """A commitment that its investor wants back."""

    by_id: int
    resolved: bool
    pitch_state: str
    round_state: str
    funding_closes_at: datetime
    at: datetime | None = None
    for_more: bool = False
    """Whether it is for what a running investment asks for more."""


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """A commitment's written condition that waits for the presenter."""

    presenter_id: int
    answered: bool
    resolved: bool
    round_state: str


@dataclass(frozen=True, slots=True)
class StandbyFacts:
    """A place on a standby list that somebody wants to leave."""

    by_id: int
    ended: bool


def _passed(facts: PartFacts | CommitmentFacts) -> bool:
    return facts.at is not None and facts.at >= facts.funding_closes_at


own_purse = rule(
    "You have no purse in this round. The owner of a fund can give you one.",
    lambda _actor, facts: facts.own_purse,
)
not_author = unless("You wrote this pitch, so no money of yours goes to it.", lambda _a, facts: facts.wrote)
not_recused = unless(
    "You have declared a conflict on this pitch, so no money of yours goes to it.",
    lambda _actor, facts: facts.recused,
)
sponsor_own_unit = unless(
    "You sponsor this pitch: you may commit only from a purse of your own unit's fund.",
    lambda _actor, facts: facts.sponsors and not facts.own_unit,
)
round_funds = rule(
    "This round is not in funding: money is committed from the opening of funding until it closes.",
    lambda _actor, facts: facts.round_state == "funding",
)
pitch_funds = rule(
    "This pitch is not open for commitments.",
    lambda _actor, facts: facts.pitch_state in {"in_funding", "covered"},
)
not_with_finance = unless(
    "This pitch is with finance: money promised to it is not taken back any more.",
    lambda _actor, facts: facts.pitch_state == "in_review",
)
within_its_year = unless(
    "The fiscal year of this rolling round has ended: no money is committed in it. Its chair closes it next.",
    lambda _actor, facts: facts.round_kind == "rolling" and _passed(facts),
)
before_deadline = unless(
    "The deadline for commitments has passed. The chair closes funding next.",
    lambda _actor, facts: _passed(facts),
)
own_commitment = rule(
    "Only the investor who made a commitment withdraws it.", lambda actor, facts: actor.id == facts.by_id
)
still_reserved = unless("This commitment has ended already.", lambda _actor, facts: facts.resolved)
presents = rule(
    "Only the presenter of this pitch answers a condition.",
    lambda actor, facts: actor.id == facts.presenter_id,
)
unanswered = unless(
    "This condition is answered already, or its money is free again.",
    lambda _actor, facts: facts.answered or facts.resolved,
)
own_place = rule("Only who stands by leaves the list.", lambda actor, facts: actor.id == facts.by_id)
still_waits = unless(
    "You do not stand by any more: you were told of room, or left.", lambda _actor, facts: facts.ended
)
takes_part = rule(
    "Only the panel and the investors of this round declare a conflict.",
    lambda _actor, facts: facts.seated or facts.own_purse,
)
once = unless("You have declared a conflict on this pitch already.", lambda _actor, facts: facts.recused)
not_own = unless(
    "You wrote this pitch: you take no part in judging it anyway.", lambda _a, facts: facts.wrote
)
still_judged = rule(
    "This pitch is decided: a conflict is declared while it is judged and funded.",
    lambda _actor, facts: facts.round_state in UNPUBLISHED and facts.pitch_state in JUDGED,
)
commits = (
    own_purse
    & not_author
    & not_recused
    & sponsor_own_unit
    & round_funds
    & pitch_funds
    & within_its_year
    & before_deadline
)
permit("commitment:make", commits, roles=("investor",))
permit("standby:join", commits, roles=("investor",), personal=True)
permit("standby:leave", own_place & still_waits, roles=("investor",), personal=True)
not_for_more = unless(
    "What is committed to more money is not changed: take it back and commit anew.",
    lambda _actor, facts: facts.for_more,
)
takes_back = own_commitment & still_reserved & round_funds & not_with_finance & before_deadline
permit("commitment:withdraw", takes_back)
permit("commitment:change", takes_back & not_for_more)
permit("condition:answer", presents & unanswered & round_funds, personal=True)
permit("pitch:recuse", takes_part & not_own & once & still_judged)
