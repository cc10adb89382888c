"""Freezing a projection with its revision: canonical text, its hash, the proof that it recomputes."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from pitchdeck.features.projection.benefits import BenefitLine
from pitchdeck.features.projection.costs import KINDS
from pitchdeck.features.projection.engine import project
from pitchdeck.features.projection.figure import Figure
from pitchdeck.features.projection.inputs import Inputs, parse
from pitchdeck.features.projection.outcome import Projection

# Raised whenever the same inputs may give other figures; older revisions are then checked by their hash only.
ENGINE_VERSION = "1"
SIGNIFICANT_DIGITS = 12
AGREEMENT = 1e-9


@dataclass(frozen=True)
class Frozen:
    """A projection as it is stored with a revision: `hash` is the SHA-256 of `inputs_json`."""

    inputs_json: str
    figures_json: str
    hash: str
    engine_version: str


def freeze(inputs: Inputs, projection: Projection) -> Frozen:
    """The projection in its stored form."""
    inputs_json = canonical_json(inputs.to_data())
    return Frozen(inputs_json, _figures_json(projection), inputs_hash(inputs_json), ENGINE_VERSION)


def inputs_hash(inputs_json: str) -> str:
    """SHA-256 of the canonical inputs, in hexadecimal."""
    return hashlib.sha256(inputs_json.encode()).hexdigest()


def thaw(inputs_json: str) -> Inputs:
    """The inputs that were frozen; raises InputError or ValueError when the text is not what was stored."""
    return parse(_with_numbers(json.loads(inputs_json)))


def recompute_differs(frozen_inputs_json: str, figures_json: str) -> list[str]:
    """The names of the figures that recomputing the frozen inputs does not give again, within 1e-9; sorted.

    Raises InputError or ValueError when the stored text cannot be read.
    """
    stored: dict[str, Mapping[str, str]] = json.loads(figures_json)
    now = figures_document(project(thaw(frozen_inputs_json)))
    return sorted(name for name in stored.keys() | now.keys() if not _agree(stored.get(name), now.get(name)))


def _agree(stored: Mapping[str, str] | None, now: Mapping[str, float | str] | None) -> bool:
    if stored is None or now is None or "value" not in stored or "value" not in now:
        return stored == now
    return math.isclose(float(stored["value"]), float(now["value"]), rel_tol=AGREEMENT, abs_tol=AGREEMENT)


def figures_document(projection: Projection) -> dict[str, dict[str, float | str]]:
    """Every figure under its name, as {"value": …} or {"reason": …}."""
    return {name: stated(figure) for name, figure in sorted(projection.figures.items())}


def stated(figure: Figure) -> dict[str, float | str]:
    """One figure as {"value": …} or {"reason": …}."""
    return {"reason": str(figure.reason)} if figure.value is None else {"value": figure.value}


def _figures_json(projection: Projection) -> str:
    return canonical_json(
        {
            name: {"reason": figure.reason} if figure.value is None else {"value": _rounded(figure.value)}
            for name, figure in projection.figures.items()
        }
    )


def _rounded(value: float) -> Decimal:
    return Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}")


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
