"""Who may see and answer the wish for a longer headline; every refusal carries its reason."""

from dataclasses import dataclass

from pitchdeck.base.policy import Actor, permit, rule, unless
from pitchdeck.features.pitches.policy import PRIVATE, PitchFacts, sees


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """A longer window that was asked for, and who is tied to its pitch, in another's place too.

    It is `current` while the draft counts so many months and nothing else was asked since.
    """

    wrote: frozenset[int]
    sponsors: frozenset[int]
    investors: frozenset[int]
    recused: frozenset[int]
    pitch: PitchFacts
    current: bool
    answered: bool


def _sees(actor: Actor, facts: WindowFacts) -> bool:
    return actor.holds("finance") or bool(sees(actor, facts.pitch))


sees_window = rule("This question is between the pitch's authors and finance.", _sees)
window_not_author = unless(
    "You wrote this pitch or handed it in: another person of finance answers.",
    lambda actor, facts: bool(actor.people & facts.wrote),
)
window_not_sponsor = unless(
    "You sponsor this pitch: another person of finance answers.",
    lambda actor, facts: bool(actor.people & facts.sponsors),
)
window_not_investor = unless(
    "You invested in this pitch: another person of finance answers.",
    lambda actor, facts: bool(actor.people & facts.investors),
)
window_not_recused = unless(
    "You declared a conflict on this pitch: another person of finance answers.",
    lambda actor, facts: bool(actor.people & facts.recused),
)
window_open = unless("This question is answered already.", lambda _actor, facts: facts.answered)
window_current = rule(
    "The presenter does not ask for this window any more.",
    lambda _actor, facts: facts.current and facts.pitch.state in PRIVATE,
)
permit("window:see", sees_window)
permit(
    "window:answer",
    window_not_author
    & window_not_sponsor
    & window_not_investor
    & window_not_recused
    & window_open
    & window_current,
    roles=("finance",),
)
