"""The end of an investment: reviewed by its presenter, confirmed by its sponsor, closed empty."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.segregation import wrote
from pitchdeck.base.triggers.standing_in import handed_in, named

_PAIR = ("NEW.by_id", "NEW.deputy_id")
_DELIVERED = "SELECT 1 FROM investment i WHERE i.id = {} AND i.state IN ('delivered', 'tracking'{})"
_STOPPED = ", 'stopped'"
_REVIEWED = "(SELECT c.investment_id FROM closing_review c WHERE c.id = NEW.review_id)"
_PITCH = f"(SELECT i.pitch_id FROM investment i WHERE i.id = {_REVIEWED})"
_OWNED = (
    "SELECT 1 FROM investment i JOIN revision v ON v.id = i.revision_id JOIN measure m ON m.id = v.measure_id"
    f" WHERE i.id = {_REVIEWED} AND m.owner_id = NEW.by_id"
)
_CONFIRMED = (
    "SELECT 1 FROM closing_answer a JOIN closing_review c ON c.id = a.review_id"
    " WHERE c.investment_id = NEW.id AND a.verdict = 'confirmed'"
)


def reviews(*, stops: bool = False) -> Trigger:
    """A delivered programme (with `stops` a stopped one too) is reviewed by who wrote it, once at a time."""
    delivered = _DELIVERED.format("NEW.investment_id", _STOPPED if stops else "")
    waiting = (
        "SELECT 1 FROM closing_review c WHERE c.investment_id = NEW.investment_id"
        " AND NOT EXISTS (SELECT 1 FROM closing_answer a WHERE a.review_id = c.id)"
    )
    pitch = "(SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id)"
    return refuse(
        "closing_review_allowed",
        "closing_review",
        "INSERT",
        (
            named(_PAIR, money=False),
            (f"NOT {wrote(pitch, 'NEW.by_id')}", "an investment is reviewed by who wrote its pitch"),
            (f"NOT EXISTS ({delivered})", "a delivered investment is reviewed"),
            (f"EXISTS ({waiting})", "one closing review at a time waits for its sponsor"),
        ),
        lock="FROM investment i WHERE i.id = NEW.investment_id FOR NO KEY UPDATE",
    )


def answers(*, stops: bool = False) -> Trigger:
    """A closing review is confirmed by the owner of the measure, who has no other part in the pitch."""
    delivered = _DELIVERED.format(_REVIEWED, _STOPPED if stops else "")
    words = "nobody confirms the review of what they present"
    return refuse(
        "closing_answer_allowed",
        "closing_answer",
        "INSERT",
        (
            named(_PAIR, money=False),
            (f"NOT EXISTS ({_OWNED})", "a closing review is confirmed by the owner of the measure"),
            (wrote(_PITCH, "NEW.by_id"), words),
            (wrote(_PITCH, "NEW.deputy_id"), words),
            (handed_in(_PITCH, _PAIR), words),
            (f"NOT EXISTS ({delivered})", "a delivered investment is reviewed"),
        ),
        lock=f"FROM investment i WHERE i.id = {_REVIEWED} FOR NO KEY UPDATE",
    )


def states() -> Trigger:
    """Reviewed rests on the sponsor's word, and closed leaves no money that is bound to nothing."""
    left = (
        "SELECT 1 FROM account a WHERE a.pitch_id = NEW.pitch_id AND a.balance > 0"
        " AND a.kind IN ('committed', 'released', 'contracted')"
    )
    return refuse(
        "investment_ended",
        "investment",
        "UPDATE OF state",
        (
            (
                f"NEW.state = 'reviewed' AND OLD.state <> 'reviewed' AND NOT EXISTS ({_CONFIRMED})",
                "an investment is reviewed once its sponsor confirmed the review",
            ),
            (
                f"NEW.state = 'closed' AND OLD.state <> 'closed' AND EXISTS ({left})",
                "a closed investment leaves no money behind",
            ),
        ),
    )


ENDING = (append_only("closing_review"), append_only("closing_answer"), reviews(), answers(), states())
