"""The end of an investment: its closing review, the sponsor's word on it, and closing it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict, Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding import queries as funded
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions.life import move
from pitchdeck.features.investments.models import ClosingAnswer, ClosingReview, Investment
from pitchdeck.features.investments.queries import Tracked
from pitchdeck.features.people.queries import local_day
from pitchdeck.features.pitches.queries import pitch_of_id, pitch_to_change

MISSING = {
    "obtained": "Say what was obtained, beside what was promised.",
    "why": "Say why it came out so: what worked, and what did not.",
    "lesson": "Say what the next programme does otherwise: the lesson is what remains.",
}


@dataclass(frozen=True, slots=True)
class Review:
    """What the presenter says at the end."""

    obtained: str
    why: str
    lesson: str


def write_review(session: Session, key: str, review: Review, *, by: Actor, at: datetime) -> str:
    """Write the closing review and ask the sponsor to confirm it; answers with its key.

    The figures of this day are kept with it. Raises NotFound, NotAllowed with the rule's reason, Invalid for
    what is not said, and Conflict while a reading is still to come or waits for its word.
    """
    investment, tracked = _held(session, key, by, at)
    facts = queries.facts_of_closing(session, tracked, queries.review_of(session, investment.id))
    policy.require("investment:review", by, facts)
    said = {name: getattr(review, name).strip() for name in MISSING}
    wrong = {name: words for name, words in MISSING.items() if not said[name]}
    if wrong:
        raise Invalid(wrong)
    words = queries.too_early(session, tracked)
    if words:
        raise Conflict(words)
    real = tracked.standing.realised
    row = ClosingReview(
        key=new_key(),
        investment_id=investment.id,
        **said,
        planned_cost=tracked.minor(real.plan_cost_to_date),
        cost=tracked.minor(real.actual_cost),
        planned_benefit=tracked.minor(real.plan_benefit_to_date),
        benefit=tracked.minor(real.actual_benefit),
        by_id=by.id,
        deputy_id=by.deputy_id,
        at=at,
    )
    session.add(row)
    session.flush()
    subject, detail = ("investment", key), {"review": row.key}
    history.record(session, subject, "review_written", by=by, at=at, why=said["obtained"], detail=detail)
    told = {"review": row.key, "investment": key, "person_id": facts.owner_id}
    outbox.owe(session, "closing_asked", told, at=at)
    return row.key


def answer_review(
    session: Session, key: str, *, verdict: str, reason: str = "", by: Actor, at: datetime
) -> None:
    """Confirm a closing review, after which nothing is added to the investment, or send it back.

    Raises NotFound, NotAllowed with the rule's reason, Invalid without a verdict or the reason of sending
    back, and Conflict when a newer review was written.
    """
    investment, tracked = _held(session, queries.review_of_key(session, key).investment_key, by, at)
    newest = queries.review_of(session, investment.id)
    if newest is None or newest.key != key:
        raise Conflict("The presenter wrote a newer review. Open that one.")
    policy.require("closing:answer", by, queries.facts_of_closing(session, tracked, newest))
    reason = reason.strip()
    if verdict not in {"confirmed", "sent_back"}:
        raise Invalid({"verdict": "Confirm it or send it back."})
    if verdict == "sent_back" and not reason:
        raise Invalid({"reason": "Say what is missing or wrong: the presenter writes it anew."})
    answer = ClosingAnswer(
        review_id=newest.id, verdict=verdict, reason=reason, by_id=by.id, deputy_id=by.deputy_id, at=at
    )
    session.add(answer)
    session.flush()
    if verdict == "confirmed":
        move(session, investment, "review", by=by, at=at, why=reason)
    else:
        detail = {"review": key}
        subject = ("investment", investment.key)
        history.record(session, subject, "review_sent_back", by=by, at=at, why=reason, detail=detail)
    told = {"review": key, "investment": investment.key, "person_id": tracked.row.presenter_id}
    outbox.owe(session, "closing_answered", told, at=at)


def close(session: Session, key: str, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Close a reviewed investment; what is left of its money goes back to its funds, or lapses.

    Answers with the minor units returned and lapsed. Raises NotFound, NotAllowed with the rule's reason, and
    Conflict while an overrun, a contract, an accrual or a reported cost is open.
    """
    seen = queries.tracked_of_key(session, key, today=local_day(session, at))
    if seen is None:
        raise NotFound
    pitch = pitch_to_change(session, pitch_of_id(session, seen.row.pitch_id).key)
    investment, tracked = _held(session, key, by, at)
    review = queries.review_of(session, investment.id)
    policy.require("investment:close", by, queries.facts_of_closing(session, tracked, review))
    words = queries.still_open(session, tracked)
    if words:
        raise Conflict(words)
    reason = f"{tracked.row.ref} was closed."
    funding.end_open_of(session, pitch.id, reason, by=by, at=at)
    rows = funding.return_rest(session, pitch.id, reason=reason, by=by, at=at)
    returned = sum(row.amount for row in rows if row.open)
    lapsed = sum(row.amount for row in rows if not row.open)
    lesson = review.lesson if review else ""
    move(session, investment, "close", by=by, at=at, why=lesson, returned=returned, lapsed=lapsed)
    told = {"investment": key, "returned": returned, "lapsed": lapsed}
    people = {tracked.row.presenter_id, tracked.row.sponsor_id, *(row.by_id for row in rows)}
    for person_id in sorted(people | set(funded.fund_owners_of(session, pitch.key))):
        outbox.owe(session, "investment_closed", {**told, "person_id": person_id}, at=at)
    return returned, lapsed


def _held(session: Session, key: str, by: Actor, at: datetime) -> tuple[Investment, Tracked]:
    """The investment, locked, and where it stands; NotFound to whoever may not see it."""
    investment = queries.investment_to_change(session, key)
    queries.seen(by, queries.around(session, investment.pitch_id), investment.state)
    tracked = queries.tracked_of_key(session, key, today=local_day(session, at))
    if tracked is None:
        raise NotFound
    return investment, tracked
