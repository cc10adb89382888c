"""What is worth having and is not valued in money: listed and rated."""

from typing import Any, Self

from wtforms import HiddenField

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LineForm, Lines, TextField, VersionField
from pitchdeck.features.pitches.figures import Content, IntangibleRow

RATINGS = [
    ("1", "1 · little"),
    ("2", "2 · something"),
    ("3", "3 · a good deal"),
    ("4", "4 · much"),
    ("5", "5 · it decides"),
]


class IntangibleLine(LineForm):
    """One intangible: what it is, how much it matters, how it will be seen."""

    key = HiddenField()
    name = TextField("What", most=80, required=True, missing="Say what it is, or remove it.")
    rating = ChoiceField(
        "How much it matters", options=RATINGS, required=True, missing="Choose how much it matters."
    )
    seen_by = TextField("How it will be seen", most=160)


class IntangiblesForm(BaseForm):
    """All intangibles of the draft."""

    version = VersionField()
    intangibles = Lines(IntangibleLine, "Intangibles", noun="intangible", most=10)

    @classmethod
    def of(cls, content: Content, *, version: int) -> Self:
        """The form as the draft stands."""
        rows: list[dict[str, Any]] = [
            {"name": row.name, "rating": str(row.rating), "seen_by": row.seen_by}
            for row in content.intangibles
        ]
        return cls(formdata=None, data={"version": version, "intangibles": rows})

    def rows(self) -> tuple[IntangibleRow, ...]:
        """The intangibles as typed."""
        return tuple(
            IntangibleRow(row["name"].data or "", _rating(row["rating"]), row["seen_by"].data or "")
            for row in self.intangibles.rows
        )


def _rating(field: Any) -> int:
    return int(field.data) if field.data in dict(RATINGS) else 0
