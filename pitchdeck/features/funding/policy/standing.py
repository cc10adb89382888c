"""Who may set, confirm, end and read standing approvals."""

from dataclasses import dataclass

from pitchdeck.base.policy import anyone, holds, permit, rule, unless


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """A standing approval as its rules see it: of whose fund, by whom, and whether it waits or has ended."""

    owner_id: int
    by_id: int
    deputy_id: int | None
    waits: bool
    ended: bool


finance_or_owner = rule(
    "Only a second person of finance or the fund's owner answers this.",
    lambda actor, facts: actor.holds("finance") or actor.id == facts.owner_id,
)
finance_or_owner_ends = rule(
    "Only finance or the fund's owner ends this.",
    lambda actor, facts: actor.holds("finance") or actor.id == facts.owner_id,
)
other_than_set = unless(
    "Whoever set a standing approval cannot confirm it too: a second person of finance or the fund's owner "
    "does.",
    lambda actor, facts: bool(actor.people & {facts.by_id, facts.deputy_id}),
)
unanswered = rule("This standing approval has its answer already.", lambda _actor, facts: facts.waits)
not_ended = unless("This standing approval was ended already.", lambda _actor, facts: facts.ended)
permit("standing:list", anyone, roles=("finance", "fund_owner", "auditor"))
permit("standing:set", holds("finance"), roles=("finance",))
permit(
    "standing:answer",
    finance_or_owner & other_than_set & unanswered & not_ended,
    roles=("finance", "fund_owner"),
)
permit("standing:end", finance_or_owner_ends & not_ended, roles=("finance", "fund_owner"))
