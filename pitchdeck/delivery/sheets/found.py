"""What is wrong with a file, where a person finds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to mend: where it stands, and why."""

    place: str
    why: str

    def __str__(self) -> str:
        return f"{self.place}: {self.why}" if self.place else self.why
