"""A fund that cannot serve what was promised of it: a shortfall says so, and ends when nothing lacks."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.actions.shortfalls import raise_for
from pitchdeck.features.funding.figures.serving import raises
from pitchdeck.features.funding.models import Fund, ShortfallEnd
from pitchdeck.features.funding.queries import serving, shortfalls


def follow_missing(session: Session, fund: Fund, *, by: Actor, at: datetime) -> None:
    """Record what a locked fund lacks for its promises, and end a shortfall that says another amount.

    Done again it changes nothing.
    """
    rows = {row.fund_id: row for row in serving.serving(session)}
    own = rows.get(fund.id)
    if own is not None and own.stale:
        _settle(session, fund, own.missing, by=by, at=at)
        rows = {row.fund_id: row for row in serving.serving(session)}
        own = rows.get(fund.id)
    if own is not None and raises(own, rows.values()):
        whole, there = (in_words(minor, fund.currency) for minor in (own.waiting, own.free))
        reason = f"{fund.name} has {there} left for the {whole} that were promised from it and wait."
        raise_for(session, fund, own.missing, reason, by=by, at=at)


def _settle(session: Session, fund: Fund, missing: int, *, by: Actor, at: datetime) -> None:
    """End the open shortfall of a fund's promises: nothing of it was cut."""
    row = shortfalls.shortfall_of_key(session, str(shortfalls.open_shortfall(session, fund.id)))
    lacks = f"It lacks {in_words(missing, fund.currency)} now." if missing else "Nothing is missing any more."
    end: dict[str, Any] = {"shortfall_id": row.id, "outcome": "dropped", "list_id": None, "change_id": None}
    session.execute(insert(ShortfallEnd), [end | {"reason": lacks, **by.signed(at)}])
    detail = {"shortfall": row.key, "amount": row.amount, "missing": missing}
    history.record(session, ("fund", fund.key), "shortfall_settled", by=by, at=at, why=lacks, detail=detail)
