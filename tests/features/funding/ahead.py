"""Standing approvals of the rolling round's fund, each act in a transaction of its own."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import text

from pitchdeck.features.funding import actions
from pitchdeck.features.funding.actions import Terms
from pitchdeck.features.funding.queries import StandingRow
from pitchdeck.features.people.queries import local_day
from tests.features.funding.rolling import Rolling

COACHING = ("delivery_facilitation",)


def today(stage: Rolling) -> date:
    with stage.database.writing() as turn:
        return local_day(turn.session, turn.at)


def fund_key(stage: Rolling) -> str:
    with stage.reading() as session:
        return str(session.execute(text("SELECT key FROM fund ORDER BY id")).scalars().first())


def set_up(stage: Rolling, name: str = "finance", confirmed_by: str = "finance2", **more: Any) -> StandingRow:
    """An approval of 3,000 a pitch, 5,000 in all; confirmed unless `confirmed_by` is empty."""
    day = today(stage)
    given: dict[str, Any] = {"fund_key": fund_key(stage), "most": 3_000_00, "total": 5_000_00}
    given |= {"categories": COACHING, "valid_from": day, "valid_to": day + timedelta(days=90)}
    terms = Terms(**(given | {"reason": "Single days of coaching need no look."} | more))
    by = stage.cast.actors[name]
    row = stage.act(lambda turn: actions.set_standing(turn.session, terms, by=by, at=turn.at))
    return answer(stage, row.key, confirmed_by) if confirmed_by else row


def answer(stage: Rolling, key: str, name: str, verdict: str = "confirmed", **more: Any) -> StandingRow:
    by = stage.cast.actors[name]
    return stage.act(
        lambda turn: actions.answer_standing(turn.session, key, verdict=verdict, by=by, at=turn.at, **more)
    )


def end(stage: Rolling, key: str, name: str = "finance") -> StandingRow:
    by = stage.cast.actors[name]
    why = "Too many of them."
    return stage.act(lambda turn: actions.end_standing(turn.session, key, why=why, by=by, at=turn.at))
