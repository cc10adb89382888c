"""Committing money from a purse, taking it back, and stepping out of a pitch."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.closed_funds import refuse_closed_purses
from pitchdeck.features.funding.actions.conditions import refuse_wordy, write_condition
from pitchdeck.features.funding.actions.covering import COVERED, follow
from pitchdeck.features.funding.actions.freeing import free_promises
from pitchdeck.features.funding.actions.handing import follow_on
from pitchdeck.features.funding.actions.posting import Move, free, post
from pitchdeck.features.funding.actions.restrictions import refuse_outside
from pitchdeck.features.funding.actions.returning import return_all, return_promises
from pitchdeck.features.funding.actions.standbys import tell_of_room
from pitchdeck.features.funding.models import Commitment
from pitchdeck.features.funding.policy import PartFacts
from pitchdeck.features.funding.queries import AccountRow, HeldRow, Limit, PurseRow
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import pitch_for, pitch_to_change
from pitchdeck.features.pitches.workflow import PITCH
from pitchdeck.features.rounds.queries import hold_round
from pitchdeck.features.scoring.models import Recusal


@dataclass(frozen=True, slots=True)
class Made:
    """A commitment as its investor is told: what it took, and what the purse has left."""

    key: str
    amount: int
    left: int
    covered: bool


def commit(
    session: Session,
    purse_key: str,
    handle: str,
    amount: int,
    *,
    by: Actor,
    at: datetime,
    up_to_needed: bool = False,
    condition: str = "",
) -> Made:
    """Reserve `amount` minor units of a purse for a pitch's current revision, in the purse's fiscal year.

    With `up_to_needed` less is taken when less is needed. The pitch is covered in the same act when every
    open year of its minimum is reserved or promised; money with a `condition` counts once the presenter
    accepts it. Raises NotFound, NotAllowed, or Invalid with the figures.
    """
    purse = queries.purse_of_key(session, purse_key)
    hold_round(session, purse.round_id)
    pitch = pitch_to_change(session, handle)
    facts = queries.facts_of_part(session, pitch.key, by, purse_key=purse_key, at=at)
    policy.require("commitment:make", by, facts)
    source = queries.of_purses(session, [purse.id])[purse.id]
    target = _reserved(session, pitch, purse)
    limit = queries.limits_of(session, [purse.key], facts.revision_id).get(purse.key)
    taken = _most(amount, target, limit) if up_to_needed else amount
    _refuse_beyond(pitch, purse, taken, source.balance, target.room)
    refuse_outside(limit, facts.pitch_ref, taken, purse.currency)
    commitment = _write(session, facts, purse, taken, by=by, at=at)
    detail = {"amount": taken, "fiscal_year": purse.fiscal_year, "purse": purse.key}
    history.record(session, ("pitch", pitch.key), "committed", by=by, at=at, detail=detail)
    _tell(session, pitch, commitment[0], taken, condition.strip(), at=at)
    held = queries.lock_accounts(session, [source.id, target.id])
    # The first look was without a lock, so that the hot rows are held for as short as can be.
    _refuse_beyond(pitch, purse, taken, held[source.id].balance, target.room)
    post(session, [Move("reserve", source, target, taken, commitment[0])], by=by, at=at)
    follow_on(session, pitch, facts, by=by, at=at)
    return Made(commitment[1], taken, held[source.id].balance - taken, pitch.state in COVERED)


def _most(amount: int, target: AccountRow, limit: Limit | None) -> int:
    """What of an amount is still needed, and within what its fund is for; all of it where nothing is."""
    room = target.room if limit is None or not limit.room else min(target.room, limit.room)
    return min(amount, room)


def _tell(
    session: Session, pitch: Pitch, commitment_id: int, amount: int, condition: str, *, at: datetime
) -> None:
    """Tell the presenter of the money, or ask for the answer to its condition."""
    if not condition:
        notices.committed(session, pitch.key, pitch.presenter_id, amount, at=at)
        return
    refuse_wordy(condition)
    write_condition(session, commitment_id, condition)
    notices.condition_asked(session, pitch.key, pitch.presenter_id, amount, condition, at=at)


def _reserved(session: Session, pitch: Pitch, purse: PurseRow) -> AccountRow:
    found = queries.of_pitch(session, pitch.id).get(("reserved", purse.fiscal_year))
    if found is None:
        words = f"{pitch.ref} asks nothing of {purse.fiscal_year}, the year of {purse.fund_name}."
        raise Invalid({"amount": f"{words} Choose a purse of a year that it asks for."})
    return found


def _refuse_beyond(pitch: Pitch, purse: PurseRow, amount: int, free: int, room: int) -> None:
    """Invalid when the amount does not fit, with what would (`free` in the purse, `room` under the ask)."""
    money = purse.currency
    if amount <= 0 and room > 0:
        raise Invalid({"amount": "Enter the amount that you commit: more than zero."})
    if room <= 0:
        words = f"{pitch.ref} needs nothing more for {purse.fiscal_year}: its ask is reserved."
        raise Invalid({"amount": f"{words} Stand by for it, or commit to another pitch."})
    if amount <= min(free, room):
        return
    most = f"Enter at most {in_words(min(free, room), money)}." if free else "Choose another purse."
    entered = f"you entered {in_words(amount, money)}. {most}"
    if amount > free:
        raise Invalid({"amount": f"Your purse {purse.fund_name} has {in_words(free, money)} free; {entered}"})
    needs = f"{pitch.ref} still needs {in_words(room, money)} for {purse.fiscal_year}"
    raise Invalid({"amount": f"{needs}; {entered}"})


def _write(
    session: Session, facts: PartFacts, purse: PurseRow, amount: int, *, by: Actor, at: datetime
) -> tuple[int, str]:
    row = {
        "key": new_key(),
        "purse_id": purse.id,
        "pitch_id": facts.pitch_id,
        "revision_id": facts.revision_id,
        "fiscal_year": purse.fiscal_year,
        "amount": amount,
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }
    made = session.execute(insert(Commitment).returning(Commitment.id, Commitment.key), [row]).one()
    return made.id, made.key


def withdraw_commitment(session: Session, key: str, *, by: Actor, at: datetime, why: str = "") -> HeldRow:
    """Take a commitment back into its purse while the round is funding.

    Raises NotFound, also to whoever may not know whose money it is, or NotAllowed with the rule's reason.
    """
    row = queries.held_of_key(session, key)
    pitch, facts = _hold(session, row.pitch_key, by, at)
    if row.by_id != by.id and not queries.knows_whose(by, facts):
        raise NotFound
    policy.require("commitment:withdraw", by, queries.facts_for_withdrawal(session, key, at=at))
    detail = {"amount": row.amount, "fiscal_year": row.fiscal_year}
    history.record(
        session, ("pitch", pitch.key), "commitment_withdrawn", by=by, at=at, why=why, detail=detail
    )
    free(session, [row], reason=why or "withdrawn by its investor", by=by, at=at)
    follow(session, pitch, facts, by=by, at=at)
    tell_of_room(session, pitch, facts, [row.fiscal_year], by=by, at=at)
    return row


def _hold(session: Session, handle: str, by: Actor, at: datetime) -> tuple[Pitch, PartFacts]:
    """Hold the round of a pitch against a change of stage, and the pitch; the facts as they are then."""
    seen = queries.facts_of_part(session, handle, by)
    hold_round(session, seen.round_id)
    pitch = pitch_to_change(session, seen.pitch_key)
    return pitch, queries.facts_of_part(session, handle, by, at=at)


def recuse(session: Session, handle: str, reason: str, *, by: Actor, at: datetime) -> int:
    """Declare a personal conflict: the person's score is missing, and their money is free again.

    Answers with the minor units freed. Raises NotFound, NotAllowed, or Invalid without a reason.
    """
    pitch_for(session, handle, by)  # what one may not see answers as what does not exist
    pitch, facts = _hold(session, handle, by, at)
    policy.require("pitch:recuse", by, facts)
    if not reason.strip():
        raise Invalid({"reason": "Name the conflict in a few words: finance and the auditor read them."})
    row = {"pitch_id": pitch.id, "person_id": by.id, "kind": "personal", "reason": reason.strip(), "at": at}
    session.execute(insert(Recusal), [row])
    own = [each for each in queries.held_of(session, [pitch.id]) if each.by_id == by.id]
    promised = [each for each in queries.advances.promised_to(session, [pitch.id]) if each.by_id == by.id]
    freed = sum([*(each.amount for each in own), *(each.amount for each in promised)])
    # The reason is the person's own matter: it stays in the recusal, which finance and the auditor read.
    history.record(session, ("pitch", pitch.key), "recused", by=by, at=at, detail={"freed": freed})
    free(session, own, reason="its investor declared a conflict", by=by, at=at)
    free_promises(session, promised, reason="Its investor declared a conflict.", by=by, at=at)
    follow(session, pitch, facts, by=by, at=at)
    tell_of_room(session, pitch, facts, [each.fiscal_year for each in own], by=by, at=at)
    return freed


def withdraw(session: Session, handle: str, *, by: Actor, at: datetime, why: str = "") -> Pitch:
    """Take a pitch back: whatever was reserved or committed for it returns to the purses.

    Raises NotFound, NotAllowed, or Conflict once it is decided, or while its money is of a closed fund.
    """
    seen = pitch_for(session, handle, by)
    if seen.round_id is not None:
        hold_round(session, seen.round_id)
    pitch = pitch_to_change(session, seen.key)
    policy.require("pitch:withdraw", by, seen.facts)
    PITCH.step("withdraw", pitch.state)
    held = queries.held_of(session, [pitch.id])
    refuse_closed_purses(session, pitch.ref or pitch.key, held)
    pitches.move(session, pitch, "withdraw", by=by, at=at, why=why.strip())
    reason = "the pitch was withdrawn"
    return_all(session, held, reason=reason, by=by, at=at)
    return_promises(session, [pitch], reason="The pitch was withdrawn.", by=by, at=at)
    return pitch
