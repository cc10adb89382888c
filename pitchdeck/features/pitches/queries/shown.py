"""What the page of a pitch shows: its newest revision as it was frozen, or the draft before there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.features.pitches.figures import (
    TIERS,
    Content,
    OptionRow,
    Settings,
    claim_sentence,
    frozen_options,
    frozen_tiers,
    nothing_claimed,
    of_tier,
)
from pitchdeck.features.pitches.queries.appraisal import Appraisal, appraise, blockers, gap_of
from pitchdeck.features.pitches.queries.one import PitchRow
from pitchdeck.features.pitches.queries.revisions import RevisionRow, asks_of, revision_row
from pitchdeck.features.projection import (
    BenefitTotal,
    Check,
    CostTotal,
    Figure,
    Inputs,
    Projection,
    Simulation,
    frozen_figures,
    projection_as_frozen,
    simulation_as_frozen,
    thaw,
)
from pitchdeck.features.strategy import queries as strategy
from pitchdeck.features.strategy.queries import ClaimRow, MeasureRow


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as it was frozen: a value of twelve significant digits, or the reason why there is none."""

    value: Decimal | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TierShown:
    """A tier with what it asks by year; no figures where a minimum is an amount and not made of lines."""

    name: str
    asks: Mapping[int, int]
    figures: Mapping[str, Stated]

    @property
    def ask_minor(self) -> int:
        """The whole ask, in minor units."""
        return sum(self.asks.values())


@dataclass(frozen=True, slots=True)
class OptionShown:
    """An option with its figures; `row` None is the pitch itself. `nothing_minor` is of doing nothing."""

    label: str
    row: OptionRow | None
    figures: Mapping[str, Stated]
    nothing_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A pitch to read; `number` 0 is the draft. `blockers` say what keeps a draft from being submitted."""

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
    tiers: tuple[TierShown, ...] = ()
    options: tuple[OptionShown, ...] = ()
    simulation: Simulation | None = None

    @property
    def ask_minor(self) -> int:
        """The whole ask, in minor units."""
        return sum(self.asks.values())


def shown(session: Session, pitch: PitchRow) -> Shown:
    """The newest revision of a pitch, or its draft while there is none."""
    if pitch.revision_no:
        return _of_revision(session, pitch, revision_row(session, pitch.id, pitch.revision_no))
    return of_draft(appraise(session, pitch.id, pitch.key))


def _of_revision(session: Session, pitch: PitchRow, revision: RevisionRow) -> Shown:
    facts = revision.facts
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
        tiers=tiers_shown(facts.get("tiers", {}), asks, figures),
        options=options_shown(facts.get("options", ()), figures),
        simulation=simulation_as_frozen(revision.figures),
    )


def tiers_shown(
    others: Mapping[str, Any], asks: Mapping[int, int], figures: Mapping[str, Stated]
) -> tuple[TierShown, ...]:
    """The tiers of a pitch from the lowest, when there is more than the requested one; `others` as frozen."""
    if not others:
        return ()
    requested = TierShown("requested", asks, figures)
    found = {
        name: TierShown(
            name,
            {int(year): minor for year, minor in sorted(tier["asks"].items())},
            stated(tier["figures"]) if "figures" in tier else {},
        )
        for name, tier in others.items()
    } | {"requested": requested}
    return tuple(found[name] for name in TIERS if name in found)


def options_shown(
    others: Sequence[Mapping[str, Any]], figures: Mapping[str, Stated]
) -> tuple[OptionShown, ...]:
    """Doing nothing, the pitch itself and its other options, when it was compared; `others` as frozen."""
    found = [
        OptionShown(
            each["row"]["label"], OptionRow(**each["row"]), stated(each["figures"]), each["nothing_minor"]
        )
        for each in others
    ]
    return (found[0], OptionShown("This pitch", None, figures), *found[1:]) if found else ()


def stated(figures_json: str) -> dict[str, Stated]:
    """The frozen figures by name."""
    return _stated(frozen_figures(figures_json))


def _stated(figures: Mapping[str, Figure]) -> dict[str, Stated]:
    return {
        name: Stated(None if one.value is None else Decimal(repr(one.value)), one.reason)
        for name, one in figures.items()
    }


def of_draft(draft: Appraisal) -> Shown:
    """The draft as its page shows it."""
    projection = draft.projected.projection
    figures = _stated(projection.figures)
    sentence = claim_sentence(draft.claimed, gap_of(draft.measure)) if draft.claimed and draft.measure else ""
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
        sentence=sentence,
        checks=draft.checks,
        blockers=blockers(draft),
        breakeven_minutes=nothing_claimed(requested, draft.settings, projection).minutes_per_week.value,
        tiers=tiers_shown(frozen_tiers(draft.tiers), draft.asks, figures),
        options=options_shown(frozen_options(draft.options), figures),
        simulation=draft.simulation,
    )
