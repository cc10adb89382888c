"""What the page of a pitch shows: its newest revision as it was frozen, or the draft before there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.features.pitches.figures import (
    FIRST_YEAR,
    Change,
    Content,
    Own,
    Settings,
    Version,
    changes,
    material,
    nothing_claimed,
    of_tier,
    own_values,
)
from pitchdeck.features.pitches.figures.changes import FIGURES
from pitchdeck.features.pitches.queries.appraisal import Appraisal, appraise, blockers
from pitchdeck.features.pitches.queries.compared import (
    Compared,
    Stated,
    as_stated,
    compared_draft,
    compared_revision,
    stated,
)
from pitchdeck.features.pitches.queries.one import PitchRow
from pitchdeck.features.pitches.queries.revisions import RevisionRow, asks_of, revision_row
from pitchdeck.features.pitches.queries.windows import WindowRow, asked_window
from pitchdeck.features.projection import (
    BenefitTotal,
    Check,
    CostTotal,
    Inputs,
    Projection,
    Simulation,
    projection_as_frozen,
    simulation_as_frozen,
    thaw,
)
from pitchdeck.features.strategy import queries as strategy
from pitchdeck.features.strategy.queries import ClaimRow, MeasureRow


@dataclass(frozen=True, slots=True)
class Shown:
    """A pitch to read; `number` 0 is the draft. `blockers` say what keeps a draft from being submitted.

    `changed` is what differs from the version before; nothing where there is none.
    """

    number: int
    hash: str
    submitted_at: datetime | None
    content: Content
    settings: Settings
    inputs: Inputs
    projection: Projection
    figures: Mapping[str, Stated]
    costs: tuple[CostTotal, ...]
    benefits: tuple[BenefitTotal, ...]
    asks: Mapping[int, int]
    minimum_minor: int
    measure: MeasureRow | None
    claim: ClaimRow | None
    sentence: str
    checks: tuple[Check, ...]
    blockers: Mapping[str, str]
    breakeven_minutes: float | None
    simulation: Simulation | None
    compared: Compared
    changed: tuple[Change, ...] = ()
    window: WindowRow | None = None

    @property
    def own_values(self) -> tuple[Own, ...]:
        """The values that are the pitch's own where its settings had a standard, line by line."""
        return own_values(self.content, self.settings, self.measure.value_minor if self.measure else None)

    @property
    def ask_minor(self) -> int:
        """The whole ask, in minor units."""
        return sum(self.asks.values())

    @property
    def material(self) -> tuple[str, ...]:
        """What makes the change from the version before material."""
        return material(self.changed)


def shown(session: Session, pitch: PitchRow) -> Shown:
    """The newest revision of a pitch, or its draft while there is none."""
    if pitch.revision_no:
        newest = revision_row(session, pitch.id, pitch.revision_no)
        return replace(_of_revision(session, pitch, newest), changed=_changed(session, newest))
    return of_draft(appraise(session, pitch.id, pitch.key))


def _changed(session: Session, newest: RevisionRow) -> tuple[Change, ...]:
    if newest.number == 1:
        return ()
    before = revision_row(session, newest.pitch_id, newest.number - 1)
    return changes(_version(before), _version(newest))


def _version(row: RevisionRow) -> Version:
    figures, lines = stated(row.figures), projection_as_frozen(row.inputs, row.figures).lines
    compared = {name: figures[name].value for name, _unit in FIGURES if name in figures}
    return Version(
        content=row.content,
        names={"goal": row.goal_name, "measure": row.measure_name, "sponsor": row.sponsor_name},
        figures={**compared, "ask": row.ask_minor, "minimum": row.minimum_minor},
        costs=lines.costs,
        benefits=lines.benefits,
    )


def _of_revision(session: Session, pitch: PitchRow, revision: RevisionRow) -> Shown:
    facts, months = revision.facts, revision.content.headline_months
    asks, figures = asks_of(session, revision.id), stated(revision.figures)
    projection = projection_as_frozen(revision.inputs, revision.figures)
    return Shown(
        number=revision.number,
        hash=revision.hash,
        submitted_at=revision.submitted_at,
        content=revision.content,
        settings=Settings(**facts["settings"]),
        figures=figures,
        inputs=thaw(revision.inputs),
        projection=projection,
        costs=projection.lines.costs,
        benefits=projection.lines.benefits,
        asks=asks,
        minimum_minor=revision.minimum_minor,
        measure=strategy.measure_row(session, revision.measure_id),
        claim=strategy.claim_of(session, pitch.key),
        sentence=facts["claim"]["sentence"],
        checks=tuple(Check(**one) for one in facts["checks"]),
        blockers={},
        breakeven_minutes=facts["breakeven_minutes_per_week"],
        simulation=simulation_as_frozen(revision.figures),
        compared=compared_revision(revision),
        window=None if months == FIRST_YEAR else asked_window(session, pitch.id, months),
    )


def of_draft(draft: Appraisal) -> Shown:
    """The draft as its page shows it."""
    projection = draft.projected.projection
    figures = as_stated(projection.figures)
    minimum = next((tier.ask_minor for tier in draft.tiers if tier.name == "minimum"), draft.ask_minor)
    requested = of_tier(draft.content, "requested")
    return Shown(
        number=0,
        hash="",
        submitted_at=None,
        content=requested,
        settings=draft.settings,
        inputs=draft.projected.inputs,
        projection=projection,
        figures=figures,
        costs=projection.lines.costs,
        benefits=projection.lines.benefits,
        asks=draft.asks,
        minimum_minor=minimum,
        measure=draft.measure,
        claim=draft.asked,
        sentence=draft.sentence,
        checks=draft.checks,
        blockers=blockers(draft),
        breakeven_minutes=nothing_claimed(requested, draft.settings, projection).minutes_per_week.value,
        simulation=draft.simulation,
        compared=compared_draft(draft.content, draft.settings),
        window=draft.window,
    )
