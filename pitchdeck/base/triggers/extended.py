"""The deadline for commitments moves once: by an extension of the chair's, before it has passed."""

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.opened import frozen_rules
from pitchdeck.base.triggers.refusal import refuse, row_trigger
from pitchdeck.base.triggers.standing_in import named

_ROUND = "SELECT 1 FROM round r WHERE r.id = NEW.round_id"


def extensions() -> Trigger:
    """The chair extends from the deadline as it stands, while the round is funding; the round is locked."""
    return refuse(
        "extension_allowed",
        "extension",
        "INSERT",
        (
            (
                f"NOT EXISTS ({_ROUND} AND r.state = 'funding')",
                "a deadline is extended while its round is funding",
            ),
            (f"EXISTS ({_ROUND} AND r.kind = 'rolling')", "a rolling round has no deadline to extend"),
            (f"NOT EXISTS ({_ROUND} AND r.chair_id = NEW.by_id)", "a deadline is extended by the chair"),
            (
                f"NOT EXISTS ({_ROUND} AND r.funding_closes_at = NEW.was_at)",
                "an extension starts from the deadline as it stands",
            ),
            ("NEW.at >= NEW.was_at", "a deadline that has passed is not extended"),
            named(("NEW.by_id", "NEW.deputy_id"), money=False),
        ),
        lock="FROM round r WHERE r.id = NEW.round_id FOR UPDATE",
    )


def moved() -> Trigger:
    """The extension itself moves the round's deadline: every reader and every rule goes by the new one."""
    move = "UPDATE round SET funding_closes_at = NEW.until_at WHERE id = NEW.round_id;"
    return row_trigger(
        "extension_moves", "extension", "AFTER INSERT", sqlite=move, postgresql=f"{move}\nRETURN NULL;"
    )


BEFORE = frozen_rules()
"""What stood before there were extensions: nothing of an opened round moved."""
EXTENDED = (append_only("extension"), extensions(), moved(), frozen_rules(extended=True))
