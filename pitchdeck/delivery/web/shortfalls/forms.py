"""The fields of a shortfall."""

from collections.abc import Sequence
from typing import Any

from pitchdeck.delivery.web.forms import BaseForm, LongTextField, MoneyField, TextField, WholeField
from pitchdeck.features.funding.queries.shortfalls import LineRow

WHY = "Say in a sentence why: everybody who loses money reads it."


class ShortfallForm(BaseForm):
    """What a fund lacks, and why."""

    amount = MoneyField(
        "Missing",
        least=1,
        required=True,
        missing="Enter by how much the fund is cut.",
        hint="By how much the fund is cut in all.",
    )
    reason = LongTextField("Reason", most=400, rows=2, required=True, missing=WHY)
    document = TextField("Document", most=120, hint="The decision behind it, such as a board paper's number.")


class ConfirmForm(BaseForm):
    """The list that is confirmed."""

    number = WholeField("List", least=1, required=True)


class ReasonForm(BaseForm):
    """Why."""

    reason = LongTextField("Reason", most=400, rows=2, required=True, missing="Say in a sentence why.")


class ListForm(BaseForm):
    """Other amounts for the lines of a list; `list_form` adds a field for each."""

    lines: Sequence[LineRow] = ()

    why = LongTextField(
        "Why it changes", most=400, rows=2, required=True, missing="Say in a sentence why it changes."
    )

    @property
    def fields_of_lines(self) -> list[tuple[LineRow, Any]]:
        """Each line with its field."""
        return [(line, self[f"line_{line.position}"]) for line in self.lines]

    def amounts(self) -> dict[int, int]:
        """What each line gives, by position."""
        return {line.position: field.data or 0 for line, field in self.fields_of_lines}


class OrderForm(BaseForm):
    """Other places for the lines of a list; `order_form` adds a field for each."""

    lines: Sequence[LineRow] = ()

    because = LongTextField(
        "Why this order", most=400, rows=2, required=True, missing="Say in a sentence why this order."
    )

    @property
    def fields_of_lines(self) -> list[tuple[LineRow, Any]]:
        """Each line with its field."""
        return [(line, self[f"place_{line.position}"]) for line in self.lines]

    def places(self) -> dict[int, int]:
        """The place of each line, by position."""
        return {line.position: field.data or 0 for line, field in self.fields_of_lines}


def order_form(lines: Sequence[LineRow], *, sent: bool) -> OrderForm:
    """The form of a list's order, filled with what it is."""
    fields: dict[str, Any] = {"lines": lines}
    for line in lines:
        words = {"least": 1, "most": len(lines), "required": True}
        fields[f"place_{line.position}"] = WholeField(f"Place of line {line.position}", **words)
    given = {f"place_{line.position}": line.position for line in lines}
    made = type("OrderOfLinesForm", (OrderForm,), fields)
    form: OrderForm = made() if sent else made(formdata=None, data=given)
    return form


def list_form(lines: Sequence[LineRow], *, sent: bool) -> ListForm:
    """The form of a list's lines, filled with what they give."""
    fields: dict[str, Any] = {"lines": lines}
    for line in lines:
        fields[f"line_{line.position}"] = MoneyField(f"Line {line.position}", least=0, required=True)
    given = {f"line_{line.position}": line.amount for line in lines}
    made = type("LinesForm", (ListForm,), fields)
    form: ListForm = made() if sent else made(formdata=None, data=given)
    return form
