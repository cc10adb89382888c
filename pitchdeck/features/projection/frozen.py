"""Freezing a projection with its revision: canonical text, its hash, the proof that it recomputes."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from pitchdeck.features.projection.benefits import BenefitLine
from pitchdeck.features.projection.by_month import months_document, projection_of
from pitchdeck.features.projection.costs import KINDS
from pitchdeck.features.projection.engine import project
from pitchdeck.features.projection.figure import Figure
from pitchdeck.features.projection.inputs import Inputs, parse
from pitchdeck.features.projection.outcome import Projection
from pitchdeck.features.projection.ranges import has_ranges
from pitchdeck.features.projection.simulation import (
    Simulation,
    simulate,
    simulation_document,
    simulation_of,
)

# Raised whenever the same inputs may give other figures; older revisions are then checked by their hash only.
ENGINE_VERSION = "2"
SIGNIFICANT_DIGITS = 12
AGREEMENT = 1e-9


# What the stored figures hold beside the figures themselves.
MONTHS, SIMULATION = "by_month", "simulated"


@dataclass(frozen=True)
class Frozen:
    """A projection as it is stored with a revision: `hash` is the SHA-256 of `inputs_json`."""

    inputs_json: str
    figures_json: str
    hash: str
    engine_version: str


def freeze(inputs: Inputs, projection: Projection) -> Frozen:
    """The projection in its stored form; with ranges also simulated, by a seed that the inputs decide."""
    if has_ranges(inputs) and inputs.seed is None:
        inputs = replace(inputs, seed=seed_of(inputs))
    inputs_json = canonical_json(inputs.to_data())
    figures_json = _stored_json(projection, simulate(inputs))
    return Frozen(inputs_json, figures_json, inputs_hash(inputs_json), ENGINE_VERSION)


def inputs_hash(inputs_json: str) -> str:
    """SHA-256 of the canonical inputs, in hexadecimal."""
    return hashlib.sha256(inputs_json.encode()).hexdigest()


def thaw(inputs_json: str) -> Inputs:
    """The inputs that were frozen; raises InputError or ValueError when the text is not what was stored."""
    return parse(_with_numbers(json.loads(inputs_json)))


def seed_of(inputs: Inputs) -> int:
    """The seed of a revision's simulation: the first digits of the hash of its inputs without a seed."""
    return int(inputs_hash(canonical_json(replace(inputs, seed=None).to_data()))[:8], 16)


def frozen_figures(figures_json: str) -> dict[str, Figure]:
    """The figures as they were stored, whichever engine computed them."""
    return {
        name: Figure(None, one["reason"]) if "reason" in one else Figure.of(float(one["value"]))
        for name, one in json.loads(figures_json).items()
        if name not in (MONTHS, SIMULATION)
    }


def projection_as_frozen(inputs_json: str, figures_json: str) -> Projection:
    """The projection as it was stored, which no newer engine changes.

    Revisions of engine 1 kept their figures alone: their months are laid out anew, by rules still the same.
    Raises InputError or ValueError when the stored text cannot be read.
    """
    inputs, stored = thaw(inputs_json), json.loads(figures_json)
    figures = frozen_figures(figures_json)
    if MONTHS not in stored:
        return replace(project(inputs), figures=figures)
    return projection_of(inputs, figures, stored[MONTHS])


def simulation_as_frozen(figures_json: str) -> Simulation | None:
    """The simulation as it was stored; None when the revision has none."""
    stored = json.loads(figures_json).get(SIMULATION)
    if stored is None:
        return None
    figures = frozen_figures(figures_json)
    return simulation_of({name: figures[name] for name in stored["figures"]}, stored)


def recompute_differs(frozen_inputs_json: str, figures_json: str) -> list[str]:
    """The names of what recomputing the frozen inputs does not give again, within 1e-9; sorted.

    Raises InputError or ValueError when the stored text cannot be read.
    """
    inputs = thaw(frozen_inputs_json)
    stored = json.loads(figures_json)
    now = json.loads(_stored_json(project(inputs), simulate(inputs)))
    return sorted(name for name in stored.keys() | now.keys() if not _agree(stored.get(name), now.get(name)))


def _agree(stored: Any, now: Any) -> bool:
    if isinstance(stored, Mapping) and isinstance(now, Mapping):
        return stored.keys() == now.keys() and all(_agree(stored[name], now[name]) for name in stored)
    if isinstance(stored, list) and isinstance(now, list):
        return len(stored) == len(now) and all(map(_agree, stored, now))
    try:
        return math.isclose(float(stored), float(now), rel_tol=AGREEMENT, abs_tol=AGREEMENT)
    except (TypeError, ValueError):
        return bool(stored == now)


def figures_document(
    projection: Projection, simulation: Simulation | None = None
) -> dict[str, dict[str, float | str]]:
    """Every figure under its name, as {"value": …} or {"reason": …}."""
    simulated = simulation.figures if simulation else {}
    return {name: stated(figure) for name, figure in sorted({**projection.figures, **simulated}.items())}


def stated(figure: Figure) -> dict[str, float | str]:
    """One figure as {"value": …} or {"reason": …}."""
    return {"reason": str(figure.reason)} if figure.value is None else {"value": figure.value}


def _stored_json(projection: Projection, simulation: Simulation | None) -> str:
    stored: dict[str, Any] = {**figures_document(projection, simulation), MONTHS: months_document(projection)}
    if simulation is not None:
        stored[SIMULATION] = simulation_document(simulation)
    return canonical_json(_replaced(stored, lambda _, leaf: _rounded(leaf)))


def _rounded(leaf: Any) -> Any:
    return Decimal(f"{leaf:.{SIGNIFICANT_DIGITS}g}") if isinstance(leaf, float) else leaf


def canonical_json(data: Any) -> str:
    """One text for one content: keys sorted, no spaces, every number a normalised decimal string."""
    return json.dumps(_with_decimals(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _with_decimals(data: Any) -> Any:
    return _replaced(data, lambda _, leaf: _decimal_text(leaf))


def _decimal_text(leaf: Any) -> Any:
    if isinstance(leaf, bool) or not isinstance(leaf, int | float | Decimal):
        return leaf
    exact = Decimal(repr(leaf)) if isinstance(leaf, float) else Decimal(leaf)
    return f"{exact.normalize():f}" if exact else "0"


def _with_numbers(data: Any) -> Any:
    return _replaced(
        data, lambda name, leaf: float(leaf) if isinstance(leaf, str) and name not in WORDS else leaf
    )


def _words() -> frozenset[str]:
    """The terms whose values are words; every other text in frozen inputs is a number."""
    lines = (*KINDS.values(), BenefitLine)
    return frozenset({"kind"}) | {
        term.name for line in lines for term in fields(line) if str(term.type).startswith("str")
    }


WORDS = _words()


def _replaced(data: Any, change: Callable[[str, Any], Any], name: str = "") -> Any:
    if isinstance(data, Mapping):
        return {key: _replaced(value, change, key) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_replaced(value, change, name) for value in data]
    return change(name, data)
