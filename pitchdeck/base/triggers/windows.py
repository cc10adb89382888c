"""A headline over more than the first year is accepted by finance, and by nobody who is tied to the pitch."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.segregation import independent
from pitchdeck.base.triggers.standing_in import apart

_PITCH = "(SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id)"
_ACT = "accept its window"


def _asked_for_a_yes(person: str) -> str:
    """The owner of a measure that the pitch claims on: a sponsor from the moment they were asked."""
    return (
        "EXISTS (SELECT 1 FROM claim c JOIN measure m ON m.id = c.measure_id"
        f" JOIN pitch p ON p.key = c.pitch_key WHERE p.id = {_PITCH} AND m.owner_id = {person})"
    )


def answers() -> Trigger:
    """The newest question about a pitch that is being written, answered by someone apart from it."""
    return refuse(
        "window_answered",
        "window_answer",
        "INSERT",
        (
            *independent(_PITCH, "NEW.by_id", _ACT),
            *apart(_PITCH, _ACT),
            (_asked_for_a_yes("NEW.by_id"), f"whoever sponsors a pitch does not {_ACT}"),
            (_asked_for_a_yes("NEW.deputy_id"), f"whoever sponsors a pitch does not {_ACT}"),
            (
                f"EXISTS (SELECT 1 FROM window_ask n WHERE n.pitch_id = {_PITCH} AND n.id > NEW.ask_id)",
                "only the window that was asked for last is answered",
            ),
            (
                f"NOT EXISTS (SELECT 1 FROM pitch p WHERE p.id = {_PITCH}"
                " AND p.state IN ('draft', 'returned'))",
                "a window is answered while the pitch is being written",
            ),
        ),
        lock=f"FROM pitch p WHERE p.id = {_PITCH} FOR NO KEY UPDATE",
    )


WINDOWS = (append_only("window_ask"), append_only("window_answer"), answers())
