"""A CSV file as a person's spreadsheet wrote it: its encoding and separator are found, and said."""

import csv
from dataclasses import dataclass

MOST_BYTES, MOST_ROWS, MOST_IN_A_CELL = 1_000_000, 2_000, 500
_SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab"}


class Unreadable(ValueError):
    """The file is no table that can be read; the words say why, and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: column names in lower case, and rows of text, each with its line number in the file."""

    encoding: str
    separator: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def column(self, names: tuple[str, ...]) -> int | None:
        """Where the first column of one of these names stands."""
        return next((place for place, name in enumerate(self.head) if name in names), None)


def sheet_of(data: bytes) -> Sheet:
    """The table in these bytes; Unreadable when there is none, or too much of it."""
    if len(data) > MOST_BYTES:
        raise Unreadable("This file is larger than 1 MB. Split it, and import one part after the other.")
    text, encoding = _decoded(data)
    return table_of(text, encoding)


def table_of(text: str, encoding: str) -> Sheet:
    """The table in a text that was decoded before; Unreadable when there is none."""
    if "\x00" in text:
        raise Unreadable("This is no CSV file: it holds characters that no text has. Save it as CSV first.")
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    try:
        read = csv.reader(lines, delimiter=separator, strict=True)
        cells = [(read.line_num, tuple(cell.strip() for cell in row)) for row in read]
    except csv.Error as broken:
        raise Unreadable(f"A quotation mark is not closed ({broken}). Look at the quoted cells.") from broken
    kept = [(number, row) for number, row in cells if any(row)]
    if len(kept) <= 1:
        raise Unreadable("There is no row below the column names. The first line names the columns.")
    if len(kept) > MOST_ROWS + 1:
        told = f"There are {len(kept) - 1:,} rows; at most {MOST_ROWS:,} fit at once."
        raise Unreadable(f"{told} Split the file.")
    head = tuple(name.casefold() for name in kept[0][1])
    rows = tuple((number, (*row, *[""] * (len(head) - len(row)))[: len(head)]) for number, row in kept[1:])
    return Sheet(encoding, _SEPARATORS[separator], head, rows)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(b"\xef\xbb\xbf"):
        data, named = data[3:], "UTF-8 with a mark"
    else:
        named = "UTF-8"
    try:
        return data.decode("utf-8"), named
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("windows-1252"), "Windows-1252"
    except UnicodeDecodeError as broken:
        raise Unreadable("This is neither UTF-8 nor Windows-1252. Save it as “CSV UTF-8”.") from broken
