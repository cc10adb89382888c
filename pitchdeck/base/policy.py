"""Who may: rules that combine, verdicts that give their reason, and the table of named permissions."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pitchdeck.base.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Grant:
    """One valid mandate: a role over the whole organisation (`units` None) or over these units."""

    role: str
    units: frozenset[int] | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A person, by id, public key and name."""

    id: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Whose place is taken, with the mandates that are valid today: one's own, or another's as a deputy.

    With `deputy` it is that person who acts, in the place and with the mandates of this one, and both
    persons' conflicts count. `stands_in` are the people whose place one may take today; `waiting` are roles
    that were granted and still wait for their second person.
    """

    id: int
    key: str
    name: str
    grants: tuple[Grant, ...] = ()
    deputy: Named | None = None
    stands_in: tuple[Named, ...] = ()
    waiting: frozenset[str] = frozenset()

    @property
    def people(self) -> frozenset[int]:
        """Whose conflicts count: those of whose place it is, and those of the deputy who acts."""
        return frozenset({self.id, self.hand.id})

    @property
    def hand(self) -> Named:
        """Who acts: the deputy, or the person themselves."""
        return self.deputy or Named(self.id, self.key, self.name)

    @property
    def deputy_id(self) -> int | None:
        """What an act's row says beside whose act it is: the deputy who did it, or nobody."""
        return self.deputy.id if self.deputy else None

    def signed(self, at: datetime) -> dict[str, Any]:
        """Who did it and when, as columns of the row that says so."""
        return {"by_id": self.id, "deputy_id": self.deputy_id, "at": at}

    @property
    def others(self) -> tuple[int, ...]:
        """Whose conflicts count besides those of whose place it is."""
        return () if self.deputy is None else (self.deputy.id,)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)

    def holds(self, role: str, unit_id: int | None = None) -> bool:
        """Whether a mandate of this role covers the unit (any scope will do when none is named)."""
        return any(
            grant.role == role and (unit_id is None or grant.units is None or unit_id in grant.units)
            for grant in self.grants
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, or no with the reason that is shown beside the button."""

    ok: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.ok


Test = Callable[[Actor, Any], bool]


@dataclass(frozen=True)
class Rule:
    """A named predicate over (actor, facts); `reason` is what a refused person reads."""

    judge: Callable[[Actor, Any], Verdict]
    needs_facts: bool = True

    def __call__(self, actor: Actor, facts: Any = None) -> Verdict:
        return self.judge(actor, facts)

    def __and__(self, other: "Rule") -> "Rule":
        def both(actor: Actor, facts: Any) -> Verdict:
            first = self.judge(actor, facts)
            return other.judge(actor, facts) if first else first

        return Rule(both, self.needs_facts or other.needs_facts)

    def __or__(self, other: "Rule") -> "Rule":
        def either(actor: Actor, facts: Any) -> Verdict:
            first = self.judge(actor, facts)
            return first or other.judge(actor, facts)

        return Rule(either, self.needs_facts or other.needs_facts)


def rule(reason: str, test: Test, *, needs_facts: bool = True) -> Rule:
    """A rule that holds when the test does, and is refused with this reason when not."""

    def judge(actor: Actor, facts: Any) -> Verdict:
        return Verdict(True) if test(actor, facts) else Verdict(False, reason)

    return Rule(judge, needs_facts)


def unless(reason: str, test: Test) -> Rule:
    """A rule that is refused with this reason when the test holds: the `~` of a predicate, with words."""
    return rule(reason, lambda actor, facts: not test(actor, facts))


def holds(role: str, *, words: str | None = None) -> Rule:
    """The actor has a valid mandate of this role, whatever its scope."""
    return rule(
        words or f"Only a person with the role {_listed({role})} can do this.",
        lambda actor, _facts: actor.holds(role),
        needs_facts=False,
    )


anyone = rule("", lambda _actor, _facts: True, needs_facts=False)
"""Every signed-in person."""


@dataclass(frozen=True)
class Permission:
    """A key such as `pitch:submit`, its rule, and the roles of which one is needed (empty: anyone).

    What is `personal` is done in one's own name alone, never in somebody's place.
    """

    key: str
    rule: Rule
    roles: frozenset[str]
    personal: bool = False


PERMISSIONS: dict[str, Permission] = {}

_asked: ContextVar[set[str] | None] = ContextVar("asked", default=None)


def watch() -> set[str]:
    """Collect from now on, in this context, the keys that are asked for; tests police views with it."""
    keys: set[str] = set()
    _asked.set(keys)
    return keys


def permit(key: str, rule: Rule, *, roles: tuple[str, ...] = (), personal: bool = False) -> Permission:
    """Enter a permission into the table; ValueError when the key is taken."""
    if key in PERMISSIONS:
        raise ValueError(f"The permission {key} is declared twice.")
    PERMISSIONS[key] = Permission(key, rule, frozenset(roles), personal)
    return PERMISSIONS[key]


def _listed(roles: Iterable[str]) -> str:
    """Roles as a person reads them."""
    return " or ".join(role.replace("_", " ") for role in sorted(roles))


def may(key: str, actor: Actor, facts: Any = None) -> Verdict:
    """The verdict of a named permission on these facts; KeyError when nobody declared it."""
    permission = PERMISSIONS[key]
    asked = _asked.get()
    if asked is not None:
        asked.add(key)
    if permission.personal and actor.deputy:
        return Verdict(
            False, f"You act for {actor.name}: act for yourself again, this is done in one's own name."
        )
    if permission.roles and not permission.roles & actor.roles:
        return Verdict(False, f"Only {_listed(permission.roles)} can do this.")
    return permission.rule(actor, facts)


def require(key: str, actor: Actor, facts: Any = None) -> None:
    """Refuse with the permission's own reason (NotAllowed) unless the actor may."""
    verdict = may(key, actor, facts)
    if not verdict:
        raise NotAllowed(verdict.reason)
