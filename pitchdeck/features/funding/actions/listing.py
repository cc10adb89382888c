"""Writing a cut list: from what money it is made, in which order, and what it says."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.figures.shortfalls import Source, cuttable, least_harm, seal_of
from pitchdeck.features.funding.models import Fund, PromiseLine, ShortfallLine, ShortfallList
from pitchdeck.features.funding.queries import serving, sources


def ranked(session: Session, fund: Fund, *, cuts_budget: bool) -> tuple[Source, ...]:
    """What can be cut of a fund, least harm first."""
    found = found_of(session, fund, cuts_budget=cuts_budget)
    return least_harm(found, sources.worths_of(session, found))


def found_of(session: Session, fund: Fund, *, cuts_budget: bool) -> tuple[Source, ...]:
    """What can be cut, and what is promised and not served yet.

    Of what is not given out, that is what no promise needs; where promises lack money it is no help at all,
    because it is there already.
    """
    found = [each for each in sources.sources_of(session, fund) if each.kind != "fund"]
    free = unallotted(session, fund) - queries.advances.needed_by_promises(session, fund.id)
    if cuts_budget and free > 0:
        found = [Source("fund", free), *found]
    return (*found, *serving.promised_sources(session, fund.id))


def unallotted(session: Session, fund: Fund) -> int:
    """What of a fund is not given out."""
    return queries.of_fund(session, fund.id)["fund"].balance


def lack(session: Session, fund: Fund) -> int:
    """What a fund lacks for what it has to serve."""
    return max(0, cuttable(serving.promised_sources(session, fund.id)) - unallotted(session, fund))


def write_list(
    session: Session,
    which: tuple[int, int, str],
    order: Sequence[Source],
    cuts: Sequence[int],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write a list: of which shortfall, its number, and why it is another one."""
    shortfall_id, number, reason = which
    row = {"shortfall_id": shortfall_id, "number": number, "seal": seal_of(order), "reason": reason}
    made = session.execute(
        insert(ShortfallList).returning(ShortfallList.id), [row | by.signed(at)]
    ).scalar_one()
    numbered = list(enumerate(zip(order, cuts, strict=True), start=1))
    lines = [
        _line(made, position, source, cut)
        | {"kind": source.kind, "purse_id": source.purse_id, "commitment_id": source.commitment_id}
        for position, (source, cut) in numbered
        if source.advance_id is None
    ]
    promised = [
        _line(made, position, source, cut) | {"advance_id": source.advance_id}
        for position, (source, cut) in numbered
        if source.advance_id is not None
    ]
    if lines:
        session.execute(insert(ShortfallLine), lines)
    if promised:
        session.execute(insert(PromiseLine), promised)


def _line(list_id: int, position: int, source: Source, cut: int) -> dict[str, Any]:
    return {"list_id": list_id, "position": position, "available": source.available, "amount": cut}
