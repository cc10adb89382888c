"""Which state may follow which, kept by the database; the features' workflows are tested equal to these."""

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.refusal import refuse

Steps = tuple[tuple[str, str], ...]

_WITHDRAWABLE = (
    *("draft", "submitted", "returned", "screened", "in_scoring"),
    *("shortlisted", "in_funding", "covered", "in_review", "waitlisted"),
)
PITCH: Steps = (
    ("draft", "submitted"),
    ("returned", "submitted"),
    ("submitted", "screened"),
    ("submitted", "returned"),
    ("submitted", "redirected"),
    ("submitted", "merged"),
    ("screened", "in_scoring"),
    ("screened", "expired"),
    ("in_scoring", "shortlisted"),
    ("in_scoring", "not_shortlisted"),
    ("shortlisted", "in_funding"),
    ("in_funding", "covered"),
    ("covered", "in_funding"),
    ("in_funding", "waitlisted"),
    ("covered", "in_review"),
    ("in_review", "funded"),
    ("in_review", "waitlisted"),
    ("in_review", "declined"),
    ("screened", "in_funding"),
    ("waitlisted", "in_funding"),
    *((state, "withdrawn") for state in _WITHDRAWABLE),
)
ROUND: Steps = (
    ("draft", "open"),
    ("open", "scoring"),
    ("scoring", "deliberation"),
    ("deliberation", "funding"),
    ("funding", "finance_review"),
    ("finance_review", "decided"),
    ("decided", "published"),
    ("published", "closed"),
    ("draft", "cancelled"),
    ("draft", "funding"),
    ("funding", "closed"),
)


def legal_states(table: str, steps: Steps) -> Trigger:
    """Refuse an UPDATE that takes a row from one state to another that may not follow it."""
    allowed = ", ".join(f"'{source}>{target}'" for source, target in sorted(steps))
    return refuse(
        f"{table}_states",
        table,
        "UPDATE OF state",
        (
            (
                f"NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ({allowed})",
                f"this state of a {table} may not follow the one it is in",
            ),
        ),
    )
