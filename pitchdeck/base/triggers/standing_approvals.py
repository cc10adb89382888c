"""Standing approvals: set and confirmed by two people, used within their terms, never by who has a part."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import Refusal, refuse
from pitchdeck.base.triggers.segregation import independent
from pitchdeck.base.triggers.standing_in import named

RULE = "standing approval "
"""How the rule of an approval begins that a standing approval gave; its reference follows."""

_OWN = ("NEW.by_id", "NEW.deputy_id")
_SETTER = (
    "SELECT 1 FROM standing_approval s WHERE s.id = NEW.approval_id"
    " AND (s.by_id IN {who} OR COALESCE(s.deputy_id, s.by_id) IN {who})"
)
_SAME = _SETTER.format(who="(NEW.by_id, COALESCE(NEW.deputy_id, NEW.by_id))")
_OF = "FROM standing_approval s WHERE s.id = NEW.approval_id"


def approvals() -> Trigger:
    """Of a confirmed fund, for small pitches, within the money of the fund."""
    fund = "SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NOT NULL"
    return refuse(
        "standing_approval_set",
        "standing_approval",
        "INSERT",
        (
            named(_OWN, money=True),
            (f"NOT EXISTS ({fund})", "a standing approval is for a confirmed fund"),
            (
                "NEW.most_minor > (SELECT small_minor FROM organisation)",
                "a standing approval is for small pitches alone",
            ),
        ),
    )


def categories() -> Trigger:
    return refuse(
        "standing_category_named",
        "standing_category",
        "INSERT",
        (
            (
                "EXISTS (SELECT 1 FROM standing_answer a WHERE a.approval_id = NEW.approval_id)",
                "what a standing approval covers is confirmed with it",
            ),
        ),
        lock=f"{_OF} FOR NO KEY UPDATE",
    )


def answers() -> Trigger:
    """A second person answers."""
    return refuse(
        "standing_answered",
        "standing_answer",
        "INSERT",
        (
            named(_OWN, money=True),
            (f"EXISTS ({_SAME})", "a second person confirms a standing approval"),
            (
                "EXISTS (SELECT 1 FROM standing_end e WHERE e.approval_id = NEW.approval_id)",
                "what was ended is not confirmed",
            ),
        ),
        lock=f"{_OF} FOR NO KEY UPDATE",
    )


def ends() -> Trigger:
    return refuse("standing_ended", "standing_end", "INSERT", (named(_OWN, money=True),))


_CURRENT = (
    "SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no"
    " WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id AND p.state = 'in_review'"
)
_HELD = (
    "SELECT 1 FROM commitment c JOIN purse u ON u.id = c.purse_id LEFT JOIN resolution e"
    " ON e.commitment_id = c.id WHERE c.pitch_id = NEW.pitch_id AND COALESCE(e.outcome, 'held') <> 'freed'"
    f" AND u.fund_id {{sign}} (SELECT s.fund_id {_OF})"
)
_CATEGORIES = "SELECT 1 FROM ask_category k WHERE k.revision_id = NEW.revision_id"
_COVERED = "(SELECT g.category FROM standing_category g WHERE g.approval_id = NEW.approval_id)"


def _people(column: str, table: str) -> str:
    return f"(SELECT t.{column} FROM {table} t WHERE t.approval_id = NEW.approval_id)"


def _apart() -> tuple[Refusal, ...]:
    """Neither who set it nor who confirmed it has a part in the pitch, nor a deputy of theirs."""
    act = "approve it ahead"
    people = (
        f"(SELECT s.by_id {_OF})",
        f"(SELECT s.deputy_id {_OF})",
        _people("by_id", "standing_answer"),
        _people("deputy_id", "standing_answer"),
    )
    return tuple(each for person in people for each in independent("NEW.pitch_id", person, act))


def uses() -> Trigger:
    """A use lies within every term of its approval, which is locked: two never take the last of it."""
    spent = "(SELECT COALESCE(SUM(u.amount), 0) FROM standing_use u WHERE u.approval_id = NEW.approval_id)"
    return refuse(
        "standing_used",
        "standing_use",
        "INSERT",
        (
            (
                "NOT EXISTS (SELECT 1 FROM standing_answer a WHERE a.approval_id = NEW.approval_id"
                " AND a.verdict = 'confirmed')",
                "a standing approval works once a second person confirmed it",
            ),
            (
                "EXISTS (SELECT 1 FROM standing_end e WHERE e.approval_id = NEW.approval_id)",
                "a standing approval that was ended approves nothing",
            ),
            (
                f"NOT EXISTS (SELECT 1 {_OF} AND NEW.used_on >= s.valid_from AND NEW.used_on <= s.valid_to)",
                "a standing approval works on its days alone",
            ),
            (f"NOT EXISTS ({_CURRENT})", "a standing approval is used on a pitch in review"),
            (
                f"NOT EXISTS (SELECT 1 {_OF} AND NEW.amount <= s.most_minor AND"
                " (SELECT v.ask_minor FROM revision v WHERE v.id = NEW.revision_id) <= s.most_minor)",
                "the pitch asks more than a standing approval allows",
            ),
            (
                f"NEW.amount + {spent} > (SELECT s.total_minor {_OF})",
                "a standing approval is exhausted",
            ),
            (
                f"EXISTS ({_HELD.format(sign='<>')}) OR NOT EXISTS ({_HELD.format(sign='=')})",
                "a standing approval is for money of its fund",
            ),
            (
                f"EXISTS ({_CATEGORIES} AND k.category NOT IN {_COVERED}) OR NOT EXISTS ({_CATEGORIES})",
                "a standing approval is for its categories of cost",
            ),
            *_apart(),
        ),
        lock=f"{_OF} FOR NO KEY UPDATE",
    )


_BY_STANDING = f"substr(NEW.rule, 1, {len(RULE)}) = '{RULE}'"
_NAMED = f"substr(NEW.rule, {len(RULE) + 1}, length(s.ref) + 1) = s.ref || ','"


def reviews() -> Trigger:
    """A verdict that names a standing approval is its setter's, and rests on its use."""
    use = "SELECT 1 FROM standing_use u WHERE u.revision_id = NEW.revision_id"
    used = (
        "SELECT 1 FROM standing_use u JOIN standing_approval s ON s.id = u.approval_id"
        f" WHERE u.revision_id = NEW.revision_id AND s.by_id = NEW.by_id AND {_NAMED}"
    )
    return refuse(
        "review_standing",
        "review",
        "INSERT",
        (
            (
                f"{_BY_STANDING} AND (NEW.verdict <> 'approved' OR NOT EXISTS ({used}))",
                "a verdict by standing approval rests on its use",
            ),
            (
                f"NOT ({_BY_STANDING}) AND EXISTS ({use})",
                "what a standing approval approved is approved by it",
            ),
        ),
    )


STANDING = (
    *(append_only(f"standing_{what}") for what in ("approval", "category", "answer", "end", "use")),
    approvals(),
    categories(),
    answers(),
    ends(),
    uses(),
    reviews(),
)
