"""Who may commit more money to a funded pitch, withdraw the asking, and review it."""

from dataclasses import dataclass
from datetime import date

from pitchdeck.base.policy import Actor, permit, rule, unless
from pitchdeck.features.funding.policy.parts import not_author, not_recused, sponsor_own_unit
from pitchdeck.features.funding.policy.reviews import (
    disinterested,
    limit_of,
)


@dataclass(frozen=True, slots=True)
class SupplementFacts:
    """More money that is asked for, and the actor's part in its pitch; `today` where a day matters.

    `amount` is what an approval counts against a mandate's limit: all that was approved for the pitch, and
    this. `unfunded` says that the round takes no commitments any more.
    """

    ended: bool
    unfunded: bool
    covered: bool
    until_on: date
    asked_by: frozenset[int | None]
    authors: frozenset[int]
    wrote: bool
    sponsors: bool
    invested: bool
    recused: bool
    own_purse: bool
    own_unit: bool
    seated: bool = False
    """Whether the actor chairs the round that pays, or sits on the panel of the pitch's own."""
    today: date | None = None
    amount: int = 0

    @property
    def near(self) -> bool:
        """Whether the actor has a part in the pitch."""
        return self.seated or self.wrote or self.sponsors or self.invested

    @property
    def knows_whose(self) -> bool:
        """Whether the actor knows whose money stands behind a funded pitch."""
        return self.seated or self.wrote or self.invested or self.own_purse


SEES = ("lead", "finance", "fund_owner", "viewer", "auditor")
"""Roles that read every funded pitch."""


def _within_limit(actor: Actor, facts: SupplementFacts) -> bool:
    limit = limit_of(actor, "finance")
    return limit is None or facts.amount <= limit


sees = rule(
    "This is not open to you.",
    lambda actor, facts: facts.near or facts.own_purse or any(actor.holds(role) for role in SEES),
)
is_open = unless(
    "This is over: nothing is committed or decided on it any more.", lambda _a, facts: facts.ended
)
own_purse_there = rule(
    "You have no purse of this year in the rolling round that pays for it. The owner of a fund can give you"
    " one.",
    lambda _actor, facts: facts.own_purse,
)
round_takes = unless(
    "The rolling round that pays for it takes no commitments any more.", lambda _actor, facts: facts.unfunded
)
in_time = unless(
    "The last day for commitments to it has passed: its money is free again.",
    lambda _actor, facts: facts.today is not None and facts.today > facts.until_on,
)
own_asking = rule(
    "Only the presenter and co-authors of this pitch withdraw what it asks for.",
    lambda actor, facts: actor.id in facts.authors,
)
not_asker = unless(
    "You asked for this money: another person of finance reviews it.",
    lambda actor, facts: bool(actor.people & facts.asked_by),
)
all_there = rule(
    "Not all of it is reserved yet: it is approved once investors have committed the whole amount.",
    lambda _actor, facts: facts.covered,
)
within_limit = rule(
    "What was approved for this pitch before and this together are above the limit of your mandate: a person"
    " of finance with a higher limit approves it.",
    _within_limit,
)

permit("supplement:see", sees)
permit(
    "supplement:commit",
    own_purse_there & not_author & not_recused & sponsor_own_unit & is_open & round_takes & in_time,
    roles=("investor",),
)
permit("supplement:withdraw", own_asking & is_open)
permit("supplement:decline", disinterested & not_asker & is_open, roles=("finance",))
permit(
    "supplement:approve", disinterested & not_asker & is_open & all_there & within_limit, roles=("finance",)
)
