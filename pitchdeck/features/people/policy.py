"""Who may do what with people and the organisation's settings."""

from dataclasses import dataclass

from pitchdeck.base.policy import anyone, holds, permit, rule, unless


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """A mandate about to be confirmed."""

    person_id: int
    granted_by_id: int
    role: str
    unit_id: int | None


not_own = unless(
    "Nobody confirms a mandate of their own: ask another person of finance or the fund owner.",
    lambda actor, facts: actor.id == facts.person_id,
)
not_granter = unless(
    "The person who granted a mandate cannot confirm it too: ask a second person.",
    lambda actor, facts: actor.id == facts.granted_by_id,
)
overlooks = rule(
    "People and their mandates are for administrators, finance, fund owners and auditors.",
    lambda actor, _facts: bool(actor.roles & {"admin", "finance", "fund_owner", "auditor"}),
    needs_facts=False,
)
not_admin = rule(
    "An administrator cannot confirm a mandate that touches money.",
    lambda actor, _facts: "admin" not in actor.roles,
)

permit("session:end", anyone)
permit("inbox:see", anyone)
permit("inbox:settle", anyone)
permit("job:see", holds("admin"), roles=("admin",))
permit("job:retry", holds("admin"), roles=("admin",))
permit("webhook:manage", holds("admin"), roles=("admin",))
permit("account:see", anyone)
permit("account:change", anyone)
permit("second_factor:require", anyone, roles=("admin",))
permit("person:list", overlooks, roles=("admin", "finance", "fund_owner", "auditor"))
permit("mandate:confirm", not_own & not_granter & not_admin, roles=("finance", "fund_owner"))
