"""An approved promise ends before its fund opens when its investor asks and finance agrees."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger, advances, losses
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.segregation import independent
from pitchdeck.base.triggers.standing_in import named

_OWN = ("NEW.by_id", "NEW.deputy_id")
_BOUND = (
    "SELECT 1 FROM advance a JOIN advance_approval o ON o.advance_id = a.id"
    " JOIN pitch p ON p.id = a.pitch_id WHERE a.id = {} AND p.state = 'funded'"
    " AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id)"
)
_ADVANCE = "(SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)"
_PITCH = f"(SELECT a.pitch_id FROM advance a WHERE a.id = {_ADVANCE})"
_ACT = "end what was promised to it"


def asked() -> Trigger:
    """The investor asks, once at a time, for a promise that is approved, announced and not ended."""
    return refuse(
        "cancellation_allowed",
        "cancellation",
        "INSERT",
        (
            named(_OWN, money=True),
            (
                "NOT EXISTS (SELECT 1 FROM advance a WHERE a.id = NEW.advance_id AND a.by_id = NEW.by_id)",
                "whoever promised asks for its end",
            ),
            (
                f"NOT EXISTS ({_BOUND.format('NEW.advance_id')})",
                "the end of an approved promise is asked for while it stands",
            ),
            (
                "EXISTS (SELECT 1 FROM cancellation c WHERE c.advance_id = NEW.advance_id AND NOT EXISTS"
                " (SELECT 1 FROM cancellation_answer r WHERE r.cancellation_id = c.id))",
                "the end of a promise is asked for once at a time",
            ),
        ),
        lock="FROM pitch p JOIN advance a ON a.pitch_id = p.id WHERE a.id = NEW.advance_id"
        " FOR NO KEY UPDATE OF p",
    )


def answered() -> Trigger:
    """Finance answers, apart from the pitch, while the promise stands."""
    return refuse(
        "cancellation_answered",
        "cancellation_answer",
        "INSERT",
        (
            named(_OWN, money=True),
            *(each for person in _OWN for each in independent(_PITCH, person, _ACT)),
            *(
                (advances.promised(person, _PITCH), f"whoever promised money to a pitch does not {_ACT}")
                for person in _OWN
            ),
            (f"NOT EXISTS ({_BOUND.format(_ADVANCE)})", "a promise that ended is not ended again"),
        ),
        lock=f"FROM pitch p WHERE p.id = {_PITCH} FOR NO KEY UPDATE",
    )


def promise_ends() -> Trigger:
    """As before, or as its investor and finance agreed."""
    return losses.promise_ends(
        " AND NOT EXISTS (SELECT 1 FROM cancellation c JOIN cancellation_answer r ON r.cancellation_id = c.id"
        " WHERE c.advance_id = NEW.advance_id AND r.verdict = 'confirmed')"
    )


CANCELLATIONS = (append_only("cancellation"), append_only("cancellation_answer"), asked(), answered())
