"""Who may do what with people, units and mandates."""

from dataclasses import dataclass
from functools import partial

from pitchdeck.base.policy import anyone, holds, permit, rule, unless
from pitchdeck.features.people.models import MONEY_ROLES

REVIEW = ("admin", "finance", "auditor")
OVERLOOK = ("admin", "finance", "fund_owner", "auditor")


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """A mandate about to be granted, ended or confirmed."""

    person_id: int
    granted_by_id: int
    role: str
    unit_id: int | None


FOUNDERS = ("finance", "fund_owner")
"""Who confirms mandates over money, and confirms each other's on the first day."""


@dataclass(frozen=True, slots=True)
class FoundingFacts:
    """A mandate of the first day, and everybody whose mandate waits with it."""

    person_id: int
    granted_by_id: int
    founders: frozenset[int]


@dataclass(frozen=True, slots=True)
class SettingFacts:
    """A change of what figures rest on, and who asked for it."""

    by_id: int


@dataclass(frozen=True, slots=True)
class DeputyFacts:
    """Somebody who stands in, or is about to, for somebody else."""

    for_id: int
    deputy_id: int
    granted_by_id: int


@dataclass(frozen=True, slots=True)
class PersonalFacts:
    """Whose data it is."""

    person_id: int


own_or_admin = rule(
    "Only the person themselves or an administrator asks for this.",
    lambda actor, facts: actor.id == facts.person_id or actor.holds("admin"),
)
not_own = unless(
    "Nobody confirms a mandate of their own: ask another person of finance or the fund owner.",
    lambda actor, facts: facts.person_id in actor.people,
)
not_granter = unless(
    "The person who granted a mandate cannot confirm it too: ask a second person.",
    lambda actor, facts: facts.granted_by_id in actor.people,
)
no_money_for_oneself = unless(
    "Nobody grants themselves a mandate that touches money: ask another administrator.",
    lambda actor, facts: facts.person_id in actor.people and facts.role in MONEY_ROLES,
)
own_place = rule(
    "Only the person themselves or an administrator says who stands in for them.",
    lambda actor, facts: actor.id == facts.for_id or actor.holds("admin"),
)
not_oneself = unless(
    "Nobody makes themselves somebody's deputy: ask them, or another administrator.",
    lambda actor, facts: actor.id == facts.deputy_id,
)
apart = unless(
    "A second person confirms a deputy: neither of the two, nor who named the deputy.",
    lambda actor, facts: bool(actor.people & {facts.for_id, facts.deputy_id, facts.granted_by_id}),
)
around = rule(
    "Only the two themselves or an administrator end this.",
    lambda actor, facts: actor.id in {facts.for_id, facts.deputy_id} or actor.holds("admin"),
)
overlooks = rule(
    "People and their mandates are for administrators, finance, fund owners and auditors.",
    lambda actor, _facts: bool(actor.roles & set(OVERLOOK)),
    needs_facts=False,
)
not_admin = rule(
    "An administrator cannot confirm a mandate that touches money.",
    lambda actor, _facts: "admin" not in actor.roles,
)
administers = holds("admin")
not_asker = unless(
    "Whoever asked for a change cannot confirm it too: a second person of finance does.",
    lambda actor, facts: facts.by_id in actor.people,
)
founder = rule(
    "On the first day the two founders over money confirm each other; you are none of them.",
    lambda actor, facts: actor.id in facts.founders,
)

personal = partial(permit, personal=True)
"""What concerns oneself, and what says who may do what: done in one's own name alone."""

personal("session:end", anyone)
personal("place:take", anyone)
personal("personal:see", anyone)
personal("personal:copy", own_or_admin)
personal("personal:copy_of", administers, roles=("admin",))
personal("personal:pseudonym", administers, roles=("admin",))
personal("inbox:see", anyone)
personal("inbox:settle", anyone)
personal("job:see", holds("admin"), roles=("admin",))
personal("job:retry", holds("admin"), roles=("admin",))
personal("webhook:manage", holds("admin"), roles=("admin",))
personal("account:see", anyone)
personal("account:change", anyone)
personal("second_factor:require", anyone, roles=("admin",))
permit("person:list", overlooks, roles=OVERLOOK)
personal("person:add", administers, roles=("admin",))
personal("person:change", administers, roles=("admin",))
personal("person:deactivate", administers, roles=("admin",))
permit("unit:list", overlooks, roles=OVERLOOK)
personal("unit:add", administers, roles=("admin",))
personal("unit:change", administers, roles=("admin",))
personal("mandate:grant", no_money_for_oneself, roles=("admin",))
personal("mandate:end", administers, roles=("admin",))
personal("deputy:name", own_place & not_oneself)
personal("deputy:name_for", administers, roles=("admin",))
personal("deputy:end", around)
personal("deputy:confirm", apart & not_admin, roles=("finance", "fund_owner"))
permit("access:review", holds("admin") | holds("finance") | holds("auditor"), roles=REVIEW)
personal("mandate:found", not_own & not_granter & not_admin & founder)
personal("set_up:follow", administers, roles=("admin",))
permit("setting:list", holds("admin") | holds("finance") | holds("auditor"), roles=REVIEW)
personal("setting:change", administers, roles=("admin",))
permit("look:see", anyone)
permit("view:keep", anyone, roles=("finance", "auditor"))
permit("default:set", holds("finance"), roles=("finance",))
permit("default:list", anyone)
personal("setting:ask", administers | holds("finance"), roles=("admin", "finance"))
personal("setting:confirm", not_asker, roles=("finance",))
personal("mandate:confirm", not_own & not_granter & not_admin, roles=("finance", "fund_owner"))
