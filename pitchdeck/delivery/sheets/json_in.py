"""Inputs as JSON: the file format of `pitchdeck project`, under `inputs` or bare."""

import json
from typing import Any

from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.found import Wrong
from pitchdeck.features.projection import InputError, Inputs, parse

MEANT = "The file holds the inputs of a pitch as JSON: an object with costs and benefits."


def inputs_of(data: bytes) -> tuple[Inputs | None, tuple[Wrong, ...]]:
    """The inputs, or what is wrong with them by path; Unreadable for what is no JSON."""
    document = _document(data)
    inner = document.get("inputs", document)
    if not isinstance(inner, dict) or not ({"costs", "benefits"} & inner.keys()):
        raise Unreadable(f"There are neither costs nor benefits in it. {MEANT}")
    try:
        return parse(inner), ()
    except InputError as wrong:
        return None, tuple(Wrong(path, f"{words}.") for path, words in wrong.errors.items())


def text_of(inputs: Inputs) -> str:
    """The inputs in the file format, for people: one term a line."""
    return json.dumps(inputs.to_data(), indent=2, ensure_ascii=False) + "\n"


def _document(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as broken:
        raise Unreadable("This is neither a workbook (.xlsx) nor JSON in UTF-8.") from broken
    except RecursionError as deep:
        raise Unreadable(f"It is nested too deeply. {MEANT}") from deep
    except ValueError as broken:
        raise Unreadable(f"It is not readable as JSON: {broken}.") from broken
    if not isinstance(found, dict):
        raise Unreadable(f"It holds no object. {MEANT}")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is not a number")
