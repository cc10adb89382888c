"""What a person is told about their own account."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import outbox


def account_changed(session: Session, person_id: int, what: str, *, at: datetime) -> None:
    """Owe the person the news that how they sign in was changed: one word."""
    facts = {"person_id": person_id, "what": what, "when": f"{at:%Y-%m-%d}"}
    outbox.owe(session, "account_changed", facts, at=at)
