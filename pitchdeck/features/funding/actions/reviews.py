"""Finance's four verdicts on a pitch in review; only an approval moves money, none is announced yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import figures, notices, queries
from pitchdeck.features.funding.actions.announcing import announce
from pitchdeck.features.funding.actions.posting import Ending, open_account, resolve, settle
from pitchdeck.features.funding.actions.promises import approve_promises
from pitchdeck.features.funding.figures import Part
from pitchdeck.features.funding.models import Review, Tranche
from pitchdeck.features.funding.policy import PartFacts, limit_of
from pitchdeck.features.funding.queries import HeldRow
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import agreements_of, asks_by_tier, pitch_to_change
from pitchdeck.features.rounds.queries import hold_round

LONGEST = 200
"""Characters of the conditions of an approval."""
WORDS = {"approved": "approved", "on_hold": "put_on_hold", "sent_back": "review_sent_back"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a verdict rests on."""

    verdict: str
    reason: str
    amounts: dict[int, int] = field(default_factory=dict)
    rule: str = ""
    limit: int | None = None


def approve(
    session: Session, handle: str, *, by: Actor, at: datetime, reason: str = "", conditions: str = ""
) -> dict[int, int]:
    """Approve a pitch up to its highest covered tier: that money is committed, the rest is free again.

    What is promised of later years is approved with it, and binds the funds that have not opened. The review
    names the revision's hash, the amounts per fiscal year, the rule and the limit used; tranches
    are made to the last minor unit, and the first of them waits for the conditions, if there are any.
    Embargoed until the round is published; in a rolling round it is announced at once. Answers with the
    amounts by fiscal year. Raises NotFound, NotAllowed with the rule's reason, or Conflict without a covered
    tier or while the head of the unit has not agreed to hours above its limit.
    """
    pitch, facts = _taken(session, handle, by, at)
    policy.require("review:give", by, facts)
    found = approvable(session, pitch, facts)
    policy.require("review:approve", by, replace(facts, amount=found.amount))
    reason = " ".join(part for part in (reason.strip(), _on(conditions)) if part)
    ground = Ground("approved", reason, found.amounts, f"{figures.RULE}{found.tier}", limit_of(by, "finance"))
    return carry_out(session, pitch, facts, found, ground, conditions=conditions, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Approvable:
    """What an approval would commit: the highest covered tier, its amounts by year, how each money ends.

    `ahead` is the part of the amounts that is promised of years that have not opened.
    """

    tier: str
    amounts: dict[int, int]
    ahead: dict[int, int]
    endings: list[Ending]

    @property
    def amount(self) -> int:
        """All of it, over the years."""
        return sum(self.amounts.values())


def approvable(session: Session, pitch: Pitch, facts: PartFacts) -> Approvable:
    """What an approval of a locked pitch would commit; Conflict when something still stands in its way."""
    rows = queries.held_of(session, [pitch.id])
    waits = queries.unagreed(session, agreements_of(session, [facts.revision_id]))
    if waits:
        raise Conflict(f"{pitch.ref} cannot be approved yet. {waits}")
    tied = {row.id for row in queries.pending_of(session, [pitch.id])}
    counting = tuple(row for row in rows if row.id not in tied)
    tier, amounts = _covered(session, facts, pitch)
    firm, ahead = figures.apart(amounts, [row.held for row in counting])
    return Approvable(tier, amounts, ahead, _endings(rows, counting, firm))


def carry_out(
    session: Session,
    pitch: Pitch,
    facts: PartFacts,
    found: Approvable,
    ground: Ground,
    *,
    by: Actor,
    at: datetime,
    conditions: str = "",
) -> dict[int, int]:
    """Write an approval and commit its money; who may has been checked. Answers with the amounts by year."""
    amounts, ahead, endings, rule = found.amounts, found.ahead, found.endings, ground.rule
    promised = queries.advances.promised_to(session, [pitch.id])
    review_id = _write(session, facts, ground, by=by, at=at)
    resolve(session, endings, reason=rule, by=by, at=at)
    parts = figures.tranches(amounts, the_organisation(session).single_minor, conditions.strip())
    make_tranches(session, facts.pitch_id, parts)
    detail = {"revision_hash": facts.revision_hash, "amounts": _keyed(amounts), "rule": rule}
    detail |= {"promised": _keyed(ahead)} if ahead else {}
    history.record(session, ("pitch", pitch.key), "approved", by=by, at=at, why=ground.reason, detail=detail)
    for year in amounts:
        open_account(session, "committed", facts.currency, pitch_id=pitch.id, fiscal_year=year)
    # First: what a promise gives back makes room under a ceiling that committing then lowers.
    approve_promises(session, review_id, promised, ahead, reason=rule, by=by, at=at)
    settle(session, endings, reason=rule, by=by, at=at)
    announce(session, pitch, facts, by=by, at=at)
    return amounts


def _endings(rows: Sequence[HeldRow], counting: Sequence[HeldRow], amounts: dict[int, int]) -> list[Ending]:
    """How each commitment ends; money behind a condition that nobody accepted is free again."""
    ended = {each.id: each for each in figures.settle([row.held for row in counting], amounts)}
    kept = {row.id: ended[row.id].kept if row.id in ended else 0 for row in rows}
    return [Ending(row, kept[row.id], row.amount - kept[row.id]) for row in rows]


def approve_with_conditions(
    session: Session, handle: str, *, by: Actor, at: datetime, reason: str
) -> dict[int, int]:
    """Approve a pitch, its first money behind conditions that the letter names; as `approve`.

    Raises Invalid without conditions, or with more than fit on the one-pager.
    """
    if not reason.strip():
        raise Invalid({"reason": "Name the conditions: the first tranche waits until they are met."})
    if len(reason.strip()) > LONGEST:
        told = f"{len(reason.strip())} characters: the one-pager prints at most {LONGEST}. Say it shorter."
        raise Invalid({"reason": told})
    return approve(session, handle, by=by, at=at, conditions=reason)


def put_on_hold(session: Session, handle: str, *, reason: str, by: Actor, at: datetime) -> None:
    """Leave a pitch undecided with the reason; published so, it is waitlisted."""
    _judge(session, handle, "on_hold", reason, by=by, at=at)


def send_back_review(session: Session, handle: str, *, reason: str, by: Actor, at: datetime) -> None:
    """Ask the presenter for what is missing; published so, the pitch is waitlisted."""
    pitch = _judge(session, handle, "sent_back", reason, by=by, at=at)
    notices.review_sent_back(session, pitch.key, pitch.presenter_id, reason=reason.strip(), at=at)


def decline(session: Session, handle: str, *, reason: str, by: Actor, at: datetime) -> None:
    """Decline a pitch with the reason; its money is free as soon as that is published."""
    _judge(session, handle, "declined", reason, by=by, at=at)


def _judge(session: Session, handle: str, verdict: str, reason: str, *, by: Actor, at: datetime) -> Pitch:
    pitch, facts = _taken(session, handle, by, at)
    policy.require("review:give", by, facts)
    if not reason.strip():
        raise Invalid({"reason": "Say why in a sentence: the reason stands in the letter."})
    _write(session, facts, Ground(verdict, reason.strip()), by=by, at=at)
    past = WORDS.get(verdict, verdict)
    history.record(session, ("pitch", pitch.key), past, by=by, at=at, why=reason.strip())
    announce(session, pitch, facts, by=by, at=at)
    return pitch


def _taken(session: Session, handle: str, by: Actor, at: datetime) -> tuple[Pitch, PartFacts]:
    """The pitch, locked with its round, and the actor's part in it under those locks."""
    hold_round(session, queries.facts_of_part(session, handle, by).round_id)
    pitch = pitch_to_change(session, handle)
    return pitch, queries.facts_of_part(session, handle, by, at=at)


def _covered(session: Session, facts: PartFacts, pitch: Pitch) -> tuple[str, dict[int, int]]:
    """The highest covered tier and what of its ask is reserved or promised, by fiscal year."""
    asked = asks_by_tier(session, facts.revision_id)
    counted = queries.counted(session, pitch.id)
    held = counted.by_year
    tier = figures.highest_covered(asked, held, facts.fiscal_year, counted.ahead)
    if tier is None:
        raise Conflict(_not_covered(pitch, asked.get("minimum") or asked["requested"], held, facts.currency))
    return tier, {year: min(amount, held[year]) for year, amount in asked[tier].items() if held.get(year)}


def _not_covered(pitch: Pitch, least: dict[int, int], held: dict[int, int], currency: str) -> str:
    """Which years of its minimum miss how much, and which verdicts are left."""
    missing = ", ".join(
        f"{in_words(amount - held.get(year, 0), currency)} of {in_words(amount, currency)} for {year}"
        for year, amount in sorted(least.items())
        if held.get(year, 0) < amount
    )
    words = (
        f"{pitch.ref} is not covered: of its minimum {missing or 'a part'} is neither reserved nor promised."
    )
    return f"{words} Put it on hold, send it back or decline it."


def _keyed(amounts: dict[int, int]) -> dict[str, int]:
    return {str(year): amount for year, amount in amounts.items()}


def _write(session: Session, facts: PartFacts, ground: Ground, *, by: Actor, at: datetime) -> int:
    row: dict[str, Any] = {
        "pitch_id": facts.pitch_id,
        "revision_id": facts.revision_id,
        "verdict": ground.verdict,
        "revision_hash": facts.revision_hash,
        "amounts": _keyed(ground.amounts),
        "rule": ground.rule,
        "limit_minor": ground.limit,
        "reason": ground.reason,
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }
    return int(session.execute(insert(Review).returning(Review.id), [row]).scalar_one())


def _on(conditions: str) -> str:
    return f"On condition: {conditions.strip()}" if conditions.strip() else ""


def make_tranches(session: Session, pitch_id: int, parts: Sequence[Part]) -> None:
    """Write the tranches of what was approved, numbered in their order."""
    rows = [
        {
            "key": new_key(),
            "pitch_id": pitch_id,
            "number": number,
            "fiscal_year": part.fiscal_year,
            "amount": part.amount,
            "condition": part.condition,
        }
        for number, part in enumerate(parts, start=1)
    ]
    session.execute(insert(Tranche), rows)
