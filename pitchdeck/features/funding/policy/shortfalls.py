"""Who may record a shortfall of a fund, change its list, and confirm it."""

from dataclasses import dataclass

from pitchdeck.base.policy import Actor, anyone, permit, rule, unless
from pitchdeck.features.funding.policy.funds import confirmed


@dataclass(frozen=True, slots=True)
class ShortfallFacts:
    """A shortfall, whose fund lacks the money, who confirmed its newest list, and who has a part in it.

    `tied` are those of the actor's people and the owner who wrote, sponsor or invested in one of its pitches.
    """

    owner_id: int
    cuts_budget: bool
    is_open: bool
    adds_up: bool
    given: frozenset[str]
    consented: frozenset[int | None]
    tied: frozenset[int]


def side_of(actor: Actor, facts: ShortfallFacts) -> str | None:
    """For which side a person confirms: the fund's owner for the owner's, finance for its own.

    Where the owner has a part in the list, a second person of finance confirms in the owner's place.
    """
    if actor.id == facts.owner_id:
        return "owner"
    if not actor.holds("finance"):
        return None
    if "finance" not in facts.given:
        return "finance"
    return "owner" if facts.owner_id in facts.tied else None


still_open = rule("This shortfall is over.", lambda _actor, facts: facts.is_open)
complete = rule(
    "The list does not add up to what is missing: finance changes it, or proposes it anew.",
    lambda _actor, facts: facts.adds_up,
)
has_a_side = rule(
    "The fund's owner and a person of finance confirm the list.",
    lambda actor, facts: side_of(actor, facts) is not None,
)
side_free = unless(
    "Your side has confirmed this list already: the other one does next.",
    lambda actor, facts: side_of(actor, facts) in facts.given,
)
two_persons = unless(
    "You confirmed this list already: another person confirms for the other side.",
    lambda actor, facts: bool(actor.people & facts.consented),
)
no_part = unless(
    "You wrote, sponsor or invested in a pitch of this list: somebody without a part in it decides.",
    lambda actor, facts: bool(actor.people & facts.tied),
)
of_a_cut = rule(
    "The fund lacks this for what was promised from it: confirm the list, or have the fund raised. The"
    " shortfall ends by itself when nothing is missing.",
    lambda _actor, facts: facts.cuts_budget,
)
permit("shortfall:see", anyone, roles=("finance", "fund_owner", "auditor"))
permit("shortfall:raise", confirmed, roles=("finance",))
permit("shortfall:change", still_open & no_part, roles=("finance",))
permit(
    "shortfall:confirm",
    still_open & complete & no_part & two_persons & has_a_side & side_free,
    roles=("finance", "fund_owner"),
)
permit("shortfall:drop", still_open & of_a_cut, roles=("finance",))
