"""A pitch beside itself: its tiers, its options and what is worth having without a value in money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pitchdeck.features.pitches.figures import (
    FIRST_YEAR,
    TIERS,
    Content,
    IntangibleRow,
    OptionRow,
    Settings,
    frozen_options,
    frozen_tiers,
    options_of,
    tiers_of,
)
from pitchdeck.features.pitches.queries.revisions import RevisionRow
from pitchdeck.features.projection import Figure, freeze, frozen_figures


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
class Compared:
    """What a pitch is compared with; empty parts are not there."""

    settings: Settings
    tiers: tuple[TierShown, ...]
    options: tuple[OptionShown, ...]
    intangibles: tuple[IntangibleRow, ...]
    headline_months: int = FIRST_YEAR


def compared_draft(content: Content, settings: Settings, *, alone: bool = False) -> Compared:
    """The comparison of a draft as it is saved or typed now, `alone` with doing nothing at least."""
    tiers = tiers_of(content, settings)
    requested = next(tier for tier in tiers if tier.name == "requested")
    figures = {}
    if requested.found:
        figures = stated(freeze(requested.found.inputs, requested.found.projection).figures_json)
    return Compared(
        settings,
        tiers_shown(frozen_tiers(tiers), requested.asks, figures),
        options_shown(frozen_options(options_of(content, settings, alone=alone)), figures),
        content.intangibles,
        content.headline_months,
    )


def compared_revision(revision: RevisionRow) -> Compared:
    """The comparison of a submitted version, as it was frozen."""
    facts, figures = revision.facts, stated(revision.figures)
    asks = {int(year): minor for year, minor in sorted(facts["asks"].items())}
    return Compared(
        Settings(**facts["settings"]),
        tiers_shown(facts.get("tiers", {}), asks, figures),
        options_shown(facts.get("options", ()), figures),
        revision.content.intangibles,
        revision.content.headline_months,
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
    return as_stated(frozen_figures(figures_json))


def as_stated(figures: Mapping[str, Figure]) -> dict[str, Stated]:
    """Figures as they are frozen, or as they would be."""
    return {
        name: Stated(None if one.value is None else Decimal(repr(one.value)), one.reason)
        for name, one in figures.items()
    }
