"""Carrying a confirmed cut list out: all transfers in one act, and everybody who loses money is told."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.announcing import tell_outcome
from pitchdeck.features.funding.actions.covering import follow
from pitchdeck.features.funding.actions.losing import cut_promises
from pitchdeck.features.funding.actions.posting import Move, free, post
from pitchdeck.features.funding.actions.returning import return_all
from pitchdeck.features.funding.actions.standbys import tell_of_room
from pitchdeck.features.funding.figures.shortfalls import falls_below, shortened
from pitchdeck.features.funding.models import Fund, FundChange, ShortfallEnd, TrancheCut
from pitchdeck.features.funding.queries import closing, shortfalls, sources
from pitchdeck.features.funding.queries.shortfalls import LineRow, ShortfallRow
from pitchdeck.features.funding.queries.sources import PlaceRow
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.queries import pitch_to_change
from pitchdeck.features.rounds.queries import hold_round


def hold_pitches(session: Session, fund: Fund, lines: Iterable[LineRow]) -> None:
    """Hold rounds, pitches and accounts of a list, in the order in which every act on them does."""
    ids = {line.pitch_id for line in lines if line.pitch_id is not None}
    places = sources.places_of(session, ids, fund.fiscal_year)
    for round_id in sorted({place.round_id for place in places.values()}):
        hold_round(session, round_id)
    for _pitch_id, place in sorted(places.items()):
        pitch_to_change(session, place.pitch_key)
    homes = {each.purse_id for each in queries.held_of(session, ids)}
    purses = {account.id for account in queries.of_purses(session, homes).values()}
    own = closing.accounts_to_close(session, fund.id, fund.fiscal_year)
    queries.lock_accounts(session, {*own, *purses, *_ahead(session, fund, ids)})


def _ahead(session: Session, fund: Fund, pitch_ids: Iterable[int]) -> set[int]:
    """The accounts between which what is promised of a fund's year goes back."""
    coming = queries.advances.coming_of(session, [fund.unit_id]).get((fund.unit_id, fund.fiscal_year))
    states = queries.of_pitches(session, pitch_ids)
    found = {
        account.id
        for (_pitch, kind, year), account in states.items()
        if year == fund.fiscal_year and kind in {"reserved", "promised"}
    }
    return found | ({coming.id} if coming else set())


def carry_out(
    session: Session, row: ShortfallRow, fund: Fund, list_id: int, *, by: Actor, at: datetime
) -> None:
    """Move what a list takes back into its fund, and out of its budget where it is cut.

    A pitch with finance that falls below its minimum returns to the waiting list with all of its money; what
    was committed and not released shortens its last tranches.
    """
    lines = tuple(line for line in shortfalls.lines_of(session, list_id) if line.amount)
    ids = {line.pitch_id for line in lines if line.pitch_id is not None}
    places = sources.places_of(session, ids, fund.fiscal_year)
    lost = losses(lines)
    fallen = {each for each in ids if falls(places[each], lost[each])}
    change_id = _decide(session, row, fund, by=by, at=at)
    _end(session, row, list_id, change_id, by=by, at=at)
    detail = {"shortfall": row.key, "amount": row.amount}
    history.record(
        session,
        ("fund", fund.key),
        "shortfall_carried_out",
        by=by,
        at=at,
        why=row.reason,
        detail=detail,
    )
    _tell(session, row, places, lines, lost, by=by, at=at)
    _shorten(session, row, [line for line in lines if line.pitch_id not in fallen], fund)
    cut_promises(session, row, lines, by=by, at=at)
    _end_reservations(session, row, lines, fallen, by=by, at=at)
    _wait(session, row, places, fallen, by=by, at=at)
    _gather(session, row, fund, lines, fallen, by=by, at=at)
    if change_id is not None:
        _leave(session, row, fund, by=by, at=at)
    else:
        outbox.owe(session, "serve_promises", {"fund": fund.key}, at=at, key=f"serve_promises {row.key}")
    _follow(session, places, [each for each in ids if each not in fallen], fund, by=by, at=at)


def losses(lines: Iterable[LineRow]) -> dict[int, int]:
    """What each pitch loses by these lines."""
    lost: dict[int, int] = {}
    for line in lines:
        if line.pitch_id is not None:
            lost[line.pitch_id] = lost.get(line.pitch_id, 0) + line.lost
    return lost


def falls(place: PlaceRow, lost: int) -> bool:
    """Whether a pitch that waits for finance or for publication falls below its minimum."""
    return place.state == "in_review" and falls_below(place.minimum, place.held, lost)


def _decide(session: Session, row: ShortfallRow, fund: Fund, *, by: Actor, at: datetime) -> int | None:
    """The decision that cuts the fund's budget; none where the money is for a promise."""
    if not row.cuts_budget:
        return None
    change = {"key": new_key(), "from_fund_id": fund.id, "to_fund_id": None, "amount": row.amount}
    change |= {"reason": row.reason, "needs_second": False, "by_id": by.id, "deputy_id": by.deputy_id}
    made = session.execute(insert(FundChange).returning(FundChange.id), [change | {"at": at}])
    return int(made.scalar_one())


def _end(
    session: Session, row: ShortfallRow, list_id: int, change_id: int | None, *, by: Actor, at: datetime
) -> None:
    end: dict[str, Any] = {"shortfall_id": row.id, "outcome": "carried_out", "list_id": list_id}
    end |= {"change_id": change_id, "reason": "", **by.signed(at)}
    session.execute(insert(ShortfallEnd), [end])


def _tell(
    session: Session,
    row: ShortfallRow,
    places: Mapping[int, PlaceRow],
    lines: Sequence[LineRow],
    lost: Mapping[int, int],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write into each pitch's history what it lost and why, and tell presenter, sponsor and investors."""
    for pitch_id, place in sorted(places.items()):
        own = [line for line in lines if line.pitch_id == pitch_id]
        # Before it is published nobody learns from this whether finance has approved the pitch.
        known = [] if place.state == "in_review" else own
        states = {line.kind: sum(one.lost for one in own if one.kind == line.kind) for line in known}
        detail = {"amount": lost[pitch_id], "fiscal_year": row.fiscal_year, "shortfall": row.key, **states}
        history.record(
            session, ("pitch", place.pitch_key), "money_cut", by=by, at=at, why=row.reason, detail=detail
        )
        people = {place.sponsor_id, *(line.presenter_id for line in own), *(line.investor_id for line in own)}
        concerned = {each for each in people if each is not None}
        notices.money_cut(session, place.pitch_key, concerned, lost[pitch_id], row.reason, at=at)


def _shorten(session: Session, row: ShortfallRow, lines: Iterable[LineRow], fund: Fund) -> None:
    """Take what was committed and not released, or promised and not served, off the last tranches."""
    cut: dict[int, int] = {}
    for line in lines:
        if line.kind in {"committed", "promised"} and line.pitch_id is not None:
            cut[line.pitch_id] = cut.get(line.pitch_id, 0) + line.amount
    waiting = sources.waiting_tranches(session, cut, fund.fiscal_year)
    rows = [
        {"tranche_id": tranche_id, "shortfall_id": row.id, "amount": amount}
        for pitch_id, total in sorted(cut.items())
        for tranche_id, amount in shortened(
            [(each.id, each.amount) for each in waiting.get(pitch_id, ())], total
        ).items()
    ]
    if rows:
        session.execute(insert(TrancheCut), rows)


def _end_reservations(
    session: Session,
    row: ShortfallRow,
    lines: Iterable[LineRow],
    fallen: set[int],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Free the reservations that are cut, each as a whole: what the fund does not need stays in the purse."""
    ids = {line.commitment_id for line in lines if line.kind == "reserved" and line.pitch_id not in fallen}
    pitch_ids = {line.pitch_id for line in lines if line.commitment_id in ids and line.pitch_id is not None}
    held = [each for each in queries.held_of(session, pitch_ids) if each.id in ids]
    free(session, held, reason=f"cut: {row.reason}", by=by, at=at)


def _wait(
    session: Session,
    row: ShortfallRow,
    places: Mapping[int, PlaceRow],
    fallen: set[int],
    *,
    by: Actor,
    at: datetime,
) -> None:
    for pitch_id in sorted(fallen):
        pitch = pitch_to_change(session, places[pitch_id].pitch_key)
        pitches.move(session, pitch, "wait", by=by, at=at, why=f"Cut below its minimum: {row.reason}")
        tell_outcome(session, pitch, queries.facts_of_part(session, pitch.key, by), by=by, at=at)
        held = queries.held_of(session, [pitch_id])
        return_all(session, held, reason="The pitch was cut below its minimum.", by=by, at=at)


def _gather(
    session: Session,
    row: ShortfallRow,
    fund: Fund,
    lines: Sequence[LineRow],
    fallen: set[int],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Bring what is cut into the fund: from purses, and from what was committed or released."""
    back, target = _of_purses(session, lines, fallen), queries.of_fund(session, fund.id)["fund"]
    purses = queries.of_purses(session, back)
    states = queries.of_pitches(session, [line.pitch_id for line in lines if line.pitch_id is not None])
    named: dict[str, Any] = {"document": row.key, "reason": row.reason}
    moves = [Move("give_back", purses[key], target, amount, **named) for key, amount in sorted(back.items())]
    moves += [
        Move(
            "give_back",
            states[line.pitch_id, line.kind, fund.fiscal_year],
            target,
            line.amount,
            line.commitment_id,
            **named,
        )
        for line in lines
        if line.kind in {"committed", "released"}
        and line.pitch_id is not None
        and line.pitch_id not in fallen
    ]
    post(session, moves, by=by, at=at)


def _of_purses(session: Session, lines: Iterable[LineRow], fallen: set[int]) -> dict[int, int]:
    """What leaves each purse: its own line, and what came back into it from pitches."""
    back: dict[int, int] = {}
    homes = shortfalls.purses_of(session, [line.commitment_id for line in lines if line.commitment_id])
    for line in lines:
        through = line.kind == "reserved" or line.pitch_id in fallen
        purse_id = line.purse_id or (homes[line.commitment_id] if through and line.commitment_id else None)
        if purse_id is not None:
            back[purse_id] = back.get(purse_id, 0) + line.amount
    return back


def _leave(session: Session, row: ShortfallRow, fund: Fund, *, by: Actor, at: datetime) -> None:
    accounts = queries.of_fund(session, fund.id)
    key = shortfalls.change_of(session, row.id)
    move = Move(
        "give_back", accounts["fund"], accounts["authority"], row.amount, document=key, reason=row.reason
    )
    post(session, [move], by=by, at=at)


def _follow(
    session: Session,
    places: Mapping[int, PlaceRow],
    pitch_ids: Iterable[int],
    fund: Fund,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Pitches in funding are covered or not as their money now says; who stands by hears of room."""
    for pitch_id in sorted(pitch_ids):
        if places[pitch_id].state in {"in_funding", "covered"}:
            pitch = pitch_to_change(session, places[pitch_id].pitch_key)
            facts = queries.facts_of_part(session, pitch.key, by)
            follow(session, pitch, facts, by=by, at=at)
            tell_of_room(session, pitch, facts, [fund.fiscal_year], by=by, at=at)
