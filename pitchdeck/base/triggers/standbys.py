"""Standing by is an investor's own, with a purse of their own, while the round is funding."""

# every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse

_PLACE = "FROM purse u JOIN round r ON r.id = u.round_id JOIN pitch p ON p.round_id = r.id"


def standbys() -> Trigger:
    """Who stands by could commit: their purse, a pitch of its round, and funding is open."""
    return refuse(
        "standby_allowed",
        "standby",
        "INSERT",
        (
            (
                f"NOT EXISTS (SELECT 1 {_PLACE} WHERE u.id = NEW.purse_id AND p.id = NEW.pitch_id"
                " AND r.state = 'funding' AND u.investor_id = NEW.by_id)",
                "an investor stands by with a purse of theirs while the round is funding",
            ),
        ),
        lock="FROM round r JOIN purse u ON u.round_id = r.id WHERE u.id = NEW.purse_id FOR SHARE OF r",
    )


def ends() -> Trigger:
    """Whoever stands by is told of room that holds what they would commit; only they themselves leave."""
    asked = "SELECT 1 FROM standby s WHERE s.id = NEW.standby_id"
    return refuse(
        "standby_ended",
        "standby_end",
        "INSERT",
        (
            (
                f"NEW.outcome = 'told' AND NOT EXISTS ({asked} AND s.amount <= NEW.room)",
                "who stands by is told of room for what they would commit",
            ),
            (
                f"NEW.outcome = 'left' AND NOT EXISTS ({asked} AND s.by_id = NEW.by_id)",
                "only who stands by leaves the list",
            ),
        ),
    )


STANDBYS = (append_only("standby"), append_only("standby_end"), standbys(), ends())
