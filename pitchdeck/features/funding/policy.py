"""Who may open funds, commit, review and read the ledger; every refusal carries its reason."""

from dataclasses import dataclass
from datetime import datetime

from pitchdeck.base.policy import Actor, anyone, holds, permit, rule, unless
from pitchdeck.features.pitches.policy import PitchFacts, sees
from pitchdeck.features.pitches.workflow import EDITABLE, ENDED

MONEY_ROLES = ("investor", "finance", "fund_owner", "chair", "auditor")
UNPUBLISHED = frozenset({"open", "scoring", "deliberation", "funding"})
"""Stages in which a conflict can still be declared: later the money has been decided on."""
JUDGED = frozenset({"screened", "in_scoring", "shortlisted", "in_funding", "covered"})


@dataclass(frozen=True, slots=True)
class FundFacts:
    """A fund as its rules see it."""

    owner_id: int
    opened_by_id: int
    opened_deputy_id: int | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change of a fund, the owners of the funds that it concerns, and whether it waits for an answer."""

    owner_ids: frozenset[int]
    by_id: int
    deputy_id: int | None
    waits: bool


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request for money of a fund: by whom, of whose fund, and whether it waits for its answer."""

    by_id: int
    owner_id: int
    waits: bool


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
    round_state: str
    funding_closes_at: datetime
    at: datetime | None = None


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


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """A fund and the fiscal year that it is closed for."""

    confirmed: bool
    closed: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """Hours that a unit's head was asked for, and who heads the unit now, none of whom `wrote` the pitch.

    It is `current` while its revision is the pitch's newest.
    """

    head_id: int | None
    head_name: str | None
    wrote: frozenset[int]
    pitch: PitchFacts
    current: bool
    approved: bool


@dataclass(frozen=True, slots=True)
class ReopeningFacts:
    """A year end, and who asked to re-open it."""

    owner_id: int
    stands: bool
    newest: bool
    asked_by_id: int | None
    asked_deputy_id: int | None
    waits: bool


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A published letter and the people whom it concerns."""

    pitch_id: int
    author_ids: frozenset[int]
    sponsor_id: int
    chair_id: int
    unit_id: int


def limit_of(actor: Actor, role: str) -> int | None:
    """The highest limit of a person's mandates of a role in minor units; None when one has no limit."""
    limits = [grant.limit for grant in actor.grants if grant.role == role]
    known = [limit for limit in limits if limit is not None]
    return None if len(known) < len(limits) or not limits else max(known)


def _within_limit(actor: Actor, facts: PartFacts) -> bool:
    limit = limit_of(actor, "finance")
    return limit is None or facts.amount <= limit


def _passed(facts: PartFacts | CommitmentFacts) -> bool:
    return facts.at is not None and facts.at >= facts.funding_closes_at


second_person = unless(
    "Whoever opened a fund cannot confirm it too: a second person of finance or the fund's owner does.",
    lambda actor, facts: bool(actor.people & {facts.opened_by_id, facts.opened_deputy_id}),
)
finance_or_owner = rule(
    "Only a second person of finance or the fund's owner confirms it.",
    lambda actor, facts: actor.holds("finance") or actor.id == facts.owner_id,
)
other_than_asked = unless(
    "Whoever asked for this cannot confirm it too: a second person of finance or the fund's owner does.",
    lambda actor, facts: bool(actor.people & {facts.by_id, facts.deputy_id}),
)
finance_or_owners = rule(
    "Only a second person of finance or the owner of a fund that it concerns answers this.",
    lambda actor, facts: actor.holds("finance") or actor.id in facts.owner_ids,
)
waits = rule("This change has its answer already.", lambda _actor, facts: facts.waits)
still_asked = rule("This request has its answer already.", lambda _actor, facts: facts.waits)
unconfirmed = unless("This fund is confirmed already.", lambda _actor, facts: facts.confirmed)
owns_fund = rule(
    "Only the owner of this fund gives purses from it.", lambda actor, facts: actor.id == facts.owner_id
)
confirmed = rule(
    "This fund is not confirmed yet: a second person of finance or its owner does that first.",
    lambda _actor, facts: facts.confirmed,
)
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
reviews_not_author = unless(
    "You wrote this pitch: another person of finance reviews it.", lambda _actor, facts: facts.wrote
)
reviews_not_sponsor = unless(
    "You sponsor this pitch: another person of finance reviews it.", lambda _actor, facts: facts.sponsors
)
reviews_not_investor = unless(
    "You invested in this pitch: another person of finance reviews it.",
    lambda _actor, facts: facts.invested,
)
reviews_not_recused = unless(
    "You declared a conflict on this pitch: another person of finance reviews it.",
    lambda _actor, facts: facts.recused,
)
in_review = rule(
    "This pitch is not with finance: a verdict is given between the close of funding and the decision.",
    lambda _actor, facts: facts.pitch_state == "in_review" and facts.round_state == "finance_review",
)
unapproved = unless(
    "This pitch is approved already: its money is committed, and only a withdrawal undoes that.",
    lambda _actor, facts: facts.approved,
)
within_limit = rule(
    "The amount is above the limit of your mandate: a person of finance with a higher limit approves it.",
    _within_limit,
)
concerned = rule(
    "This letter is not open to you.",
    lambda actor, facts: (
        actor.id in facts.author_ids
        or actor.id in {facts.sponsor_id, facts.chair_id}
        or actor.holds("finance")
        or actor.holds("auditor")
        or actor.holds("lead", facts.unit_id)
    ),
)

sees_hours = rule(
    "These hours are between the unit's head and those who see the pitch.",
    lambda actor, facts: actor.id == facts.head_id or bool(sees(actor, facts.pitch)),
)
heads_unit = rule(
    "Only the head of the unit agrees to its people's hours.",
    lambda actor, facts: actor.id == facts.head_id,
)
agrees_not_author = unless(
    "Nobody agrees to hours of a pitch that they wrote or handed in.",
    lambda actor, facts: bool(actor.people & facts.wrote),
)
newest_version = rule(
    "The presenter has handed in a newer version: it asks anew where it needs more.",
    lambda _actor, facts: facts.current,
)
under_way = unless(
    "This pitch is not under way: its hours need no answer.",
    lambda _actor, facts: facts.pitch.state in ENDED | EDITABLE,
)
hours_open = unless(
    "Finance has approved this pitch: the agreement that it rests on stays.",
    lambda _actor, facts: facts.approved,
)

disinterested = reviews_not_author & reviews_not_sponsor & reviews_not_investor & reviews_not_recused
year_open = unless("This fiscal year of the fund is closed already.", lambda _actor, facts: facts.closed)
year_ended = rule(
    "The fiscal year is still running: a fund is closed from the year's last day on.",
    lambda _actor, facts: facts.ended,
)
year_stands = rule("This year end was re-opened already.", lambda _actor, facts: facts.stands)
newest_first = rule(
    "A later year of this fund is closed: that one is re-opened first.", lambda _actor, facts: facts.newest
)
not_asked = unless("A re-opening waits for its second person already.", lambda _actor, facts: facts.waits)
asked = rule("No re-opening waits for an answer.", lambda _actor, facts: facts.waits)
other_asked = unless(
    "Whoever asks to re-open a year cannot answer it: a second person of finance or the fund's owner does.",
    lambda actor, facts: bool(actor.people & {facts.asked_by_id, facts.asked_deputy_id}),
)
finance_or_owner_answers = rule(
    "Only a second person of finance or the fund's owner answers it.",
    lambda actor, facts: actor.holds("finance") or actor.id == facts.owner_id,
)

permit("money:see", anyone, roles=MONEY_ROLES)
permit("fund:list", anyone, roles=("finance", "fund_owner", "auditor"))
permit("fund:open", holds("finance"), roles=("finance",))
permit("fund:change", holds("finance") & confirmed, roles=("finance",))
permit("fund:agree", finance_or_owners & other_than_asked & waits, roles=("finance", "fund_owner"))
permit("fund:code", holds("finance"), roles=("finance",))
permit("fund:confirm", finance_or_owner & second_person & unconfirmed, roles=("finance", "fund_owner"))
permit("fund:close", confirmed & year_open & year_ended, roles=("finance",))
permit("fund:keep_released", disinterested, roles=("finance",))
permit("closing:see", anyone, roles=("finance", "fund_owner", "auditor"))
permit("reopening:ask", year_stands & newest_first & not_asked, roles=("finance",))
permit("reopening:answer", asked & finance_or_owner_answers & other_asked, roles=("finance", "fund_owner"))
permit("purse:allot", owns_fund & confirmed, roles=("fund_owner",))
permit("purse:ask", anyone, roles=("investor",))
permit("purse:answer", owns_fund & still_asked, roles=("fund_owner",))
permit("purse:list", anyone, roles=("investor",))
commits = (
    own_purse & not_author & not_recused & sponsor_own_unit & round_funds & pitch_funds & before_deadline
)
permit("commitment:make", commits, roles=("investor",))
permit("standby:join", commits, roles=("investor",), personal=True)
permit("standby:leave", own_place & still_waits, roles=("investor",), personal=True)
permit("commitment:withdraw", own_commitment & still_reserved & round_funds & before_deadline)
permit("condition:answer", presents & unanswered & round_funds, personal=True)
permit("pitch:recuse", takes_part & not_own & once & still_judged)
permit("review:list", anyone, roles=("finance", "auditor"))
permit("review:give", disinterested & in_review & unapproved, roles=("finance",))
permit("review:approve", disinterested & in_review & unapproved & within_limit, roles=("finance",))
permit("ledger:see", anyone, roles=("finance", "auditor"))
permit("letter:see", concerned)
permit("agreement:see", sees_hours)
permit("agreement:answer", heads_unit & agrees_not_author & newest_version & under_way & hours_open)
