"""The budget of a fund: opened once with what was confirmed, then changed by decisions alone."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.ledger import OF_BUDGETS
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.standing_in import named

_BETWEEN = (
    "SELECT 1 FROM fund f, fund t WHERE f.id = NEW.from_fund_id AND t.id = NEW.to_fund_id"
    " AND (f.currency <> t.currency OR f.fiscal_year <> t.fiscal_year OR f.nature <> t.nature)"
)
_OWN = ("NEW.by_id", "NEW.deputy_id")
_ASKED_BY = "(c.by_id, COALESCE(c.deputy_id, c.by_id))"


def _decided(side: str, account: str) -> str:
    """A change of this fund and amount is in effect, and no transfer has carried it out."""
    return (
        "EXISTS (SELECT 1 FROM fund_change c LEFT JOIN fund_change_answer a ON a.change_id = c.id"
        f" JOIN account k ON k.id = NEW.{account} WHERE c.key = NEW.document AND c.amount = NEW.amount"
        f" AND c.{side} = k.fund_id AND COALESCE(a.verdict, 'none') ="
        " CASE WHEN c.needs_second = 1 THEN 'confirmed' ELSE 'none' END)"
        f" AND NOT EXISTS (SELECT 1 FROM transfer o WHERE o.{account} = NEW.{account}"
        " AND o.verb = NEW.verb AND o.document = NEW.document AND o.id <> NEW.id)"
    )


def transfers() -> Trigger:
    """Money enters a fund when it is confirmed or raised, and leaves its budget when it is cut."""
    first = (
        "NEW.amount = (SELECT f.amount FROM fund f JOIN account k ON k.fund_id = f.id WHERE k.id = NEW.to_id)"
        " AND NOT EXISTS (SELECT 1 FROM transfer o WHERE o.to_id = NEW.to_id AND o.verb = 'open'"
        " AND o.id <> NEW.id)"
    )
    return refuse(
        "transfer_of_budget",
        "transfer",
        "INSERT",
        (
            (
                f"NEW.verb = 'open' AND NOT ({first}) AND NOT ({_decided('to_fund_id', 'to_id')})",
                "a fund is opened once, and raised by a decision alone",
            ),
            (
                "NEW.verb = 'give_back' AND NEW.to_kind = 'authority'"
                f" AND NOT ({_decided('from_fund_id', 'from_id')})",
                "a fund is cut by a decision alone",
            ),
        ),
    )


def changes() -> Trigger:
    """Confirmed funds of one year, currency and kind of budget; a second person for more and for much."""
    return refuse(
        "fund_change_allowed",
        "fund_change",
        "INSERT",
        (
            named(_OWN, money=True),
            (
                "EXISTS (SELECT 1 FROM fund f WHERE f.id IN (NEW.from_fund_id, NEW.to_fund_id)"
                " AND f.confirmed_at IS NULL)",
                "a fund is changed once it is confirmed",
            ),
            (f"EXISTS ({_BETWEEN})", "money moves within its year, currency and kind of budget"),
            (
                "NEW.needs_second = 0 AND (NEW.from_fund_id IS NULL OR (NEW.to_fund_id IS NOT NULL"
                " AND NEW.amount > (SELECT single_minor FROM organisation)))",
                "a second person confirms a raise and a large move",
            ),
        ),
    )


def answers() -> Trigger:
    """A second person answers."""
    return refuse(
        "fund_change_answered",
        "fund_change_answer",
        "INSERT",
        (
            named(_OWN, money=True),
            (
                "EXISTS (SELECT 1 FROM fund_change c WHERE c.id = NEW.change_id AND (c.needs_second = 0"
                f" OR NEW.by_id IN {_ASKED_BY} OR NEW.deputy_id IN {_ASKED_BY}))",
                "a second person answers a change of a fund",
            ),
        ),
    )


BUDGETS = (
    OF_BUDGETS,
    append_only("fund_change"),
    append_only("fund_change_answer"),
    changes(),
    answers(),
    transfers(),
)
