"""Rows that repeat (cost lines, benefit lines): added, removed, copied and moved by plain submit buttons.

A button's name is `op` and its value names the field, the row and the verb: `costs:2:up`, `costs::add`.
The order is changed in the submitted text itself, before any field reads it, so whatever was typed is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField

VERBS = ("add", "remove", "copy", "up", "down")
OP = "op"
_OP = re.compile(r"([a-z][a-z_]*):([0-9]{0,3}):(add|remove|copy|up|down)")
KEY = "key"  # a row's own identity in the database: a copy starts without one

Row = list[tuple[str, str]]


@dataclass(frozen=True)
class Op:
    """What a row's button asks for; `row` counts from 0, None for the list as a whole."""

    field: str
    row: int | None
    verb: str


def asked(formdata: MultiDict[str, str]) -> Op | None:
    """The operation on rows that the pressed button asks for, if it is one."""
    match = _OP.fullmatch(formdata.get(OP, ""))
    if match is None:
        return None
    return Op(match[1], int(match[2]) if match[2] else None, match[3])


def rows_of(formdata: MultiDict[str, str], field: str) -> list[Row]:
    """The submitted rows of one field in their order, each as (name inside the row, text)."""
    pattern = re.compile(re.escape(field) + r"-([0-9]{1,6})-(.+)", re.DOTALL)
    found: dict[int, Row] = {}
    for name, text in formdata.items(multi=True):
        match = pattern.fullmatch(name)
        if match:
            found.setdefault(int(match[1]), []).append((match[2], text))
    return [found[index] for index in sorted(found)]


def changed(rows: list[Row], op: Op) -> tuple[list[Row], int | None]:
    """The rows after the operation, and which of them should have the focus."""
    if op.verb == "add":
        return [*rows, [(KEY, "")]], len(rows)
    row = op.row
    if row is None or row >= len(rows):
        return rows, None
    before, this, after = rows[:row], rows[row], rows[row + 1 :]
    if op.verb == "remove":
        return before + after, min(row, len(rows) - 2) if len(rows) > 1 else None
    if op.verb == "copy":
        return [*before, this, [(name, text) for name, text in this if name != KEY], *after], row + 1
    target = row - 1 if op.verb == "up" else row + 1
    if not 0 <= target < len(rows):
        return rows, row
    moved = before + after
    moved.insert(target, this)
    return moved, target


def arranged(
    formdata: MultiDict[str, str], field: str, op: Op | None
) -> tuple[MultiDict[str, str], int | None]:
    """The submitted text with the rows of one field numbered from 0 without gaps, after the operation."""
    rows, focus = rows_of(formdata, field), None
    if op is not None and op.field == field:
        rows, focus = changed(rows, op)
    kept = [(name, text) for name, text in formdata.items(multi=True) if not name.startswith(f"{field}-")]
    dense = [(f"{field}-{i}-{name}", text) for i, row in enumerate(rows) for name, text in row]
    return MultiDict(kept + dense), focus


class LineForm(Form):
    """The fields of one row; without a token. A hidden field `key` carries its identity, if it has one."""


class Lines(FieldList):  # type: ignore[type-arg]  # generic only in its stubs
    """Rows of a LineForm, between `least` and `most` of them.

    `focus` is the row that an operation has just made or moved. The macro `lines` shows the row's buttons.
    """

    def __init__(
        self,
        line: type[LineForm],
        label: str | None = None,
        *,
        least: int = 0,
        most: int = 30,
        noun: str = "line",
        hint: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(FormField(line), label, min_entries=least, description=hint, **kwargs)
        self.least, self.most, self.noun, self.hint = least, most, noun, hint
        self.focus: int | None = None

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Validate every row; more rows than `most` are refused in words, and all are kept."""
        fine = super().validate(form, extra_validators)
        if len(self.entries) <= self.most:
            return fine
        self.too_many = f"There are {len(self.entries)} {self.noun}s; at most {self.most} fit. Remove some."
        return False

    too_many = ""

    @property
    def rows(self) -> list[LineForm]:
        """The row forms in their order."""
        return [entry.form for entry in self.entries]

    def values(self) -> list[dict[str, Any]]:
        """The data of every row in its order."""
        return [row.data for row in self.rows]

    def refused(self) -> Iterator[tuple[str, str, str]]:
        """Every refusal as (id, label, message), rows counted from 1."""
        if self.too_many:
            yield f"{self.id}-add", self.label.text, self.too_many
        for number, row in enumerate(self.rows, start=1):
            for field in row:
                for message in field.errors:
                    yield field.id, f"{self.noun.capitalize()} {number}, {field.label.text}", str(message)
