"""Sheets and charts drawn ahead: when somebody opens one after a step of its pitch, it is there already."""

from datetime import UTC, datetime, timedelta
from typing import cast

from sqlalchemy.orm import Session

from pitchdeck.base import outbox
from pitchdeck.base.db import Writing
from pitchdeck.base.outbox import Owed
from pitchdeck.delivery.charts.of_pitch import drawings
from pitchdeck.delivery.documents import DocumentUnavailable, Press
from pitchdeck.delivery.documents.facts_of_pitch import one_pager_of
from pitchdeck.delivery.jobs.tasks import Facts, GiveUp, Shop
from pitchdeck.features.investments import queries as investments
from pitchdeck.features.people import queries as people
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.pitches.policy import PRIVATE

APART = timedelta(seconds=1)


def owe_sheet(session: Session, facts: Facts, *, at: datetime) -> None:
    """Owe the sheet of the pitch that a notice is about; several notices of one minute owe it once."""
    pitch = facts.get("pitch")
    if pitch is None and "investment" in facts:
        tracked = investments.tracked_of_key(
            session, facts["investment"], today=people.local_day(session, at)
        )
        pitch = pitches.pitch_of_id(session, tracked.row.pitch_id).key if tracked else None
    if pitch is not None:
        for kind in ("charts", "sheet"):
            outbox.owe(session, kind, {"pitch": pitch}, at=at, key=f"{kind} {pitch} {at:%Y-%m-%dT%H:%M}")


def draw_sheet(shop: Shop, owed: Owed) -> None:
    """Draw the one-pager as its presenter sees it today, and keep it."""
    now = datetime.now(UTC)
    with shop.database.snapshot() as session:
        settings = people.organisation(session)
        pitch = pitches.pitch_of_key(session, owed.facts["pitch"])
        if settings is None or pitch.revision_no == 0:
            return
        facts = one_pager_of(session, pitch, settings, today=settings.day(now))
    try:
        _press(shop).one_pager(facts)
    except DocumentUnavailable as missing:
        raise GiveUp("PDFs cannot be made on this machine: Pango is missing.") from missing


def draw_charts(shop: Shop, owed: Owed) -> None:
    """Draw the charts of a pitch's newest revision, and of its draft while it is open for changes."""
    with shop.database.snapshot() as session:
        settings = people.organisation(session)
        pitch = pitches.pitch_of_key(session, owed.facts["pitch"])
        if settings is None:
            return
        versions = [pitches.shown(session, pitch)]
        if pitch.revision_no and pitch.state in PRIVATE:
            versions.append(pitches.of_draft(pitches.appraise(session, pitch.id, pitch.key)))
    charts = _press(shop).charts
    for version in versions:
        for drawing in drawings(version, locale=settings.locale):
            charts.svg(drawing.spec)
            charts.svg(drawing.narrow)


def owe_all_charts(turn: Writing, _facts: Facts) -> None:
    """Owe the charts of every pitch once a day: settings and engines change, and pictures with them."""
    for key in pitches.keys_of_pitches(turn.session):
        facts, due = {"pitch": key}, f"charts {key} {turn.at:%Y-%m-%d}"
        outbox.owe(turn.session, "charts", facts, at=turn.at, key=due)


def owe_all_sheets(turn: Writing, _facts: Facts) -> None:
    """Owe the sheet of every living pitch after the look changed: one a second, so that letters get by."""
    for place, key in enumerate(pitches.keys_of_pitches(turn.session)):
        facts, due = {"pitch": key}, turn.at + APART * place
        name = f"sheet {key} {turn.at:%Y-%m-%dT%H:%M}"
        outbox.owe(turn.session, "sheet", facts, at=turn.at, due_at=due, key=name)


def _press(shop: Shop) -> Press:
    if "press" not in shop.tools:
        shop.tools["press"] = Press.of(shop.config)
    return cast(Press, shop.tools["press"])
