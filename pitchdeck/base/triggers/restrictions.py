"""What a fund is for: named before it is confirmed, and kept by every commitment from it."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse

_PURSE = "SELECT 1 FROM purse u JOIN {table} k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id"
_OWN = (
    "(SELECT k.category FROM purse u JOIN fund_category k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id)"
)
_ASKED = (
    "(SELECT COALESCE(SUM(a.amount), 0) FROM ask_category a WHERE a.revision_id = NEW.revision_id"
    f" AND a.fiscal_year = NEW.fiscal_year AND a.category IN {_OWN})"
)
_STANDING = (
    "(SELECT COALESCE(SUM(COALESCE(e.committed, c.amount)), 0) FROM commitment c"
    " JOIN purse o ON o.id = c.purse_id LEFT JOIN resolution e ON e.commitment_id = c.id"
    " WHERE c.pitch_id = NEW.pitch_id AND c.fiscal_year = NEW.fiscal_year AND EXISTS"
    f" (SELECT 1 FROM fund_category g WHERE g.fund_id = o.fund_id AND g.category IN {_OWN}){{0}})"
)


def commitments(*, supplements: bool = False) -> Trigger:
    """A purse pays for what its fund is for, and no more than is asked for it.

    What stands behind the same categories from other restricted funds counts before; what `supplements` ask
    for has its own rule. The pitch is locked first, so that two such commitments never both take the last.
    """
    own = "NEW.supplement_id IS NULL AND " if supplements else ""
    standing = _STANDING.format(" AND c.supplement_id IS NULL" if supplements else "")
    categories = _PURSE.format(table="fund_category")
    goals = _PURSE.format(table="fund_goal")
    return refuse(
        "commitment_for",
        "commitment",
        "INSERT",
        (
            (
                f"EXISTS ({goals}) AND NOT EXISTS ({goals} AND k.goal_id ="
                " (SELECT goal_id FROM revision WHERE id = NEW.revision_id))",
                "a fund for some goals pays for no other",
            ),
            (
                f"{own}EXISTS ({categories}) AND NEW.amount + {standing} > {_ASKED}",
                "a fund for some categories of cost pays no more than is asked for them",
            ),
        ),
        lock=f"FROM pitch p WHERE p.id = NEW.pitch_id AND EXISTS ({categories}) FOR NO KEY UPDATE",
    )


def named(table: str) -> Trigger:
    """What a fund is for is named before its second person confirms it."""
    return refuse(
        f"{table}_named",
        table,
        "INSERT",
        (
            (
                "EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NOT NULL)",
                "what a fund is for is confirmed with it",
            ),
        ),
        lock="FROM fund f WHERE f.id = NEW.fund_id FOR NO KEY UPDATE",
    )


def natures() -> Trigger:
    """Capital budget names the categories that may be capitalised, and stays what it is."""
    return refuse(
        "fund_nature",
        "fund",
        "UPDATE",
        (
            ("NEW.nature <> OLD.nature", "the nature of a fund is never changed"),
            (
                "NEW.nature = 'capex' AND NEW.confirmed_at IS NOT NULL AND NOT EXISTS"
                " (SELECT 1 FROM fund_category k WHERE k.fund_id = NEW.id)",
                "a capex fund names the categories of cost that it is for",
            ),
        ),
    )


RESTRICTIONS = (
    append_only("ask_category"),
    append_only("fund_goal"),
    append_only("fund_category"),
    named("fund_goal"),
    named("fund_category"),
    natures(),
    commitments(),
)
