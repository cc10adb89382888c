"""Requests for money of a fund: by whoever sits on the panel, answered by the fund's owner."""

# every statement is built from the literals of these files

from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.standing_in import named

_OWN = ("NEW.by_id", "NEW.deputy_id")
_OWNED = (
    "SELECT 1 FROM purse_request q JOIN fund f ON f.id = q.fund_id"
    " WHERE q.id = NEW.request_id AND f.owner_id = NEW.by_id"
)

REQUESTS = (
    append_only("purse_request"),
    append_only("purse_answer"),
    refuse(
        "purse_requested",
        "purse_request",
        "INSERT",
        (
            named(_OWN, money=True),
            (
                "NOT EXISTS (SELECT 1 FROM panel_seat s WHERE s.round_id = NEW.round_id"
                " AND s.person_id = NEW.by_id)",
                "money for a round is asked for by its panel",
            ),
            (
                "NOT EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NOT NULL)",
                "money is asked for from a confirmed fund",
            ),
        ),
    ),
    refuse(
        "purse_request_answered",
        "purse_answer",
        "INSERT",
        (
            named(_OWN, money=True),
            (f"NOT EXISTS ({_OWNED})", "a request is answered by the owner of its fund"),
        ),
    ),
)
