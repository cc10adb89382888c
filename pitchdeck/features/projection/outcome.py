"""What a projection is: its figures, its month vectors and the lines they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pitchdeck.features.projection.benefits import BenefitLine
from pitchdeck.features.projection.costs import CostLine
from pitchdeck.features.projection.figure import Figure, Vector
from pitchdeck.features.projection.headline import Window


@dataclass(frozen=True)
class CostTotal:
    """What a cost line adds up to over the horizon; `hours` are its team's, `unused_hours` a retainer's."""

    line: CostLine
    budget: float
    time: float
    hours: float
    unused_hours: float


@dataclass(frozen=True)
class BenefitTotal:
    """What one benefit line brings inside the headline window, and over the horizon."""

    line: BenefitLine
    headline: float
    total: float


@dataclass(frozen=True)
class Lines:
    """The lines with their totals, in the order of the inputs."""

    costs: tuple[CostTotal, ...]
    benefits: tuple[BenefitTotal, ...]


@dataclass(frozen=True)
class Projection:
    """A computed projection. Vectors run over index 0 … horizon, money is in the major unit.

    `split` holds the shares of the headline benefit that are cashable, avoided and capacity.
    """

    figures: Mapping[str, Figure]
    budget_cost: Vector
    time_cost: Vector
    benefit: Vector
    cashable_benefit: Vector
    net: Vector
    cumulative: Vector
    hours_by_team: Mapping[str, Vector]
    split: Mapping[str, Figure]
    lines: Lines
    window: Window
    rate: float
