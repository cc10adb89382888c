"""Who may call a gate of a running programme, speak at it, and sign a stop."""

from dataclasses import dataclass

from pitchdeck.base.policy import Actor, permit, rule, unless
from pitchdeck.features.investments.policy.parts import Around, disinterested

CALLED_IN = ("active", "rescoped", "paused")


@dataclass(frozen=True, slots=True)
class GateFacts:
    """A gate, or an investment that may get one; `stake` is the actor's committed money in minor units.

    `verdict` is how it was decided, None while it is open or where there is none.
    """

    around: Around
    state: str
    chair_id: int
    stake: int = 0
    money: int = 0
    voted: bool = False
    verdict: str | None = None
    signed: bool = False
    handed_in: frozenset[int] = frozenset()
    """Who handed the pitch in, in its presenter's place."""


def _may_call(actor: Actor, facts: GateFacts) -> bool:
    near = facts.around.authors | facts.around.investors | {facts.chair_id}
    return actor.id in near or actor.holds("finance")


calls = rule(
    "A gate is called by whoever presents a programme or invested in it, by its round's chair or by finance.",
    _may_call,
)
no_other = unless(
    "A gate is open already: it is decided first.", lambda _actor, facts: facts.state == "gate_due"
)
runs = rule(
    "A gate decides how a running programme goes on; this one was delivered, or has ended.",
    lambda _actor, facts: facts.state in CALLED_IN,
)
has_money = rule(
    "Nobody who could decide has money in this programme.", lambda _actor, facts: facts.money > 0
)
has_stake = rule(
    "A gate is decided by whoever has committed money in the programme.",
    lambda _actor, facts: facts.stake > 0,
)
not_presenter = unless(
    "You wrote this pitch: its investors decide.",
    lambda actor, facts: bool(actor.people & (facts.around.authors | facts.handed_in)),
)
not_conflicted = unless(
    "You declared a conflict on this pitch: the other investors decide.",
    lambda actor, facts: bool(actor.people & facts.around.recused),
)
undecided = unless("This gate is decided.", lambda _actor, facts: facts.verdict is not None)
unheard = unless("You have spoken at this gate: a word stands.", lambda _actor, facts: facts.voted)
stops = rule("Finance signs what returns money: a stop.", lambda _actor, facts: facts.verdict == "stop")
unsigned = unless("This stop is signed.", lambda _actor, facts: facts.signed)

permit("gate:call", calls & no_other & runs & has_money)
permit("gate:vote", has_stake & not_presenter & not_conflicted & undecided & unheard)
permit("gate:sign", disinterested & stops & unsigned, roles=("finance",))
