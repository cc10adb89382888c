"""Money behind a condition counts once the presenter accepted it, and never without that."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse

_ASKED = "commitment_condition k JOIN commitment c ON c.id = k.commitment_id"


def conditions() -> Trigger:
    """A condition is part of the commitment: nothing is added to money that is reserved already."""
    reserved = "SELECT 1 FROM transfer t WHERE t.commitment_id = NEW.commitment_id"
    return refuse(
        "condition_with_its_commitment",
        "commitment_condition",
        "INSERT",
        ((f"EXISTS ({reserved})", "a condition is written together with its commitment"),),
    )


def answers() -> Trigger:
    """The presenter answers, while the money is reserved and the round is funding."""
    asked = f"SELECT 1 FROM {_ASKED}"
    return refuse(
        "condition_answered",
        "condition_answer",
        "INSERT",
        (
            (
                f"NOT EXISTS ({asked} JOIN pitch p ON p.id = c.pitch_id"
                " WHERE k.id = NEW.condition_id AND p.presenter_id = NEW.by_id)",
                "a condition is answered by the presenter of the pitch",
            ),
            (
                f"EXISTS ({asked} JOIN resolution r ON r.commitment_id = c.id WHERE k.id = NEW.condition_id)",
                "a condition is answered while its money is reserved",
            ),
            (
                f"NOT EXISTS ({asked} JOIN purse u ON u.id = c.purse_id JOIN round o ON o.id = u.round_id"
                " WHERE k.id = NEW.condition_id AND o.state = 'funding')",
                "a condition is answered while the round is funding",
            ),
        ),
        lock=f"FROM {_ASKED} JOIN purse u ON u.id = c.purse_id JOIN round o ON o.id = u.round_id"
        " WHERE k.id = NEW.condition_id FOR SHARE OF o",
    )


def resolutions() -> Trigger:
    """Money is committed only when its condition, if it has one, was accepted."""
    open_ = (
        "SELECT 1 FROM commitment_condition k WHERE k.commitment_id = NEW.commitment_id AND NOT EXISTS"
        " (SELECT 1 FROM condition_answer a WHERE a.condition_id = k.id AND a.verdict = 'accepted')"
    )
    return refuse(
        "resolution_conditioned",
        "resolution",
        "INSERT",
        (
            (
                f"NEW.committed > 0 AND EXISTS ({open_})",
                "money behind a condition is committed once that is accepted",
            ),
        ),
    )


CONDITIONS = (
    append_only("commitment_condition"),
    append_only("condition_answer"),
    conditions(),
    answers(),
    resolutions(),
)
