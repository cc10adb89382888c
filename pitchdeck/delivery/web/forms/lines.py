"""Rows that repeat (cost lines, benefit lines): added, removed, copied and moved by plain submit buttons.

A button's name is `op` and its value names the field, the row, the verb and sometimes what it is done with:
`costs:2:up`, `costs::add:prorated`, `costs:2:grow:milestones`, `costs:2:to` (to the place typed beside it).
The order is changed in the submitted text itself, before any field reads it, so whatever was typed is kept.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField
from wtforms.fields.core import UnboundField
from wtforms.utils import unset_value

from pitchdeck.delivery.web.forms.reading import echo

OP = "op"
VERBS = ("add", "remove", "copy", "up", "down", "to", "grow")
_OP = re.compile(rf"([a-z][a-z_]*):([0-9]{{0,3}}):({'|'.join(VERBS)})(?::([a-z_]{{1,40}}))?")
KEY = "key"  # a row's own identity in the database: a copy starts without one
KIND = "kind"  # what a row is, where rows of several kinds stand in one list
PLACE = "place"  # where a row is to go, counted from 1

Row = list[tuple[str, str]]


@dataclass(frozen=True)
class Op:
    """What a row's button asks for; `row` counts from 0, None for the list as a whole."""

    field: str
    row: int | None
    verb: str
    what: str = ""


def asked(formdata: MultiDict[str, str]) -> Op | None:
    """The operation on rows that the pressed button asks for, if it is one."""
    match = _OP.fullmatch(formdata.get(OP, ""))
    if match is None:
        return None
    return Op(match[1], int(match[2]) if match[2] else None, match[3], match[4] or "")


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
        return [*rows, [(KEY, ""), *([(KIND, op.what)] if op.what else [])]], len(rows)
    row = op.row
    if row is None or row >= len(rows):
        return rows, None
    return _CHANGES[op.verb](rows, row, op.what)


def _removed(rows: list[Row], row: int, _what: str) -> tuple[list[Row], int | None]:
    return rows[:row] + rows[row + 1 :], min(row, len(rows) - 2) if len(rows) > 1 else None


def _copied(rows: list[Row], row: int, _what: str) -> tuple[list[Row], int | None]:
    twin = [(name, text) for name, text in rows[row] if name != KEY]
    return [*rows[: row + 1], twin, *rows[row + 1 :]], row + 1


def _grown(rows: list[Row], row: int, what: str) -> tuple[list[Row], int | None]:
    """The row with one more empty entry in the list `what` that stands inside it."""
    pattern = re.compile(re.escape(what) + r"-([0-9]{1,6})-.+")
    used = [int(match[1]) for name, _text in rows[row] if (match := pattern.fullmatch(name))]
    entry = (f"{what}-{max(used, default=-1) + 1}-{KEY}", "")
    return [*rows[:row], [*rows[row], entry], *rows[row + 1 :]], row


def _placed(rows: list[Row], row: int, target: int) -> tuple[list[Row], int | None]:
    if not 0 <= target < len(rows):
        return rows, row
    moved = rows[:row] + rows[row + 1 :]
    moved.insert(target, [(name, text) for name, text in rows[row] if name != PLACE])
    return moved, target


def _typed_place(rows: list[Row], row: int) -> int:
    """The place typed beside the button, counted from 0; where the row stands when it is no number."""
    typed = dict(rows[row]).get(PLACE, "").strip()
    known = typed.isascii() and typed.isdecimal() and len(typed) < 6  # noqa: PLR2004 - no list is longer
    return min(max(int(typed), 1), len(rows)) - 1 if known else row


_CHANGES: dict[str, Callable[[list[Row], int, str], tuple[list[Row], int | None]]] = {
    "remove": _removed,
    "copy": _copied,
    "grow": _grown,
    "up": lambda rows, row, _what: _placed(rows, row, row - 1),
    "down": lambda rows, row, _what: _placed(rows, row, row + 1),
    "to": lambda rows, row, _what: _placed(rows, row, _typed_place(rows, row)),
}


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
    emptied = False
    """Whether the last row has just been removed, so that the focus goes to the button that adds one."""

    @property
    def rows(self) -> list[LineForm]:
        """The row forms in their order."""
        return [entry.form for entry in self.entries]

    def values(self) -> list[dict[str, Any]]:
        """The data of every row in its order."""
        return [row.data for row in self.rows]

    def refused(self) -> Iterator[tuple[str, str, str]]:
        """Every refusal as (id, label, message), rows counted from 1; entries inside a row name their own."""
        if self.too_many:
            yield f"{self.id}-add", self.label.text, self.too_many
        for number, row in enumerate(self.rows, start=1):
            name = f"{self.noun.capitalize()} {number}"
            for field in row:
                if isinstance(field, Lines):
                    yield from ((id_, f"{name}, {label}", words) for id_, label, words in field.refused())
                else:
                    yield from ((field.id, f"{name}, {field.label.text}", str(each)) for each in field.errors)


class KindLines(Lines):
    """Rows of several kinds in one list: the hidden field `kind` of a row says which form it has.

    A kind that is not among `kinds` reads as `fallback`. Rows beyond `most` are not read; their text is kept
    in `surplus`, which the macro `lines` sends along unseen, so that nothing is lost until some are removed.
    """

    def __init__(
        self, kinds: Mapping[str, type[LineForm]], label: str | None = None, *, fallback: str, **kwargs: Any
    ) -> None:
        super().__init__(kinds[fallback], label, **kwargs)
        self.kinds, self.fallback = kinds, fallback
        self.surplus: list[tuple[str, str]] = []
        self.surplus_rows = 0

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read at most `most` rows; the text of the others is kept as it came."""
        if formdata:
            formdata = self._without_surplus(formdata)
        super().process(formdata, data, extra_filters=extra_filters)

    def _without_surplus(self, formdata: Any) -> Any:
        pattern = re.compile(re.escape(self.name) + r"-([0-9]+)-.+", re.DOTALL)
        read: list[tuple[str, str]] = []
        beyond: set[int] = set()
        for name, text in formdata.items(multi=True):
            match = pattern.fullmatch(name)
            if match and int(match[1]) >= self.most:
                beyond.add(int(match[1]))
                self.surplus.append((name, text))
            else:
                read.append((name, text))
        self.surplus_rows = len(beyond)
        return MultiDict(read) if beyond else formdata

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Validate every row that was read; more than `most` are refused in words."""
        fine = super().validate(form, extra_validators)
        if not self.surplus_rows:
            return fine
        in_all = len(self.entries) + self.surplus_rows
        self.too_many = (
            f"There are {in_all:,} {self.noun}s; at most {self.most} fit. "
            f"The first {self.most} are shown and the others are kept: remove {self.surplus_rows:,}."
        )
        return False

    def hidden(self) -> Markup:
        """The text of the rows that were not read."""
        return Markup("").join(_KEPT.format(name, echo(text, KEPT_OF_SURPLUS)) for name, text in self.surplus)

    def _add_entry(self, formdata: Any = None, data: Any = unset_value, index: int | None = None) -> Any:
        place = index if index is not None else self.last_index + 1
        given = formdata.get(f"{self.name}-{place}-{KIND}") if formdata else None
        kind = given or (data.get(KIND) if isinstance(data, Mapping) else None)
        form = self.kinds.get(kind or "", self.kinds[self.fallback])
        self.unbound_field = UnboundField(FormField, form)
        return super()._add_entry(formdata, data, index)  # type: ignore[misc]  # not in WTForms' stubs


_KEPT = Markup('<input type="hidden" name="{}" value="{}">')
KEPT_OF_SURPLUS = 20_000  # characters of one text
