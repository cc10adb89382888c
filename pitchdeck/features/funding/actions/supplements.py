"""More money for a funded pitch: opened, committed to, and ended. Who asks is checked by investments."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.posting import Move, open_account, post, set_ceiling
from pitchdeck.features.funding.actions.returning import return_all
from pitchdeck.features.funding.models import Commitment, Supplement, SupplementEnd
from pitchdeck.features.funding.policy import SupplementFacts
from pitchdeck.features.funding.queries import PurseRow
from pitchdeck.features.funding.queries.supplements import PaysRow, SupplementRow
from pitchdeck.features.people.queries import local_day
from pitchdeck.features.pitches.queries import pitch_to_change
from pitchdeck.features.rounds.queries import RoundRow, hold_round


@dataclass(frozen=True, slots=True)
class Wanted:
    """More money that is asked of a fiscal year: minor units, what for, and until which day."""

    fiscal_year: int
    amount: int
    category: str
    reason: str
    benefit: str
    until_on: date


@dataclass(frozen=True, slots=True)
class Given:
    """A supplementary commitment as its investor is told: what it took, and what the purse has left."""

    key: str
    amount: int
    left: int
    covered: bool


def open_supplement(
    session: Session,
    pitch_key: str,
    revision: tuple[int, str],
    round_: RoundRow,
    wanted: Wanted,
    *,
    by: Actor,
    at: datetime,
) -> SupplementRow:
    """Write what is asked for and raise what may be reserved by it; `revision` is its id and currency.

    The caller holds the round and the pitch. Investors with free money there are told.
    """
    pitch = pitch_to_change(session, pitch_key)
    row = {
        "key": new_key(),
        "pitch_id": pitch.id,
        "revision_id": revision[0],
        "round_id": round_.id,
        "fiscal_year": wanted.fiscal_year,
        "amount": wanted.amount,
        "category": wanted.category,
        "reason": wanted.reason,
        "benefit": wanted.benefit,
        "until_on": wanted.until_on,
        **by.signed(at),
    }
    session.execute(insert(Supplement), [row])
    for kind in ("reserved", "committed"):
        open_account(session, kind, revision[1], pitch_id=pitch.id, fiscal_year=wanted.fiscal_year)
    made = queries.supplements.supplement_of_key(session, str(row["key"]))
    _raise(session, made, wanted.amount, "more money was asked for", by=by, at=at)
    detail = {"supplement": made.key, "amount": made.amount, "fiscal_year": made.fiscal_year}
    subject = ("pitch", pitch.key)
    history.record(session, subject, "more_asked", by=by, at=at, why=made.reason, detail=detail)
    facts = queries.supplements.facts_of_supplement(session, made, by)
    for person_id in queries.supplements.investors_to_ask(session, made, facts.authors):
        notices.supplement_asked(session, person_id, made.key, at=at)
    return made


def _raise(
    session: Session, row: SupplementRow, amount: int, reason: str, *, by: Actor, at: datetime
) -> None:
    """Raise what may be reserved for the pitch in that year, or lower it by a negative amount."""
    account = queries.of_pitch(session, row.pitch_id)["reserved", row.fiscal_year]
    held = queries.lock_accounts(session, [account.id])[account.id]
    set_ceiling(session, account, (held.ceiling or 0) + amount, reason=reason, by=by, at=at)


def hold(session: Session, key: str) -> SupplementRow:
    """Hold the round and the pitch of what is asked for; the row as it is then. NotFound without one."""
    seen = queries.supplements.supplement_of_key(session, key)
    hold_round(session, seen.round_id)
    pitch_to_change(session, seen.pitch_key)
    return queries.supplements.supplement_of_key(session, key)


def commit_more(
    session: Session,
    key: str,
    purse_key: str,
    amount: int,
    *,
    by: Actor,
    at: datetime,
    up_to_needed: bool = False,
) -> Given:
    """Reserve `amount` minor units of a purse for what a funded pitch asks for more.

    With `up_to_needed` less is taken when less is needed. Once all of it is reserved, finance is told.
    Raises NotFound, NotAllowed with the rule's reason, or Invalid with the figures.
    """
    row = hold(session, key)
    today = local_day(session, at)
    facts = queries.supplements.facts_of_supplement(session, row, by, purse_key=purse_key, today=today)
    if not policy.may("supplement:see", by, facts):
        raise NotFound
    policy.require("supplement:commit", by, facts)
    purse = queries.purse_of_key(session, purse_key)
    source = queries.of_purses(session, [purse.id])[purse.id]
    target = queries.of_pitch(session, row.pitch_id)["reserved", row.fiscal_year]
    taken = min(amount, row.needed) if up_to_needed else amount
    _refuse_purpose(session, row, purse, by)
    held = queries.lock_accounts(session, [source.id, target.id])
    _refuse_beyond(row, purse, taken, held[source.id].balance)
    made = _write(session, row, purse, taken, by=by, at=at)
    detail = {"amount": taken, "fiscal_year": row.fiscal_year, "purse": purse.key, "supplement": row.key}
    history.record(session, ("pitch", row.pitch_key), "committed", by=by, at=at, detail=detail)
    post(session, [Move("reserve", source, target, taken, made[0])], by=by, at=at)
    notices.committed(session, row.pitch_key, row.presenter_id, taken, at=at)
    covered = taken == row.needed
    if covered:
        notices.supplement_covered(session, row.key, at=at)
    return Given(made[1], taken, held[source.id].balance - taken, covered)


def _refuse_purpose(session: Session, row: SupplementRow, purse: PurseRow, by: Actor) -> None:
    own = queries.supplements.purses_for(session, row, by.id)
    pays: PaysRow = next(each for each in own if each.key == purse.key)
    if not pays.fits:
        words = f"{pays.fund_name} does not pay for this. {pays.purpose}: choose another purse."
        raise Invalid({"purse_key": words})


def _refuse_beyond(row: SupplementRow, purse: PurseRow, amount: int, free: int) -> None:
    """Invalid when the amount does not fit, with what would."""
    needed, money = row.needed, purse.currency
    if needed <= 0:
        raise Invalid({"amount": f"{row.ref} needs nothing more: all that it asks for is reserved."})
    if amount <= 0:
        raise Invalid({"amount": "Enter the amount that you commit: more than zero."})
    if amount <= min(free, needed):
        return
    most = f"Enter at most {in_words(min(free, needed), money)}." if free else "Choose another purse."
    entered = f"you entered {in_words(amount, money)}. {most}"
    if amount > free:
        raise Invalid({"amount": f"Your purse {purse.fund_name} has {in_words(free, money)} free; {entered}"})
    raise Invalid({"amount": f"{row.ref} still needs {in_words(needed, money)} more; {entered}"})


def _write(
    session: Session, row: SupplementRow, purse: PurseRow, amount: int, *, by: Actor, at: datetime
) -> tuple[int, str]:
    values = {
        "key": new_key(),
        "purse_id": purse.id,
        "pitch_id": row.pitch_id,
        "revision_id": row.revision_id,
        "fiscal_year": row.fiscal_year,
        "amount": amount,
        "supplement_id": row.id,
        **by.signed(at),
    }
    made = session.execute(insert(Commitment).returning(Commitment.id, Commitment.key), [values]).one()
    return made.id, made.key


def withdraw_supplement(session: Session, key: str, *, by: Actor, at: datetime, why: str) -> SupplementRow:
    """Take back what was asked for; its money is free again. NotFound, NotAllowed, or Invalid without why."""
    return _end_as(session, key, "withdraw", "withdrawn", why, by=by, at=at)


def decline_supplement(session: Session, key: str, *, by: Actor, at: datetime, reason: str) -> SupplementRow:
    """Decline what was asked for, as finance; its money is free again. Raises as `withdraw_supplement`."""
    return _end_as(session, key, "decline", "declined", reason, by=by, at=at)


def _end_as(
    session: Session, key: str, verb: str, outcome: str, why: str, *, by: Actor, at: datetime
) -> SupplementRow:
    row = hold(session, key)
    facts = queries.supplements.facts_of_supplement(session, row, by)
    refuse_unseen(by, facts)
    policy.require(f"supplement:{verb}", by, facts)
    if not why.strip():
        raise Invalid({"reason": "Say why in a sentence: the investors and the presenter read it."})
    end(session, row, outcome, why.strip(), by=by, at=at)
    return row


def refuse_unseen(by: Actor, facts: SupplementFacts) -> None:
    """NotFound for whoever may not know of it."""
    if not policy.may("supplement:see", by, facts):
        raise NotFound


def lapse_supplement(session: Session, key: str, *, at: datetime) -> bool:
    """End what was asked for once its last day has passed; its money is free again.

    The clock does it, in the name of the round's chair. False when it is over, or not yet time.
    """
    row = hold(session, key)
    if row.outcome is not None or local_day(session, at) <= row.until_on:
        return False
    given, asked = in_words(row.given, row.currency), in_words(row.amount, row.currency)
    last = f"{row.until_on.day} {row.until_on:%B %Y}"
    reason = f"{given} of {asked} were reserved by its last day, {last}, and nothing was approved."
    end(session, row, "lapsed", reason, by=Actor(row.chair_id, "", row.chair_name), at=at)
    return True


def end(session: Session, row: SupplementRow, outcome: str, reason: str, *, by: Actor, at: datetime) -> None:
    """End what was asked for without an approval: what was reserved is free, everybody concerned is told.

    The caller holds its round and its pitch.
    """
    held = queries.supplements.held_for(session, row.id)
    return_all(session, held, reason=reason, by=by, at=at)
    write_end(session, row, {"outcome": outcome, "reason": reason}, by=by, at=at)
    _raise(session, row, -row.amount, f"more money was {outcome}", by=by, at=at)


def write_end(session: Session, row: SupplementRow, said: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """Write how what was asked for ended, into the history too, and tell who presents it."""
    values = {"supplement_id": row.id, "revision_hash": "", "rule": "", "limit_minor": None, **said}
    session.execute(insert(SupplementEnd), [values | by.signed(at)])
    detail = {"supplement": row.key, "amount": row.amount, "fiscal_year": row.fiscal_year}
    past = f"more_{said['outcome']}"
    history.record(session, ("pitch", row.pitch_key), past, by=by, at=at, why=said["reason"], detail=detail)
    told = {row.presenter_id, *(each.by_id for each in queries.supplements.stakes_in(session, row.id))}
    for person_id in sorted(told):
        notices.supplement_ended(session, person_id, row.key, at=at)


def end_open_of(session: Session, pitch_id: int, reason: str, *, by: Actor, at: datetime) -> None:
    """End whatever a pitch still asks for, because its investment is over; the caller holds the pitch."""
    for row in queries.supplements.supplements_of(session, pitch_id):
        if row.outcome is None:
            end(session, row, "lapsed", reason, by=by, at=at)
