"""A unit's head agrees to hours of its people, and nothing is approved without that."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.segregation import wrote
from pitchdeck.base.triggers.standing_in import handed_in, named

_NEAR = "0.05"
"""Hours are compared to a tenth."""
_ASKED = "(SELECT t.pitch_id FROM time_agreement t WHERE t.id = NEW.agreement_id)"
_PAIR = ("NEW.by_id", "NEW.deputy_id")


def _said(agreement: str) -> str:
    return (
        f"(SELECT a.verdict FROM time_answer a WHERE a.agreement_id = {agreement} ORDER BY a.id DESC LIMIT 1)"
    )


def agreements() -> Trigger:
    """Hours are asked of the pitch's own unit, and rest on nothing but what was agreed to for that pitch."""
    return refuse(
        "time_asked",
        "time_agreement",
        "INSERT",
        (
            (
                "NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id"
                " WHERE p.id = NEW.pitch_id AND p.unit_id = NEW.unit_id AND v.id = NEW.revision_id)",
                "hours are asked for a revision of the pitch, of the unit that it is for",
            ),
            (
                "NEW.rests_on_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM time_agreement k"
                " WHERE k.id = NEW.rests_on_id AND k.pitch_id = NEW.pitch_id AND k.unit_id = NEW.unit_id"
                f" AND k.rests_on_id IS NULL AND {_said('k.id')} = 'agreed')",
                "an agreement is kept where the head agreed before, for the same pitch and unit",
            ),
        ),
    )


def quarters() -> Trigger:
    """What rests on an earlier agreement needs no more hours than that."""
    return refuse(
        "time_kept",
        "time_quarter",
        "INSERT",
        (
            (
                "EXISTS (SELECT 1 FROM time_agreement t WHERE t.id = NEW.agreement_id"
                f" AND t.rests_on_id IS NOT NULL AND NEW.hours > t.limit_hours + {_NEAR}"
                " AND NEW.hours > COALESCE((SELECT q.hours FROM time_quarter q"
                f" WHERE q.agreement_id = t.rests_on_id AND q.quarter_on = NEW.quarter_on), 0) + {_NEAR})",
                "more hours than were agreed to are asked for anew",
            ),
        ),
    )


def answers() -> Trigger:
    """Hours are agreed to by who heads a unit and has no part in the pitch, until it is approved."""
    heading = (
        "SELECT 1 FROM unit_head h WHERE h.person_id = NEW.by_id"
        " AND h.id IN (SELECT MAX(n.id) FROM unit_head n GROUP BY n.unit_id)"
    )
    return refuse(
        "time_answered",
        "time_answer",
        "INSERT",
        (
            named(_PAIR, money=False),
            (f"NOT EXISTS ({heading})", "hours are agreed to by who heads a unit"),
            (wrote(_ASKED, "NEW.by_id"), "whoever wrote a pitch does not agree to its hours"),
            (wrote(_ASKED, "NEW.deputy_id"), "whoever wrote a pitch does not agree to its hours"),
            (
                handed_in(_ASKED, _PAIR),
                "whoever handed a pitch in for another does not agree to its hours",
            ),
            (
                "EXISTS (SELECT 1 FROM review r JOIN time_agreement t ON t.revision_id = r.revision_id"
                " WHERE t.id = NEW.agreement_id AND r.verdict = 'approved')",
                "what finance approved rests on its agreements, which stay",
            ),
        ),
        lock=f"FROM pitch p WHERE p.id = {_ASKED} FOR NO KEY UPDATE",
    )


def reviews() -> Trigger:
    """No approval while an agreement is missing or refused."""
    said = f"COALESCE({_said('t.id')}, {_said('t.rests_on_id')}, 'open')"
    return refuse(
        "review_hours",
        "review",
        "INSERT",
        (
            (
                "NEW.verdict = 'approved' AND EXISTS (SELECT 1 FROM time_agreement t"
                f" WHERE t.revision_id = NEW.revision_id AND {said} <> 'agreed')",
                "a pitch is approved once the head of the unit agreed to its hours",
            ),
        ),
        lock="FROM pitch p WHERE p.id = NEW.pitch_id FOR NO KEY UPDATE",
    )


AGREEMENTS = (agreements(), quarters(), answers(), reviews())
