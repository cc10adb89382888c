"""The form of an invariant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invariant:
    """A rule by name, in words, and the statement whose rows (one text each) are its breaches."""

    name: str
    says: str
    finds: str
