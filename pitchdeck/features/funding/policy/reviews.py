"""Who may review, answer for hours and read letters; every refusal carries its reason."""

from dataclasses import dataclass

from pitchdeck.base.policy import Actor, anyone, permit, rule, unless
from pitchdeck.features.funding.policy.parts import JUDGED, PartFacts
from pitchdeck.features.pitches.policy import PitchFacts, sees
from pitchdeck.features.pitches.workflow import EDITABLE, ENDED


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


def _decides(facts: PartFacts) -> bool:
    """Whether its round is at finance; in a rolling round a pitch comes there alone."""
    return facts.round_state == ("funding" if facts.round_kind == "rolling" else "finance_review")


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
    lambda _actor, facts: facts.pitch_state == "in_review" and _decides(facts),
)
unapproved = unless(
    "This pitch is approved already: its money is committed, and only a withdrawal undoes that.",
    lambda _actor, facts: facts.approved,
)
before_scoring = rule(
    "Numbers are checked between screening and the opening of scoring.",
    lambda _actor, facts: facts.pitch_state == "screened",
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
markable = rule(
    "Costs are marked while a pitch is under way: after screening, and before it is decided.",
    lambda _actor, facts: facts.pitch_state in JUDGED | {"in_review"},
)
marked_before_approval = unless(
    "Finance has approved this pitch: which budget pays for what stays as it is.",
    lambda _actor, facts: facts.approved,
)
disinterested = reviews_not_author & reviews_not_sponsor & reviews_not_investor & reviews_not_recused
permit("fund:keep_released", disinterested, roles=("finance",))
permit("capex:mark", disinterested & markable & marked_before_approval, roles=("finance",))
permit("numbers:check", disinterested & before_scoring, roles=("finance",))
permit("review:list", anyone, roles=("finance", "auditor"))
permit("review:give", disinterested & in_review & unapproved, roles=("finance",))
permit("review:approve", disinterested & in_review & unapproved & within_limit, roles=("finance",))
permit("letter:see", concerned)
permit("agreement:see", sees_hours)
permit("agreement:answer", heads_unit & agrees_not_author & newest_version & under_way & hours_open)
