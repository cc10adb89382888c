"""Promises that a shortfall takes: listed, confirmed by two, ended or made smaller, and not otherwise."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger, advances, shortfalls
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import Refusal, refuse
from pitchdeck.base.triggers.segregation import independent

_CUT = "(SELECT COALESCE(SUM(q.amount), 0) FROM advance_cut q WHERE q.advance_id = {})"
_FUND_OF_LIST = (
    "fund f JOIN shortfall h ON h.fund_id = f.id JOIN shortfall_list y ON y.shortfall_id = h.id"
    " WHERE y.id = NEW.list_id"
)
_BINDING = (
    "a.unit_id = f.unit_id AND a.fiscal_year = f.fiscal_year AND p.state = 'funded'"
    f" AND {advances.serves('f')}"
    " AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id)"
)
_APPROVED = "advance a JOIN pitch p ON p.id = a.pitch_id JOIN advance_approval o ON o.advance_id = a.id"
_TAKEN = (
    "SELECT 1 FROM promise_line l JOIN shortfall_end x ON x.list_id = l.list_id"
    " WHERE x.outcome = 'carried_out' AND l.advance_id = NEW.advance_id AND l.amount = NEW.amount"
)
_OVER = (
    "SELECT 1 FROM advance a JOIN investment i ON i.pitch_id = a.pitch_id WHERE a.id = NEW.advance_id"
    " AND i.state NOT IN ('active', 'gate_due', 'paused', 'rescoped')"
)
_BOUND = f"SELECT 1 FROM {_APPROVED} WHERE a.id = NEW.advance_id AND p.state = 'funded'"


def lines() -> Trigger:
    """A list takes promises that its own fund still has to serve, before anybody confirms it."""
    own = f"SELECT 1 FROM {_APPROVED}, {_FUND_OF_LIST} AND a.id = NEW.advance_id AND {_BINDING}"
    return refuse(
        "promise_line_allowed",
        "promise_line",
        "INSERT",
        (
            (
                "EXISTS (SELECT 1 FROM shortfall_consent o WHERE o.list_id = NEW.list_id)",
                "a list that was confirmed is not changed",
            ),
            (f"NOT EXISTS ({own})", "a list takes approved promises of its own fund"),
        ),
    )


def cuts() -> Trigger:
    """Part of a promise is cut as two persons confirmed it, and something of it is left."""
    left = (
        f"SELECT 1 FROM {_APPROVED} WHERE a.id = NEW.advance_id"
        f" AND NEW.amount < o.kept - {_CUT.format('a.id')}"
    )
    return refuse(
        "advance_cut_allowed",
        "advance_cut",
        "INSERT",
        (
            (
                f"NOT EXISTS ({_TAKEN} AND x.shortfall_id = NEW.shortfall_id)",
                "a promise is cut as two persons confirmed it",
            ),
            (f"NOT EXISTS ({left})", "a promise that is cut whole ends"),
            (
                "EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = NEW.advance_id)",
                "a promise that ended is not cut",
            ),
        ),
        lock="FROM pitch p JOIN advance a ON a.pitch_id = p.id WHERE a.id = NEW.advance_id"
        " FOR NO KEY UPDATE OF p",
    )


def promise_ends(agreed: str = "") -> Trigger:
    """As before; what finance approved and announced ends as a list says, or with its programme.

    `agreed` are more conditions of a promise that does not end, each after an AND.
    """
    unbound = (
        f"NEW.outcome = 'freed' AND EXISTS ({_BOUND}) AND NOT EXISTS ({_TAKEN}) AND NOT EXISTS ({_OVER})"
        f"{agreed}"
    )
    words = "an approved promise ends by a confirmed list or with its programme"
    return advances.ends(f" + {_CUT.format('a.id')}", ((unbound, words),))


def _promising(person: str) -> tuple[Refusal, ...]:
    """Nobody with a part in a pitch that loses a promise, or who promised to one of the list, confirms it."""
    words = "confirm what is cut"
    lost = "SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id"
    held = (
        "SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id"
        " WHERE l.list_id = NEW.list_id"
    )
    condition = advances.promised(person, "k.pitch_id")
    return (
        *((f"EXISTS ({lost} AND {tied})", told) for tied, told in independent("k.pitch_id", person, words)),
        (
            f"EXISTS ({lost} AND {condition}) OR EXISTS ({held} AND {condition})",
            f"whoever promised money to a pitch does not {words}",
        ),
    )


def consents() -> Trigger:
    """As before, with the promises of the list."""
    promised = " + (SELECT COALESCE(SUM(l.amount), 0) FROM promise_line l WHERE l.list_id = NEW.list_id)"
    return shortfalls.consents(promised, (*_promising("NEW.by_id"), *_promising("NEW.deputy_id")))


def shortfall_ends() -> Trigger:
    """As before; what is missing for promises is not dropped while exactly that is missing."""
    waiting = (
        f"(SELECT COALESCE(SUM(o.kept - {_CUT.format('a.id')}), 0) FROM {_APPROVED}, fund f"
        f" WHERE f.id = h.fund_id AND {_BINDING})"
    )
    there = "(SELECT b.balance FROM account b WHERE b.fund_id = h.fund_id AND b.kind = 'fund')"
    lacks = (
        "NEW.outcome = 'dropped' AND EXISTS (SELECT 1 FROM shortfall h WHERE h.id = NEW.shortfall_id"
        f" AND h.cuts_budget = 0 AND h.amount = {waiting} - {there})"
    )
    return shortfalls.ends(((lacks, "what is missing for promises is cut, or the fund is raised"),))


LOSSES = (append_only("promise_line"), append_only("advance_cut"), lines(), cuts())
REPLACED = (
    (advances.ends(), promise_ends()),
    (advances.allotments(), advances.allotments(f" - {_CUT.format('a.id')}")),
    (advances.limits(), advances.limits(f" + {_CUT.format('NEW.advance_id')}")),
    (shortfalls.consents(), consents()),
    (shortfalls.ends(), shortfall_ends()),
)
"""Triggers that know of cuts, each with the one before it."""
