"""What a round's opening freezes: pitches are written, and judged, against what was announced then."""

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.frozen import together
from pitchdeck.base.triggers.refusal import refuse

_RULES = (
    *("id", "key", "name", "unit_id", "chair_id", "created_by_id", "kind", "fiscal_year", "quorum"),
    *("conflict_rule", "roi_objective_pct", "pitches_close_at", "scoring_closes_at"),
    *("funding_closes_at", "decision_on"),
)
"""Every column but the state."""
_MOVES = {
    "funding_closes_at": " AND NOT EXISTS (SELECT 1 FROM extension e WHERE e.round_id = OLD.id"
    " AND e.was_at = OLD.funding_closes_at AND e.until_at = NEW.funding_closes_at)"
}
_TAKES_SEATS = ("draft", "open", "scoring")
"""Substitutes are seated until scoring closes: without a quorum a pitch goes to them, never through."""
_ROLLS = (
    "NOT EXISTS (SELECT 1 FROM round k WHERE k.id = NEW.round_id"
    " AND k.kind = 'rolling' AND k.state = 'funding')"
)
"""Nothing is scored in a rolling round: investors join it until it closes."""


def _outside(row: str, states: tuple[str, ...]) -> str:
    """The condition that the round of a row is in none of these states."""
    listed = ", ".join(f"'{state}'" for state in states)
    return f"NOT EXISTS (SELECT 1 FROM round r WHERE r.id = {row}.round_id AND r.state IN ({listed}))"  # noqa: S608  # names and literals of this file


def _lock(*rows: str) -> str:
    """The rounds are held against being opened or closed meanwhile, in the order of their ids."""
    ids = ", ".join(f"{row}.round_id" for row in rows)
    return f"FROM round r WHERE r.id IN ({ids}) ORDER BY r.id FOR SHARE"


def frozen_rules(*, extended: bool = False) -> Trigger:
    """The rules and dates of a round change while it is a draft, and never after.

    When it is `extended`, one date moves later: the deadline for commitments, to where an extension says.
    """
    words, moves = "the rules of a round are frozen once it has opened", _MOVES if extended else {}
    changed = " OR ".join(f"(NEW.{each} IS DISTINCT FROM OLD.{each}{moves.get(each, '')})" for each in _RULES)
    return refuse("round_rules", "round", "UPDATE", ((f"OLD.state <> 'draft' AND ({changed})", words),))


def frozen_criteria() -> Trigger:
    """The criteria of a round change while it is a draft, and never move into or out of one that opened."""
    words = "the criteria of a round are frozen once it has opened"
    touched = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
    parts = (
        refuse(
            f"criterion_{event.lower()}",
            "criterion",
            event,
            tuple((_outside(row, ("draft",)), words) for row in rows),
            lock=_lock(*rows),
        )
        for event, rows in touched.items()
    )
    return together("criterion_frozen", tuple(parts))


def frozen_panel() -> Trigger:
    """Nobody leaves the panel of a round that opened, and nobody joins it once scoring has closed."""
    left = "nobody leaves the panel of a round that has opened"
    joined = "nobody joins the panel of a round once its scoring has closed"
    parts = (
        refuse(
            "panel_seat_insert",
            "panel_seat",
            "INSERT",
            ((f"{_outside('NEW', _TAKES_SEATS)} AND {_ROLLS}", joined),),
            lock=_lock("NEW"),
        ),
        refuse(
            "panel_seat_update", "panel_seat", "UPDATE", (("1 = 1", "a seat on a panel is never changed"),)
        ),
        refuse(
            "panel_seat_delete",
            "panel_seat",
            "DELETE",
            ((_outside("OLD", ("draft",)), left),),
            lock=_lock("OLD"),
        ),
    )
    return together("panel_seat_frozen", parts)


OPENED = (frozen_rules(), frozen_criteria(), frozen_panel())
