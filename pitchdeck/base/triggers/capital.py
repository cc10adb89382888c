"""Capital budget pays for lines that finance marked as capex, operating budget for the others."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.segregation import independent
from pitchdeck.base.triggers.standing_in import apart

_ACT = "mark its costs as capex"


def _asked(year: str, *, marked: bool = False) -> str:
    """What the revision asks of a year; only for lines whose newest mark says capex."""
    capex = (
        " AND EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id AND k.line = a.line"
        " AND k.nature = 'capex' AND NOT EXISTS (SELECT 1 FROM capex_mark n WHERE n.pitch_id = k.pitch_id"
        " AND n.line = k.line AND n.id > k.id))"
    )
    return (
        "(SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id"
        f" AND a.fiscal_year = {year}{capex if marked else ''})"
    )


def _standing(year: str, nature: str, *, supplements: bool = False) -> str:
    """What stands behind the pitch from funds of a nature, reserved or committed, beside its `supplements`.

    What is promised of a year that has not opened is operating budget: no other fund serves it.
    """
    beside = " AND c.supplement_id IS NULL" if supplements else ""
    promised = (
        " + (SELECT COALESCE(SUM(d.amount - COALESCE(o.freed, 0)), 0) FROM advance d"
        " LEFT JOIN advance_approval o ON o.advance_id = d.id"
        f" WHERE d.pitch_id = NEW.pitch_id AND d.fiscal_year = {year}"
        " AND NOT EXISTS (SELECT 1 FROM advance_end x WHERE x.advance_id = d.id))"
    )
    committed = (
        "(SELECT COALESCE(SUM(COALESCE(e.committed, c.amount)), 0) FROM commitment c"
        " JOIN purse o ON o.id = c.purse_id JOIN fund f ON f.id = o.fund_id"
        " LEFT JOIN resolution e ON e.commitment_id = c.id"
        f" WHERE c.pitch_id = NEW.pitch_id AND c.fiscal_year = {year} AND f.nature = '{nature}'{beside})"
    )
    return f"({committed}{promised if nature == 'opex' else ''})"


_NATURE = "(SELECT f.nature FROM purse u JOIN fund f ON f.id = u.fund_id WHERE u.id = NEW.purse_id)"
_ANY = "EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id)"


_YEAR = "NEW.fiscal_year"
_CAPITAL = _asked(_YEAR, marked=True)
_BEYOND_OPEX = f"{_ANY} AND {_CAPITAL} > 0 AND NEW.amount + {{0}} > {_asked(_YEAR)} - {_CAPITAL}"


def commitments(*, supplements: bool = False) -> Trigger:
    """From a capex fund no more than the part marked as capex, from an opex fund no more than the rest.

    What `supplements` ask for has its own rule. The pitch is locked first where it matters, so that two
    commitments never both take the last of a part.
    """
    own = "NEW.supplement_id IS NULL AND " if supplements else ""
    capex = _standing(_YEAR, "capex", supplements=supplements)
    opex = _BEYOND_OPEX.format(_standing(_YEAR, "opex", supplements=supplements))
    return refuse(
        "commitment_nature",
        "commitment",
        "INSERT",
        (
            (
                f"{own}{_NATURE} = 'capex' AND NEW.amount + {capex} > {_CAPITAL}",
                "capital budget pays no more than the part that finance marked as capex",
            ),
            (
                f"{own}{_NATURE} = 'opex' AND {opex}",
                "operating budget pays no more than the part that is not marked as capex",
            ),
        ),
        lock=f"FROM pitch p WHERE p.id = NEW.pitch_id AND ({_ANY} OR {_NATURE} = 'capex') FOR NO KEY UPDATE",
    )


def promises() -> Trigger:
    """What is promised of a later year is operating budget: no more than the part that is not capex."""
    return refuse(
        "advance_nature",
        "advance",
        "INSERT",
        (
            (
                _BEYOND_OPEX.format(_standing(_YEAR, "opex")),
                "operating budget promises no more than the part that is not marked as capex",
            ),
        ),
        lock=f"FROM pitch p WHERE p.id = NEW.pitch_id AND {_ANY} FOR NO KEY UPDATE",
    )


def marks() -> Trigger:
    """A line of the newest revision, before finance approves, by nobody who is tied to the pitch.

    What stands already must still fit: operating money into what stays opex, capital into what stays capex.
    """
    capital, own = _asked("l.fiscal_year", marked=True), "SUM(l.amount)"
    lines = (
        "EXISTS (SELECT l.fiscal_year FROM ask_line l WHERE l.revision_id = NEW.revision_id"
        " AND l.line = NEW.line GROUP BY l.fiscal_year HAVING {0})"
    )
    opex = f"{_standing('l.fiscal_year', 'opex')} > {_asked('l.fiscal_year')} - {capital} - {own}"
    capex = f"{_standing('l.fiscal_year', 'capex')} > {capital} - {own}"
    current = (
        "SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no"
        " WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id"
    )
    return refuse(
        "capex_marked",
        "capex_mark",
        "INSERT",
        (
            *independent("NEW.pitch_id", "NEW.by_id", _ACT),
            *apart("NEW.pitch_id", _ACT),
            (
                f"NOT EXISTS ({current} AND p.state IN ('screened', 'in_scoring', 'shortlisted',"
                " 'in_funding', 'covered', 'in_review'))",
                "costs are marked on the current revision of a pitch that is under way",
            ),
            (
                "EXISTS (SELECT 1 FROM review r WHERE r.revision_id = NEW.revision_id"
                " AND r.verdict = 'approved')",
                "costs are marked before finance approves them",
            ),
            (f"NOT {lines.format('1 = 1')}", "what is marked is a line of budget cost of this revision"),
            (
                f"NEW.nature = 'capex' AND {lines.format(opex)}",
                "operating budget that stands behind it already pays for this line",
            ),
            (
                f"NEW.nature = 'opex' AND {lines.format(capex)}",
                "capital budget that stands behind it already pays for this line",
            ),
        ),
        lock="FROM pitch p WHERE p.id = NEW.pitch_id FOR NO KEY UPDATE",
    )


CAPITAL = (append_only("ask_line"), append_only("capex_mark"), marks(), commitments(), promises())
