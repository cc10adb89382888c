"""Figures of a projection file."""

import json
from pathlib import Path
from typing import Any

from pitchdeck.base.errors import Invalid
from pitchdeck.features import projection

LARGEST_FILE = 2_000_000


def figures_of(path: Path) -> dict[str, Any]:
    """The figures of a file in the format of the projection, under `inputs` or bare.

    Raises Invalid for what is no JSON, no number (NaN, Infinity) or not in the format, each with its place.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise Invalid({"file": f"{path.name} is larger than 2 MB; a pitch takes some 20 kB."})
    try:
        data = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as wrong:
        raise Invalid({"file": f"{path.name} is not readable as JSON: {wrong}"}) from wrong
    if not isinstance(data, dict):
        raise Invalid({"file": f"{path.name} must hold an object with costs and benefits."})
    try:
        inputs = projection.parse(data.get("inputs", data))
    except projection.InputError as wrong:
        raise Invalid({place: f"{place}: {words}" for place, words in wrong.errors.items()}) from wrong
    return projection.figures_document(projection.project(inputs), projection.simulate(inputs))


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is not a number")
