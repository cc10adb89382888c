"""What a person is told about their own account, and what is owed when the organisation looks different."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import outbox


def account_changed(session: Session, person_id: int, what: str, *, at: datetime) -> None:
    """Owe the person the news that how they sign in was changed: one word."""
    facts = {"person_id": person_id, "what": what, "when": f"{at:%Y-%m-%d}"}
    outbox.owe(session, "account_changed", facts, at=at)


def look_changed(session: Session, *, at: datetime) -> None:
    """Owe the sheets anew: each shows the logo and the colour."""
    outbox.owe(session, "look_changed", {}, at=at)
