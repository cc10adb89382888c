"""Credit notes and accruals: never above their invoice, reversed once, by people without another part."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import Refusal, refuse
from pitchdeck.base.triggers.segregation import independent
from pitchdeck.base.triggers.standing_in import apart

_CREDITED = (
    "COALESCE((SELECT SUM(CASE WHEN n.reverses_id IS NULL THEN n.amount ELSE -n.amount END)"
    " FROM credit_note n WHERE n.actual_id = {actual}), 0)"
)


def _pitch(tables: str, of: str) -> str:
    return f"(SELECT i.pitch_id FROM {tables} JOIN investment i ON i.id = d.investment_id WHERE d.id = {of})"


def _without_part(pitch: str, act: str) -> tuple[Refusal, ...]:
    return (*independent(pitch, "NEW.by_id", act), *apart(pitch, act))


def _transfer(of: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM transfer t WHERE t.id = {of} AND {condition})"


def credits_() -> Trigger:
    """A credit note is of a confirmed invoice that stands, and all of them together are within it."""
    standing = (
        "EXISTS (SELECT 1 FROM actual a WHERE a.id = NEW.actual_id AND a.confirmed_at IS NOT NULL"
        " AND a.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM actual u WHERE u.reverses_id = a.id))"
    )
    within = f"(SELECT a.amount - {_CREDITED.format(actual='a.id')} FROM actual a WHERE a.id = NEW.actual_id)"
    undone = (
        "EXISTS (SELECT 1 FROM credit_note n WHERE n.id = NEW.reverses_id AND n.reverses_id IS NULL"
        " AND n.actual_id = NEW.actual_id AND n.amount = NEW.amount AND n.over = NEW.over"
        " AND n.loose = NEW.loose AND n.drawn = NEW.drawn)"
    )
    return refuse(
        "credit_note_within",
        "credit_note",
        "INSERT",
        (
            (f"NOT {standing}", "a credit note is of a confirmed actual that stands"),
            (
                f"NEW.reverses_id IS NULL AND NEW.amount > {within}",
                "credit notes are never above the actual that they correct",
            ),
            (f"NEW.reverses_id IS NOT NULL AND NOT {undone}", "a reversal undoes exactly one credit note"),
            (
                f"NEW.loose > 0 AND NOT {_transfer('NEW.transfer_id', 't.amount = NEW.loose')}",
                "a credit note moves what it says",
            ),
            (
                f"NEW.drawn > 0 AND NOT {_transfer('NEW.drawn_transfer_id', 't.amount = NEW.drawn')}",
                "a credit note moves what it says",
            ),
            *_without_part(_pitch("actual d", "NEW.actual_id"), "credit its actuals"),
        ),
        lock="FROM actual a WHERE a.id = NEW.actual_id FOR UPDATE",
    )


def accruals() -> Trigger:
    """An accrual moves its amount, of its own pitch."""
    pitch = "(SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id)"
    own = f"SELECT a.id FROM account a WHERE a.pitch_id = {pitch}"
    moved = f"t.verb = 'accrue' AND t.amount = NEW.amount AND t.from_id IN ({own})"
    other = (
        "EXISTS (SELECT 1 FROM contract c WHERE c.id = NEW.contract_id"
        " AND c.investment_id <> NEW.investment_id)"
    )
    return refuse(
        "accrual_explained",
        "accrual",
        "INSERT",
        (
            (f"NOT {_transfer('NEW.transfer_id', moved)}", "an accrual moves its amount of its own pitch"),
            (other, "an accrual names a contract of its own investment"),
            *_without_part(pitch, "accrue for it"),
        ),
    )


def ends() -> Trigger:
    """An accrual ends by the reversal of its own transfer."""
    accrued = "(SELECT d.transfer_id FROM accrual d WHERE d.id = NEW.accrual_id)"
    own = f"t.reverses_id = {accrued}"
    return refuse(
        "accrual_end_explained",
        "accrual_end",
        "INSERT",
        (
            (f"NOT {_transfer('NEW.transfer_id', own)}", "an accrual ends by the reversal of its transfer"),
            *_without_part(_pitch("accrual d", "NEW.accrual_id"), "end its accruals"),
        ),
    )


def invoices() -> tuple[Trigger, ...]:
    """A credited actual is not reversed, and an actual names an accrual of its own investment for good."""
    other = (
        "EXISTS (SELECT 1 FROM accrual c WHERE c.id = NEW.accrual_id"
        " AND c.investment_id <> NEW.investment_id)"
    )
    credited = _CREDITED.format(actual="NEW.reverses_id")
    changed = "NEW.accrual_id IS DISTINCT FROM OLD.accrual_id"
    return (
        refuse(
            "actual_credited",
            "actual",
            "INSERT",
            (
                (other, "an actual names an accrual of its own investment"),
                (
                    f"NEW.reverses_id IS NOT NULL AND {credited} > 0",
                    "an actual with a credit note is not reversed",
                ),
            ),
        ),
        refuse(
            "actual_accrual_kept",
            "actual",
            "UPDATE",
            ((changed, "the accrual that an actual names is never changed"),),
        ),
    )


DOCUMENTS = (
    append_only("credit_note"),
    credits_(),
    append_only("accrual"),
    accruals(),
    append_only("accrual_end"),
    ends(),
    *invoices(),
)
