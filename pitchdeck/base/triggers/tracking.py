"""What was spent and measured: the baseline is kept, entries are reversed and never rewritten."""

from pitchdeck.base.triggers.append_only import append_only, never_deleted
from pitchdeck.base.triggers.frozen import confirmed_once
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.states import Steps, legal_states

BEFORE_GATES: Steps = (
    ("active", "delivered"),
    ("rescoped", "delivered"),
    ("delivered", "tracking"),
    ("delivered", "reviewed"),
    ("tracking", "reviewed"),
    ("reviewed", "closed"),
)
INVESTMENT: Steps = (
    ("active", "gate_due"),
    ("rescoped", "gate_due"),
    ("paused", "gate_due"),
    ("gate_due", "active"),
    ("gate_due", "rescoped"),
    ("gate_due", "paused"),
    ("gate_due", "stopped"),
    ("stopped", "reviewed"),
    *BEFORE_GATES,
)

_ENTERED = (
    *("id", "key", "investment_id", "document_on", "period_on", "category", "amount", "reference"),
    *("vendor", "reverses_id", "reason", "reported_by_id", "reported_at"),
)
_BASELINE = " OR ".join(
    f"NEW.{column} IS DISTINCT FROM OLD.{column}"
    for column in ("id", "key", "pitch_id", "revision_id", "opened_at", "baseline_on", "tolerances")
)
_SPONSORS = (
    "EXISTS (SELECT 1 FROM investment i JOIN revision v ON v.pitch_id = i.pitch_id"
    " JOIN measure m ON m.id = v.measure_id WHERE i.id = NEW.investment_id"
    " AND (v.sponsor_id = NEW.confirmed_by_id OR m.owner_id = NEW.confirmed_by_id))"
)
_INVESTED = (
    "EXISTS (SELECT 1 FROM investment i JOIN commitment c ON c.pitch_id = i.pitch_id"
    " LEFT JOIN resolution e ON e.commitment_id = c.id WHERE i.id = NEW.investment_id"
    " AND c.by_id = NEW.confirmed_by_id AND COALESCE(e.outcome, 'held') <> 'freed')"
)
_OWNED = (
    "EXISTS (SELECT 1 FROM reading r JOIN measure m ON m.id = r.measure_id"
    " WHERE r.id = NEW.reading_id AND m.owner_id = NEW.by_id)"
)
_SAME = (
    "EXISTS (SELECT 1 FROM actual o WHERE o.id = NEW.reverses_id AND o.investment_id = NEW.investment_id"
    " AND o.amount = NEW.amount AND o.reverses_id IS NULL)"
)

TRACKING = (
    legal_states("investment", BEFORE_GATES),
    never_deleted("investment"),
    refuse("investment_baseline", "investment", "UPDATE", ((_BASELINE, "the approved baseline is kept"),)),
    confirmed_once("actual", _ENTERED),
    refuse(
        "actual_reported",
        "actual",
        "INSERT",
        (
            ("NEW.confirmed_at IS NOT NULL", "an actual is reported before a second person confirms it"),
            (f"NEW.reverses_id IS NOT NULL AND NOT {_SAME}", "a reversal undoes exactly one actual"),
        ),
    ),
    refuse(
        "actual_independent",
        "actual",
        "UPDATE OF confirmed_by_id",
        (
            (_SPONSORS, "whoever sponsors a pitch does not confirm its actuals"),
            (_INVESTED, "whoever invested in a pitch does not confirm its actuals"),
        ),
    ),
    append_only("hours_worked"),
    refuse(
        "attestation_by_owner",
        "attestation",
        "INSERT",
        ((f"NOT {_OWNED}", "a reading is attested by the owner of its measure"),),
    ),
)
