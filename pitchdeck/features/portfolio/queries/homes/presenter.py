"""What awaits people who write pitches."""

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.history import History
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import (
    Commitment,
    Condition,
    ConditionAnswer,
    Letter,
    Resolution,
    Review,
)
from pitchdeck.features.investments.models import ClosingAnswer, ClosingReview
from pitchdeck.features.investments.queries import Tracked
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.figures import BenefitRow, Content, missing
from pitchdeck.features.pitches.models import BenefitLine, Draft, Pitch
from pitchdeck.features.pitches.queries import PitchLine, pitches_of
from pitchdeck.features.portfolio.queries.homes.supplements import overspent
from pitchdeck.features.portfolio.queries.homes.task import Change, Moment, Part, Task
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.strategy.queries import ClaimRow, claims_of

Rows = Select[*tuple[Any, ...]]
NUDGE_AFTER, CHANGED_WITHIN = timedelta(days=3), timedelta(days=30)
TAKEN_OUT = {"costs", "benefits"}
WORDS = tuple(each.name for each in fields(Content) if each.name not in TAKEN_OUT)


@dataclass(frozen=True, slots=True)
class Mine:
    """The presenter's own: pitches on their way, and investments under way."""

    pitches: tuple[PitchLine, ...]
    tracked: tuple[Tracked, ...]


_KEYS = bindparam("keys", expanding=True, type_=Pitch.key.type)
_IDS = bindparam("ids", expanding=True, type_=Pitch.id.type)
_LATEST = (
    select(func.max(History.id))
    .where(History.subject_kind == "pitch", History.verb == "sent_back", History.subject_key.in_(_KEYS))
    .group_by(History.subject_key)
)
_SENT_BACK: Rows = (
    select(History.subject_key, History.why, History.at).where(History.id.in_(_LATEST)).order_by(History.id)
)
_LAST_REVIEW = select(func.max(Review.id)).where(Review.pitch_id.in_(_IDS)).group_by(Review.pitch_id)
_REVIEWS: Rows = (
    select(Review.pitch_id, Review.reason, Review.at)
    .where(Review.id.in_(_LAST_REVIEW), Review.verdict == "sent_back")
    .order_by(Review.id)
)
_Hand = aliased(Person)
_LETTERS: Rows = (
    select(Pitch.ref, Pitch.title, Letter.outcome, Letter.at, who_did(Person, _Hand).label("name"))
    .join_from(Letter, Pitch, Pitch.id == Letter.pitch_id)
    .join(Person, Person.id == Letter.by_id)
    .outerjoin(_Hand, _Hand.id == Letter.deputy_id)
    .where(Letter.pitch_id.in_(_IDS), Letter.at >= bindparam("since", type_=Letter.at.type))
    .order_by(Letter.id.desc())
)
_CONDITIONS: Rows = (
    select(Pitch.ref, Pitch.title, Commitment.amount, Condition.words, Round.funding_closes_at, Round.kind)
    .join_from(Commitment, Condition, Condition.commitment_id == Commitment.id)
    .join(Pitch, Pitch.id == Commitment.pitch_id)
    .join(Round, Round.id == Pitch.round_id)
    .outerjoin(ConditionAnswer, ConditionAnswer.condition_id == Condition.id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(
        Pitch.presenter_id == bindparam("me", type_=Pitch.presenter_id.type),
        ConditionAnswer.id.is_(None),
        Resolution.id.is_(None),
    )
    .order_by(Commitment.id)
)
_AWAITED = select(ClosingReview.investment_id).where(
    ClosingReview.investment_id.in_(bindparam("ids", expanding=True, type_=Pitch.id.type)),
    ~exists().where(ClosingAnswer.review_id == ClosingReview.id),
)
_DRAFTS: Rows = select(Draft.pitch_id, *(getattr(Draft, name) for name in WORDS)).where(
    Draft.pitch_id.in_(_IDS)
)
_LINES: Rows = (
    select(
        BenefitLine.pitch_id,
        BenefitLine.kind,
        BenefitLine.label,
        BenefitLine.terms,
        BenefitLine.source,
        BenefitLine.measure_id,
    )
    .where(BenefitLine.pitch_id.in_(_IDS), BenefitLine.revision_no == 0)
    .order_by(BenefitLine.pitch_id, BenefitLine.position, BenefitLine.id)
)


def presenters_home(session: Session, me: Actor, tracked: tuple[Tracked, ...], now: Moment) -> Part:
    """Pitches sent back, silent sponsors, drafts with what is missing, readings due. Ten statements."""
    lines = pitches_of(session, me.id)
    keys, ids = [line.key for line in lines], [line.id for line in lines]
    sent_back = {row.subject_key: row for row in session.execute(_SENT_BACK, {"keys": keys})}
    claims = claims_of(session, tuple(keys))
    reviews = {row.pitch_id: row for row in session.execute(_REVIEWS, {"ids": ids})}
    needs = _needs(session, [line.id for line in lines if line.state == "draft"])
    letters = session.execute(_LETTERS, {"ids": ids, "since": now.at - CHANGED_WITHIN}).all()
    asks = session.execute(_CONDITIONS, {"me": me.id}).all()
    own = tuple(each for each in tracked if each.row.pitch_id in set(ids))
    awaited = set(session.execute(_AWAITED, {"ids": [each.row.id for each in own]}).scalars())
    tasks = [
        *(_returned(line, sent_back.get(line.key), now) for line in lines if line.state == "returned"),
        *(_reviewed(line, reviews[line.id], now) for line in lines if _waits(line, reviews)),
        *(task for line in lines if (task := _claim(line, claims.get(line.key), now))),
        *(_condition(row, now) for row in asks),
        *(_draft(line, needs.get(line.id, 0)) for line in lines if line.state == "draft"),
        *(task for each in own for task in _readings(each)),
        *(
            Task("closing_review", each.row.key, each.row.title, 10)
            for each in own
            if each.row.id not in awaited and _measured(each)
        ),
    ]
    tasks += overspent(session, own)
    changes = tuple(Change(f"letter_{row.outcome}", row.ref, row.title, row.at, row.name) for row in letters)
    return Part("presenter", tuple(tasks), changes, Mine(lines, own))


def _waits(line: PitchLine, reviews: dict[int, Any]) -> bool:
    return line.state == "in_review" and line.id in reviews


def _returned(line: PitchLine, row: Any, now: Moment) -> Task:
    why = "" if row is None else row.why
    since = None if row is None else now.day(row.at)
    return Task("sent_back", line.handle, line.title, 10, since=since, note=why)


def _reviewed(line: PitchLine, row: Any, now: Moment) -> Task:
    return Task("review_sent_back", line.handle, line.title, 10, since=now.day(row.at), note=row.reason)


def _claim(line: PitchLine, claim: ClaimRow | None, now: Moment) -> Task | None:
    if claim is None or line.state not in {"draft", "submitted", "returned", "screened"}:
        return None
    if claim.verdict == "no":
        return Task("claim_refused", line.handle, line.title, 10, note=claim.reason or "")
    if claim.verdict is None and now.at - claim.asked_at >= NUDGE_AFTER:
        return Task("sponsor_silent", line.handle, line.title, 1, since=now.day(claim.asked_at))
    return None


def _condition(row: Any, now: Moment) -> Task:
    due = None if row.kind == "rolling" else now.day(row.funding_closes_at)
    return Task("condition", row.ref, row.title, 1, due=due, amount=row.amount, note=row.words)


def _draft(line: PitchLine, count: int) -> Task:
    return Task("draft" if count else "draft_ready", line.handle, line.title, 1 + count, count=count)


def _readings(tracked: Tracked) -> list[Task]:
    return [
        Task(
            "reading_due",
            tracked.row.key,
            tracked.row.title,
            5,
            due=period.on,
            late=period.state == "overdue",
        )
        for period in tracked.standing.periods
        if period.state in {"due", "overdue"} and tracked.row.state != "stopped"
    ]


def _measured(tracked: Tracked) -> bool:
    """Whether a programme was stopped, or delivered with nothing more to be read: its review is next."""
    ready = all(each.state in {"evidenced", "overdue"} for each in tracked.standing.periods)
    return tracked.row.state == "stopped" or (tracked.row.state in {"delivered", "tracking"} and ready)


def _needs(session: Session, ids: list[int]) -> dict[int, int]:
    """How many things each draft still needs before it can be submitted."""
    benefits: dict[int, list[BenefitRow]] = {}
    for pitch_id, *line in session.execute(_LINES, {"ids": ids}):
        benefits.setdefault(pitch_id, []).append(BenefitRow(*line))
    found = {}
    for pitch_id, *words in session.execute(_DRAFTS, {"ids": ids}):
        values = dict(zip(WORDS, words, strict=True))
        values["readings"] = tuple(values["readings"])
        found[pitch_id] = len(missing(Content(**values, benefits=tuple(benefits.get(pitch_id, ())))))
    return found
