"""Who is told what after an act on money: facts only, no words."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.base import outbox


def money_freed(
    session: Session, person_id: int, pitch_key: str, amount: int, *, year: int, reason: str, at: datetime
) -> None:
    """Tell an investor that money of theirs is free again, and why."""
    facts = {
        "person_id": person_id,
        "pitch": pitch_key,
        "amount": amount,
        "fiscal_year": year,
        "reason": reason,
    }
    outbox.owe(session, "money_freed", facts, at=at)


def committed(session: Session, pitch_key: str, presenter_id: int, amount: int, *, at: datetime) -> None:
    """Tell the presenter that money was reserved, without whose."""
    facts = {"person_id": presenter_id, "pitch": pitch_key, "amount": amount}
    outbox.owe(session, "commitment_made", facts, at=at)


def condition_asked(
    session: Session, pitch_key: str, presenter_id: int, amount: int, condition: str, *, at: datetime
) -> None:
    """Ask the presenter whether they accept what money is tied to, without whose."""
    facts = {"person_id": presenter_id, "pitch": pitch_key, "amount": amount, "condition": condition}
    outbox.owe(session, "condition_asked", facts, at=at)


def condition_answered(
    session: Session,
    person_id: int,
    pitch_key: str,
    amount: int,
    *,
    condition: str,
    verdict: str,
    at: datetime,
) -> None:
    """Tell the investor what the presenter answered."""
    facts = {
        "person_id": person_id,
        "pitch": pitch_key,
        "amount": amount,
        "condition": condition,
        "verdict": verdict,
    }
    outbox.owe(session, "condition_answered", facts, at=at)


def room_opened(
    session: Session, person_id: int, pitch_key: str, amount: int, *, year: int, at: datetime
) -> None:
    """Tell an investor who stands by that there is room for what they would commit."""
    facts = {"person_id": person_id, "pitch": pitch_key, "amount": amount, "fiscal_year": year}
    outbox.owe(session, "room_opened", facts, at=at)


def money_sought(session: Session, person_id: int, pitch_key: str, amount: int, *, at: datetime) -> None:
    """Tell an investor that a pitch of a rolling round looks for money: how much it asks for."""
    facts = {"person_id": person_id, "pitch": pitch_key, "amount": amount}
    outbox.owe(session, "money_sought", facts, at=at)


def promised(session: Session, advance_key: str, owner_id: int, *, at: datetime) -> None:
    """Tell the owner of a unit's fund that an investor promised money of its next one."""
    outbox.owe(session, "money_promised", {"person_id": owner_id, "advance": advance_key}, at=at)


def promise_ended(session: Session, advance_key: str, person_id: int, *, at: datetime) -> None:
    """Tell an investor, or the owner of a fund, how a promise ended: served by its fund, or freed."""
    outbox.owe(session, "promise_ended", {"person_id": person_id, "advance": advance_key}, at=at)


def cancellation_asked(session: Session, key: str, *, at: datetime) -> None:
    """Tell finance that an investor asks to be let off a promise."""
    outbox.owe(session, "cancellation_asked", {"cancellation": key}, at=at)


def cancellation_declined(session: Session, key: str, investor_id: int, *, at: datetime) -> None:
    """Tell an investor that their promise stands, and why."""
    outbox.owe(session, "cancellation_declined", {"person_id": investor_id, "cancellation": key}, at=at)


def promises_short(session: Session, fund_key: str, owner_id: int, missing: int, *, at: datetime) -> None:
    """Tell a fund's owner and finance that it cannot serve what was promised from it, and a list waits."""
    facts = {"person_id": owner_id, "fund": fund_key, "missing": missing}
    outbox.owe(session, "promises_short", facts, at=at)


def turn_came(session: Session, person_id: int, round_key: str, ref: str, free: int, *, at: datetime) -> None:
    """Tell the chair of a rolling round that money is free and whose turn it is; once per act."""
    facts = {"person_id": person_id, "round": round_key, "ref": ref, "amount": free}
    outbox.owe(session, "turn_came", facts, at=at, key=f"turn {round_key} {ref} {at.isoformat()}")


def fund_opened(session: Session, fund_key: str, owner_id: int, *, at: datetime) -> None:
    """Tell the fund's owner and finance that a fund waits for its second person."""
    outbox.owe(session, "fund_opened", {"person_id": owner_id, "fund": fund_key}, at=at)


def fund_change_asked(session: Session, change_key: str, owners: Iterable[int], *, at: datetime) -> None:
    """Tell the owners of the funds and finance that a change waits for its second person."""
    outbox.owe(session, "fund_change_asked", {"people": sorted(owners), "change": change_key}, at=at)


def fund_closed(session: Session, fund_key: str, ref: str, person_id: int, *, at: datetime) -> None:
    """Tell the fund's owner or an investor that it was closed for a fiscal year."""
    facts = {"person_id": person_id, "fund": fund_key, "year_end": ref}
    outbox.owe(session, "fund_closed", facts, at=at)


def reopening_asked(session: Session, fund_key: str, ref: str, owner_id: int, *, at: datetime) -> None:
    """Tell the fund's owner and finance that a re-opening waits for its second person."""
    facts = {"person_id": owner_id, "fund": fund_key, "year_end": ref}
    outbox.owe(session, "reopening_asked", facts, at=at)


def purse_asked(session: Session, request_key: str, owner_id: int, *, at: datetime) -> None:
    """Tell the owner of a fund that an investor asks for money of it."""
    outbox.owe(session, "purse_asked", {"person_id": owner_id, "request": request_key}, at=at)


def purse_declined(session: Session, request_key: str, investor_id: int, *, at: datetime) -> None:
    """Tell an investor that they do not get what they asked for, and why."""
    outbox.owe(session, "purse_declined", {"person_id": investor_id, "request": request_key}, at=at)


def purse_given(session: Session, purse_key: str, investor_id: int, amount: int, *, at: datetime) -> None:
    """Tell an investor what they may commit."""
    outbox.owe(
        session, "purse_given", {"person_id": investor_id, "purse": purse_key, "amount": amount}, at=at
    )


def review_sent_back(
    session: Session, pitch_key: str, presenter_id: int, *, reason: str, at: datetime
) -> None:
    """Tell the presenter what finance misses."""
    facts = {"person_id": presenter_id, "pitch": pitch_key, "reason": reason}
    outbox.owe(session, "review_sent_back", facts, at=at)


def letter_published(session: Session, pitch_key: str, people: Iterable[int], *, at: datetime) -> None:
    """Tell authors and sponsor that the outcome is there."""
    for person_id in sorted(set(people)):
        outbox.owe(session, "letter_published", {"person_id": person_id, "pitch": pitch_key}, at=at)


def deadline_extended(
    session: Session,
    round_key: str,
    investor_id: int,
    moved: tuple[date, date],
    *,
    reason: str,
    at: datetime,
) -> None:
    """Tell an investor until when money is committed now, from when it moved, and why."""
    was, until = (day.isoformat() for day in moved)
    facts = {"person_id": investor_id, "round": round_key, "was": was, "until": until, "reason": reason}
    outbox.owe(session, "deadline_extended", facts, at=at)


def numbers_questioned(
    session: Session, pitch_key: str, presenter_id: int, lines: int, *, at: datetime
) -> None:
    """Tell the presenter that finance questions lines of theirs; the reasons are on the pitch's page."""
    facts = {"person_id": presenter_id, "pitch": pitch_key, "count": lines}
    outbox.owe(session, "numbers_questioned", facts, at=at)


def standing_asked(session: Session, key: str, owner_id: int, *, at: datetime) -> None:
    """Ask finance and the owner of the fund for the second person of a standing approval."""
    outbox.owe(session, "standing_asked", {"standing": key, "person_id": owner_id}, at=at)


def shortfall_raised(session: Session, shortfall_key: str, owner_id: int, *, at: datetime) -> None:
    """Tell the fund's owner and finance that a fund lacks money, and that a list waits for them."""
    outbox.owe(session, "shortfall_raised", {"person_id": owner_id, "shortfall": shortfall_key}, at=at)


def money_cut(
    session: Session, pitch_key: str, people: Iterable[int], amount: int, reason: str, *, at: datetime
) -> None:
    """Tell whoever is behind a pitch what it lost by a shortfall of its fund, and why."""
    for person_id in sorted(set(people)):
        facts = {"person_id": person_id, "pitch": pitch_key, "amount": amount, "reason": reason}
        outbox.owe(session, "money_cut", facts, at=at)


def supplement_asked(session: Session, person_id: int, key: str, *, at: datetime) -> None:
    """Tell an investor with free money that a funded pitch asks for more."""
    outbox.owe(session, "supplement_asked", {"person_id": person_id, "supplement": key}, at=at)


def supplement_covered(session: Session, key: str, *, at: datetime) -> None:
    """Tell finance that more money for a funded pitch waits for a review."""
    outbox.owe(session, "supplement_covered", {"supplement": key}, at=at)


def supplement_ended(session: Session, person_id: int, key: str, *, at: datetime) -> None:
    """Tell whoever asked or committed how more money for a funded pitch ended."""
    outbox.owe(session, "supplement_ended", {"person_id": person_id, "supplement": key}, at=at)
