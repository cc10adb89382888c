"""The only exceptions that features raise; delivery turns them into words and status codes."""

from collections.abc import Mapping


class Refusal(Exception):
    """An act that was refused: nothing was written, and `str()` says why and what to do."""


class NotAllowed(Refusal):
    """The actor may not do this; the message is the rule's own reason."""


class NotFound(Refusal):
    """There is no such thing, or the actor may not know of it: the answer is the same."""

    def __init__(self, message: str = "There is no such page, or it is not open to you.") -> None:
        super().__init__(message)


class Conflict(Refusal):
    """The act does not fit the present state; the message names the state and what would fit."""


class Busy(Refusal):
    """The database could not take the act in time; trying again is safe."""


class Invalid(Refusal):
    """What was entered does not hold; `fields` maps each field's name to what is wrong and what to do."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("; ".join(fields.values()))
        self.fields = dict(fields)
