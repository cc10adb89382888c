"""Who may open, change and read funds, and give purses from them."""

from dataclasses import dataclass

from pitchdeck.base.policy import anyone, holds, permit, rule, unless

MONEY_ROLES = ("investor", "finance", "fund_owner", "chair", "auditor")


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
permit("money:see", anyone, roles=MONEY_ROLES)
permit("fund:list", anyone, roles=("finance", "fund_owner", "auditor"))
permit("fund:open", holds("finance"), roles=("finance",))
permit("fund:change", holds("finance") & confirmed, roles=("finance",))
permit("fund:agree", finance_or_owners & other_than_asked & waits, roles=("finance", "fund_owner"))
permit("fund:code", holds("finance"), roles=("finance",))
permit("fund:confirm", finance_or_owner & second_person & unconfirmed, roles=("finance", "fund_owner"))
permit("purse:allot", owns_fund & confirmed, roles=("fund_owner",))
permit("purse:ask", anyone, roles=("investor",))
permit("purse:answer", owns_fund & still_asked, roles=("fund_owner",))
permit("purse:list", anyone, roles=("investor",))
permit("ledger:see", anyone, roles=("finance", "auditor"))
