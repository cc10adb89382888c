"""Which mandates the claims of an identity provider give, by written rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PARTS = (2, 3)


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """Who has this value in this claim holds this role, over the whole organisation or over one unit."""

    claim: str
    value: str
    role: str
    unit: str | None

    @property
    def words(self) -> str:
        """The rule as it is written."""
        return f"{self.claim}={self.value}:{self.role}" + (f":{self.unit}" if self.unit else "")


def rules_of(text: str, roles: Iterable[str]) -> tuple[ClaimRule, ...]:
    """The rules `claim=value:role` or `claim=value:role:unit`, parted by semicolons; ValueError in words."""
    known = frozenset(roles)
    return tuple(_rule(part.strip(), known) for part in text.split(";") if part.strip())


def _rule(text: str, roles: frozenset[str]) -> ClaimRule:
    claim, equals, rest = text.partition("=")
    parts = [part.strip() for part in rest.split(":")]
    if not equals or len(parts) not in PARTS or not all([claim.strip(), *parts]):
        raise ValueError(f"“{text}” is no rule: write claim=value:role, or claim=value:role:unit.")
    value, role, *unit = parts
    if role not in roles:
        raise ValueError(f"“{text}” names the role {role}, which does not exist: {', '.join(sorted(roles))}.")
    return ClaimRule(claim.strip(), value, role, unit[0] if unit else None)


def met(rules: Iterable[ClaimRule], claims: Mapping[str, Any]) -> tuple[ClaimRule, ...]:
    """The rules that these claims meet; a claim is a word or a list of words, `a.b` one inside another."""
    return tuple(rule for rule in rules if rule.value in _values(claims, rule.claim))


def _values(claims: Mapping[str, Any], name: str) -> list[str]:
    found: Any = claims
    if name in claims:
        found = claims[name]
    else:
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return [found]
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
