"""What may happen when drivers are given as ranges: P10, P50 and P90, chances, and which driver matters most.

One level per kind of driver is drawn for all lines of a programme, because adoption, isolation and overrun
move together; a line that says why is drawn on its own. Confidence is a deliberate haircut, no uncertainty:
the headline keeps it, the simulation leaves it out on a line that has ranges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pitchdeck.features.projection.figure import Figure, Vector
from pitchdeck.features.projection.inputs import Inputs
from pitchdeck.features.projection.ranges import has_ranges
from pitchdeck.features.projection.tornado import Swing, tornado

DRAWS = 10_000
# A draft is simulated with the same seed at every keystroke, so that only its own changes move its figures.
SEED_OF_DRAFTS = 1


@dataclass(frozen=True)
class Band:
    """The cumulative net per index: one draw in ten stays below P10, half below P50, nine below P90."""

    p10: Vector
    p50: Vector
    p90: Vector


@dataclass(frozen=True)
class Simulation:
    """A simulated projection; P10 is the lower number of every figure, also of the payback, where it is good.

    `figures` holds `roi_net_pct`, `net`, `npv` and `payback_months`, each with `_p10`, `_p50` and `_p90`, and
    `chance_roi_positive` and `chance_roi_objective` from 0 to 1; `tornado` runs from the widest swing down.
    """

    figures: Mapping[str, Figure]
    band: Band
    tornado: tuple[Swing, ...]
    seed: int
    draws: int


def simulate(inputs: Inputs, *, draws: int = DRAWS) -> Simulation | None:
    """The simulation of the inputs by their own seed, or that of drafts; None when nothing has a range."""
    if not has_ranges(inputs):
        return None
    from pitchdeck.features.projection.monte_carlo import sample  # noqa: PLC0415  # numpy and scipy with it

    seed = SEED_OF_DRAFTS if inputs.seed is None else inputs.seed
    figures, (p10, p50, p90) = sample(inputs, draws=draws, seed=seed)
    return Simulation(figures, Band(p10, p50, p90), tornado(inputs), seed, draws)


def simulation_document(simulation: Simulation) -> dict[str, Any]:
    """What is stored of a simulation beside its figures, as plain data."""
    return {
        "seed": simulation.seed,
        "draws": simulation.draws,
        "figures": sorted(simulation.figures),
        "band": asdict(simulation.band),
        "tornado": [asdict(swing) for swing in simulation.tornado],
    }


def simulation_of(figures: Mapping[str, Figure], stored: Mapping[str, Any]) -> Simulation:
    """The simulation that was stored, with its figures; nothing is drawn again."""
    band = {point: tuple(float(amount) for amount in months) for point, months in stored["band"].items()}
    return Simulation(
        figures=figures,
        band=Band(**band),
        tornado=tuple(_swing_of(swing) for swing in stored["tornado"]),
        seed=int(stored["seed"]),
        draws=int(stored["draws"]),
    )


def _swing_of(stored: Mapping[str, Any]) -> Swing:
    numbers: dict[str, Any] = {
        name: None if amount is None else float(amount)
        for name, amount in stored.items()
        if name not in ("driver", "label")
    }
    return Swing(driver=stored["driver"], label=stored["label"], **numbers)
