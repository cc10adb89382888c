"""Who may score, and who sees which scores when; every refusal carries its reason."""

from dataclasses import dataclass
from datetime import datetime

from pitchdeck.base.policy import Actor, anyone, permit, rule, unless

PUBLIC = frozenset({"published", "closed"})
BEFORE_DELIBERATION = frozenset({"draft", "open", "scoring"})
JUDGED = frozenset(
    {
        *("shortlisted", "not_shortlisted", "in_funding", "covered", "in_review", "funded"),
        *("waitlisted", "declined"),
    }
)
"""States of a pitch in which the chair has chosen."""


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """A pitch, its round and the actor's part in both; `at` is the moment of the question, if it matters."""

    pitch_id: int
    pitch_key: str
    pitch_state: str
    revision_id: int
    round_id: int
    round_state: str
    chair_id: int
    conflict_rule: str
    scoring_closes_at: datetime
    sponsor_id: int
    seated: bool
    author: bool
    sponsor: bool
    recused: bool
    scored: bool
    two_voices: bool = False
    """Whether a deputy sits on the same panel as the person in whose place they act."""
    deputy_sponsors: bool = False
    at: datetime | None = None


on_panel = rule(
    "Only the panel of this round scores its pitches.",
    lambda _actor, facts: facts.seated,
)
one_voice = unless(
    "You sit on this panel yourself: one person has one voice. The chair can seat a substitute.",
    lambda _actor, facts: facts.two_voices,
)
not_for_another = unless(
    "You sponsor this pitch: nobody scores for another what they sponsor.",
    lambda _actor, facts: facts.deputy_sponsors,
)
not_author = unless(
    "You wrote this pitch, so you cannot score it.",
    lambda _actor, facts: facts.author,
)
not_recused = unless(
    "You have recused yourself from this pitch. Your score counts as missing, never as zero.",
    lambda _actor, facts: facts.recused,
)
sponsor_disclosed = unless(
    "You sponsor this pitch, and in this round people with a conflict do not score (conflict rule: strict).",
    lambda _actor, facts: facts.sponsor and facts.conflict_rule == "strict",
)
round_scores = rule(
    "This round is not in scoring. Scores are taken from the opening of scoring until it closes.",
    lambda _actor, facts: facts.round_state == "scoring",
)
pitch_in_scoring = rule(
    "This pitch is not in scoring yet: it waits for its screening or for its sponsor's yes.",
    lambda _actor, facts: facts.pitch_state == "in_scoring",
)
before_deadline = unless(
    "The deadline for scores has passed. The chair closes scoring next.",
    lambda _actor, facts: facts.at is not None and facts.at >= facts.scoring_closes_at,
)


def _sees(actor: Actor, facts: ScoreFacts) -> bool:
    """Whether others' scores of a pitch show. The strictest part that a person plays decides."""
    if facts.round_state in PUBLIC:
        return True
    if facts.author or facts.recused:
        return False
    if facts.round_state not in BEFORE_DELIBERATION and _oversees(actor, facts):
        return True
    return facts.seated and facts.scored


def _oversees(actor: Actor, facts: ScoreFacts) -> bool:
    if actor.id == facts.chair_id or actor.holds("auditor"):
        return True
    return actor.holds("finance") and facts.pitch_state in JUDGED


others_scores = rule(
    "Others' scores show once your own is in, and to everyone else when the round is published.", _sees
)


def sees_counts(actor: Actor, facts: ScoreFacts) -> bool:
    """Whether someone may know how many have scored: the chair always, others when they see the scores."""
    return _sees(actor, facts) or (actor.id == facts.chair_id and not facts.author)


permit("pitch:list_to_score", anyone)
permit(
    "pitch:score",
    on_panel
    & one_voice
    & not_for_another
    & not_author
    & not_recused
    & sponsor_disclosed
    & round_scores
    & pitch_in_scoring
    & before_deadline,
)
permit("pitch:see_scores", others_scores)
