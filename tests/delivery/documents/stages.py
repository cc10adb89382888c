"""One story that brings pitches through every state, and the sheet of each pitch at each stage of it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pitchdeck.base.db import Database
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.documents.facts_of_pitch import one_pager_of
from pitchdeck.delivery.documents.one_pager import OnePager
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.models import Account, Tranche
from pitchdeck.features.investments import actions as investments
from pitchdeck.features.investments.actions.readings import ReadingEntry
from pitchdeck.features.investments.models import Investment
from pitchdeck.features.people.queries import organisation
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.models import Ask, Pitch
from pitchdeck.features.pitches.queries import PitchRow, RevisionRow, asks_of, pitch_for, revision_row
from pitchdeck.features.scoring import actions as scoring
from pitchdeck.features.strategy.models import Measure
from tests.factories import pitches as made
from tests.factories.cast import Cast
from tests.factories.scores import Known, give

AT = made.AT
VIEWERS = ("presenter", "sponsor", "investor1", "chair", "lead", "finance", "auditor")
SHORT = {"main", "least", "lapsed", "declined", "held"}


@dataclass(frozen=True)
class Seen:
    """A pitch at one stage: what its sheet says to each viewer, and what the tables say."""

    stage: str
    state: str
    investment: str | None
    facts: OnePager
    by_viewer: dict[str, OnePager]
    revision: RevisionRow
    asked: int
    ledger: dict[str, int]
    ref: str


@dataclass
class Story:
    """The acts, each at a moment of its own, and the stages that were looked at."""

    database: Database
    cast: Cast
    at: datetime = AT
    refs: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)

    def act(self, what: Callable[..., Any], *args: Any, by: str, **more: Any) -> Any:
        """Do one act a minute after the one before."""
        self.at += timedelta(minutes=1)
        with self.database.writing() as turn:
            return what(turn.session, *args, by=self.cast.actors[by], at=self.at, **more)

    def make(self, what: Callable[[Session], Any]) -> Any:
        with self.database.writing() as turn:
            return what(turn.session)

    def look(self, name: str, stage: str) -> Seen:
        """Keep what the sheet of a pitch says at this stage."""
        with self.database.snapshot() as session:
            found = self.seen[stage] = _look(session, self, name, stage)
        return found


def _look(session: Session, story: Story, name: str, stage: str) -> Seen:
    settings = organisation(session)
    assert settings is not None
    rows: dict[str, PitchRow] = {}
    for viewer in VIEWERS:
        with suppress(NotFound):  # not everybody may open every pitch at every stage
            rows[viewer] = pitch_for(session, story.refs[name], story.cast.actors[viewer])
    row, today = rows["presenter"], story.at.date()
    sheets = {who: one_pager_of(session, each, settings, today=today) for who, each in rows.items()}
    revision = revision_row(session, row.id, row.revision_no)
    asked = select(func.sum(Ask.amount)).where(Ask.revision_id == revision.id, Ask.tier == "requested")
    balances = (
        select(Account.kind, func.sum(Account.balance))
        .where(Account.pitch_id == row.id)
        .group_by(Account.kind)
    )
    return Seen(
        stage=stage,
        state=row.state,
        investment=session.scalar(select(Investment.state).where(Investment.pitch_id == row.id)),
        facts=sheets["presenter"],
        by_viewer=sheets,
        revision=revision,
        asked=int(session.scalar(asked) or 0),
        ledger={kind: int(total) for kind, total in session.execute(balances)},
        ref=story.refs[name],
    )


def _submit(story: Story, name: str, *, yes: bool = True, minimum: int | None = None) -> None:
    """Write, ask and submit a pitch on a measure of its own."""

    def write(session: Session) -> tuple[str, str]:
        aim = made.measure(session, story.cast, goal=f"Goal of {name}", name=f"Rework, {name}")
        pitch = made.asked(session, story.cast, aim.id, title=f"Pitch {name}")
        if minimum is not None:
            version = 7  # five steps saved, and the sponsor asked
            values = pitches.StepValues({"minimum_minor": minimum})
            by = story.cast.presenter
            pitches.save_draft(session, pitch.key, "send", values, version=version - 1, by=by, at=AT)
        pitches.submit(session, pitch.key, by=story.cast.presenter, at=AT)
        if yes:
            made.agree(session, story.cast, pitch)
        return pitch.key, pitch.ref or ""

    story.keys[name], story.refs[name] = story.make(write)


def tell(database: Database, cast: Cast) -> Story:
    """From the first submit to an investment that is tracked; every state of a pitch on the way."""
    story = Story(database, cast)
    story.make(lambda session: made.rates(session, cast))
    round_ = story.make(lambda session: _keys(made.open_round(session, cast)))
    _screening(story, round_.key)
    _scoring(story, round_)
    _funding(story, round_.key)
    _deciding(story, round_.key)
    _tracking(story)
    return story


def _keys(row: Any) -> Known:
    return Known(row.id, row.key, "", row.id)


def _screening(story: Story, round_key: str) -> None:
    for name in ("main", "lapsed", "declined", "held", "passed", "redirected", "merged", "returned"):
        _submit(story, name)
    _submit(story, "least", minimum=400_000)
    _submit(story, "silent", yes=False)
    _submit(story, "withdrawn")
    story.look("silent", "submitted, the sponsor is silent")
    story.look("main", "submitted")
    by = {"by": "lead"}
    story.act(pitches.redirect, story.keys["redirected"], why="A tool is missing.", **by)
    story.act(pitches.merge, story.keys["merged"], into=story.refs["main"], why="The same idea.", **by)
    story.act(pitches.send_back, story.keys["returned"], why="Name the audience.", **by)
    story.act(funding.withdraw, story.keys["withdrawn"], by="presenter")
    for name in ("redirected", "merged", "returned", "withdrawn"):
        story.look(name, name)
    for name in (*sorted(SHORT), "passed", "silent"):
        story.act(pitches.screen, story.keys[name], round_key=round_key, **by)
    story.look("main", "screened")


def _scoring(story: Story, round_: Known) -> None:
    story.at = AT + timedelta(days=31)
    story.act(pitches.open_scoring, round_.key, by="chair")
    story.look("main", "in scoring")
    for name in (*sorted(SHORT), "passed"):
        _judge(story, name, round_.id, 2 if name == "passed" else 4)
    story.look("main", "scored")
    story.at = AT + timedelta(days=46)
    story.act(scoring.close_scoring, round_.key, by="chair")
    story.look("silent", "expired")
    chosen = [story.refs[name] for name in sorted(SHORT)]
    story.act(scoring.shortlist, round_.key, chosen, by="chair")
    story.look("main", "shortlisted")
    story.look("passed", "passed over")


def _judge(story: Story, name: str, round_id: int, value: int) -> None:
    with story.database.writing() as turn:
        known = _known(turn.session, story.keys[name], round_id)
        for investor in (story.cast.investor1, story.cast.investor2):
            give(turn.session, known, value, by=investor, at=story.at)


def _known(session: Session, key: str, round_id: int) -> Known:
    pitch = session.execute(select(Pitch).where(Pitch.key == key)).scalar_one()
    return Known(pitch.id, pitch.key, pitch.ref or "", round_id)


def _funding(story: Story, round_key: str) -> None:
    story.act(funding.open_funding, round_key, by="chair")
    story.look("main", "in funding")
    fund = story.act(
        lambda session, **who: funding.open_fund(session, **_fund(story.cast), **who).key, by="finance"
    )
    story.act(lambda session, **who: funding.confirm_fund(session, fund, **who), by="finance2")
    investor = story.cast.investor1.id
    with story.database.reading() as session:
        round_id = session.scalar(select(Pitch.round_id).where(Pitch.key == story.keys["main"]))
    purse = story.act(
        funding.allot, fund, investor_id=investor, round_id=round_id, amount=50_000_000, by="fund_owner"
    )
    needed = _needed(story)
    story.act(funding.commit, purse, story.refs["main"], 100_000, by="investor1")
    story.look("main", "partly covered")
    for name, amount in (
        ("main", needed - 100_000),
        ("least", 500_000),
        ("declined", needed),
        ("held", needed),
        ("lapsed", 100),
    ):
        story.act(funding.commit, purse, story.refs[name], amount, by="investor1")
        for year, later in _later(story, name).items():
            story.act(funding.promise, purse, story.refs[name], year, later, by="investor1")
    story.look("main", "covered")
    story.at = AT + timedelta(days=60)
    story.act(funding.close_funding, round_key, by="chair")
    story.look("lapsed", "lapsed")


def _needed(story: Story) -> int:
    """What one of the pitches asks of the year that the purse pays for."""
    with story.database.reading() as session:
        pitch = session.scalar(select(Pitch.id).where(Pitch.key == story.keys["main"])) or 0
        revision = revision_row(session, pitch, 1)
        return asks_of(session, revision.id)[2026]


def _later(story: Story, name: str) -> dict[int, int]:
    """What a pitch asks of the years after, for which no fund is open: nothing of who lapses."""
    tier = {"least": "minimum", "lapsed": ""}.get(name, "requested")
    with story.database.reading() as session:
        pitch = session.scalar(select(Pitch.id).where(Pitch.key == story.keys[name])) or 0
        asked = asks_of(session, revision_row(session, pitch, 1).id, tier) if tier else {}
    return {year: amount for year, amount in asked.items() if year > 2026}


def _fund(cast: Cast) -> dict[str, Any]:
    return {
        "name": "Sales 2026",
        "unit_id": cast.units["Sales"],
        "fiscal_year": 2026,
        "amount": 60_000_000,
        "owner_id": cast.fund_owner.id,
    }


def _deciding(story: Story, round_key: str) -> None:
    for name in ("main", "least", "declined", "held"):
        story.look(name, f"in review: {name}")
    why = {"reason": "The rates are a year old.", "by": "finance"}
    story.act(funding.approve, story.refs["main"], by="finance")
    story.act(funding.approve, story.refs["least"], by="finance")
    story.act(funding.decline, story.refs["declined"], **why)
    story.act(funding.put_on_hold, story.refs["held"], **why)
    for name in ("main", "least", "declined", "held"):
        story.look(name, f"under embargo: {name}")
    story.act(funding.decide, round_key, by="chair")
    story.look("main", "decided, not published")
    story.act(funding.publish, round_key, by="chair")
    for name in ("least", "declined", "held", "passed", "silent", "lapsed"):
        story.look(name, f"published: {name}")
    story.look("main", "funded")
    story.act(funding.close_round, round_key, by="chair")


def _tracking(story: Story) -> None:
    story.at = AT + timedelta(days=70)
    with story.database.reading() as session:
        tranche = session.scalar(
            select(Tranche.key)
            .join(Pitch, Pitch.id == Tranche.pitch_id)
            .where(Pitch.key == story.keys["main"])
            .order_by(Tranche.number)
            .limit(1)
        )
        measure = session.scalar(select(Measure.key).where(Measure.name == "Rework, main"))
    key = story.act(investments.release, tranche, by="finance", reason="The contract is signed.")
    story.look("main", "running")
    story.at = AT + timedelta(days=160)
    story.act(investments.deliver, key, by="presenter", why="100 agents in four groups.")
    story.look("main", "delivered")
    first = _read(story, key, str(measure), story.at.date().replace(day=1))
    story.look("main", "tracking")
    _ending(story, key, str(measure), first)


def _read(story: Story, key: str, measure: str, since: date) -> str:
    """What was measured until the day of the story; its key."""
    entry = ReadingEntry(
        measure_key=measure,
        read_on=story.at.date(),
        covers_from=since,
        covers_to=story.at.date(),
        value=Decimal(4),
        isolation=Decimal("0.5"),
        confidence=Decimal("0.5"),
        method="manager",
        evidence="Tickets of the month.",
    )
    made: str = story.act(investments.record_reading, key, entry, by="presenter")
    return made


def _ending(story: Story, key: str, measure: str, first: str) -> None:
    """The last year of the plan is measured; the review is confirmed, and the investment closed."""
    since = (story.at.date().replace(day=1) + timedelta(days=32)).replace(day=1)
    story.at = AT + timedelta(days=1200)
    for reading in (first, _read(story, key, measure, since)):
        story.act(investments.attest, reading, verdict="attested", by="sponsor")
    said = investments.Review("Rework fell from 6 to 4 hours a week.", "Leads coached.", "Plan the coaching.")
    review = story.act(investments.write_review, key, said, by="presenter")
    story.act(investments.answer_review, review, verdict="confirmed", by="sponsor")
    story.look("main", "reviewed")
    story.act(investments.close, key, by="finance")
    story.look("main", "closed")
