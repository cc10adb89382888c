"""The inputs of a pitch from a file that a person chose: JSON of the file format, or the workbook."""

from dataclasses import dataclass

from pitchdeck.delivery.sheets import excel_in, json_in
from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.found import Wrong
from pitchdeck.features.projection import Inputs

MOST_BYTES = 2_000_000
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: its inputs, or everything that is wrong with them, each with its place."""

    inputs: Inputs | None
    wrong: tuple[Wrong, ...]
    format: str


def inputs_of(data: bytes) -> Read:
    """The inputs in these bytes; Unreadable when they are no file of inputs at all."""
    if not data:
        raise Unreadable("This file is empty. Choose the workbook of a pitch, or its inputs as JSON.")
    if len(data) > MOST_BYTES:
        raise Unreadable("This file is larger than 2 MB; the inputs of a pitch take less than one.")
    if data.startswith(OLD_EXCEL):
        raise Unreadable(
            "This is a workbook of the old format, or one with a password. Save it as .xlsx without one."
        )
    if data.startswith(ZIP):
        inputs, wrong = excel_in.inputs_of(data)
        return Read(inputs, wrong, "Excel")
    inputs, wrong = json_in.inputs_of(data)
    return Read(inputs, wrong, "JSON")
