"""Settings that two people of finance changed."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.features.people import actions
from tests.factories.cast import Cast

AT = datetime(2026, 2, 2, 9, tzinfo=UTC)


def change(session: Session, cast: Cast, *, at: datetime = AT, **values: Any) -> None:
    """Asked for by one person of finance, confirmed by the other."""
    asked = actions.ask_change(session, values, reason="The board decided.", by=cast.finance, at=at)
    actions.answer_change(session, asked.key, verdict="confirmed", by=cast.finance2, at=at)
