"""What all steps share: the draft's version, and what was typed as values and as content."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from wtforms.widgets import HiddenInput

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.forms import BaseForm, Lines, VersionField
from pitchdeck.features.people.figures import Standard
from pitchdeck.features.pitches.actions import StepValues
from pitchdeck.features.pitches.figures import RATIOS, BenefitRow, Content, CostRow
from pitchdeck.features.sourcing.queries import RateRow
from pitchdeck.features.strategy.queries import MeasureRow

MONTHS = 12
MOST_LINES = 200
"""Lines of cost and benefit together: what the projection reads."""
UNDATED = date(2000, 1, 1)
"""Every draft gets a start when it is created; one without it still opens."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a step chooses from."""

    measures: tuple[MeasureRow, ...]
    rates: tuple[RateRow, ...]
    standards: Mapping[str, Standard] = dataclasses.field(default_factory=dict)

    def standard(self, name: str, published: float) -> int | float:
        """A default as it counts today."""
        found = self.standards.get(name)
        value = published if found is None or found.value is None else found.value
        return int(value) if value == int(value) else value

    def told(self, name: str) -> str:
        """By whose word a default is what it is, and since when."""
        found = self.standards.get(name)
        return f"{found.source}, {found.dated[:4] or 'year not stated'}" if found else ""

    def ratios(self) -> dict[str, int | float]:
        """Hours of work per finished hour by format."""
        return {key: self.standard(f"ratio_{key}", hours) for key, (_label, hours) in RATIOS.items()}

    def rates_for(self, purpose: str) -> tuple[RateRow, ...]:
        """Finance's standard rates of one purpose."""
        return tuple(rate for rate in self.rates if rate.purpose == purpose)

    def hourly(self, rate: RateRow) -> Decimal:
        """A standard rate in the major unit."""
        return in_major(rate.hourly_minor)

    def measure(self, measure_id: int | None) -> MeasureRow | None:
        """The measure with this id, if there is one."""
        return next((row for row in self.measures if row.id == measure_id), None)


class StepForm(BaseForm):
    """One step of the draft; `kept` are the columns of the draft that it shows under the same name."""

    kept: ClassVar[tuple[str, ...]] = ()
    version = VersionField()

    content: Content
    choices: Choices

    @classmethod
    def of(cls, content: Content, choices: Choices, *, version: int) -> Self:
        """The form as the draft stands."""
        form = cls(formdata=None, data=cls.shown(content, choices) | {"version": version})
        return form.prepared(content, choices)

    @classmethod
    def sent(cls, content: Content, choices: Choices) -> Self:
        """The form as it was typed, over the draft that it changes."""
        return cls().prepared(content, choices)

    @classmethod
    def shown(cls, content: Content, choices: Choices) -> dict[str, Any]:  # noqa: ARG003 - steps look things up
        """The draft as the fields of this step show it."""
        return {name: getattr(content, name) for name in cls.kept}

    def prepared(self, content: Content, choices: Choices) -> Self:
        """The form with the options of its choices, and what refusals need to know."""
        self.content, self.choices = content, choices
        self.set_options()
        return self

    def set_options(self) -> None:
        """Fill the choices of this step."""

    def own(self) -> Mapping[str, Any]:
        """The step's own columns as typed."""
        return {name: self[name].data for name in self.kept}

    def cost_lines(self) -> tuple[tuple[Any, CostRow], ...]:
        """Each row of cost that can be read, with the line that it says."""
        return ()

    def benefit_lines(self) -> tuple[tuple[Any, BenefitRow], ...]:
        """Each row of benefit that can be read, with the line that it says."""
        return ()

    def cost_rows(self) -> tuple[CostRow, ...] | None:
        """The lines of cost as typed; None where the step has none."""
        return None

    def benefit_rows(self) -> tuple[BenefitRow, ...] | None:
        """The lines of benefit as typed; None where the step has none."""
        return None

    def origins(self) -> dict[str, str]:
        """What each row's hidden field says once the step is saved, so that the next save finds its line."""
        return {}

    def values(self) -> StepValues:
        """What is saved, once the form is valid."""
        return StepValues(self.own(), self.cost_rows(), self.benefit_rows())

    def typed(self) -> Content:
        """The draft with everything of this step that can be read now; validates the form."""
        self.validate()
        refused = {field.name for field in self if field.errors}
        readable: dict[str, Any] = {
            name: value for name, value in self.own().items() if self._source(name) not in refused
        }
        lines: dict[str, Any] = {"costs": self.cost_rows(), "benefits": self.benefit_rows()}
        return replace(
            self.content, **readable, **{name: rows for name, rows in lines.items() if rows is not None}
        )

    def unread(self) -> tuple[str, ...]:
        """The rows that cannot be read as they are typed, in words: they are missing from the figures."""
        return tuple(
            f"{field.noun.capitalize()} {number} cannot be read and is not counted: correct it below."
            for field in self
            if isinstance(field, Lines)
            for number, row in enumerate(field.rows, start=1)
            if not clean(row)
        )

    def _source(self, name: str) -> str:
        """The field that a column is typed into."""
        return name

    @staticmethod
    def start_of(content: Content) -> date:
        """The month from which a draft's months are counted."""
        return content.start_on or UNDATED

    def first_month(self) -> date:
        """The month from which months are counted."""
        return self.start_of(self.content)

    def texts(self) -> dict[str, str]:
        """What every field shows, by its label; rows as one text. For comparing two versions."""
        found: dict[str, str] = {}
        for field in self:
            if isinstance(field, Lines):
                found[field.label.text] = "\n".join(_row_text(row) for row in field.rows)
            elif not isinstance(field.widget, HiddenInput) and field.name != "csrf_token":
                found[field.label.text] = _text(field)
        return found


def _row_text(row: Any) -> str:
    return " · ".join(text for field in row if (text := _text(field)))


def _text(field: Any) -> str:
    if isinstance(field, Lines):
        return "; ".join(_row_text(row) for row in field.rows)
    if hasattr(field, "chosen"):
        return field.chosen.label if field.chosen else ""
    if isinstance(field.data, bool):
        return field.label.text if field.data else ""
    return str(field._value()) if hasattr(field, "_value") else ""  # noqa: SLF001 - WTForms' own name


def clean(row: Any) -> bool:
    """Whether every field of a row could be read."""
    return not any(list(field.refused()) if isinstance(field, Lines) else field.errors for field in row)


def plain(value: Decimal | int | None) -> int | float | None:
    """A typed number as the JSON number that the projection reads; 15 digits survive exactly."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def exact(value: Any) -> Decimal | None:
    """The typed number again."""
    return None if value is None else Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def in_major(minor: int) -> Decimal:
    """Minor units in the projection's unit, the major one."""
    return filters.major(minor, filters.book_currency())


def index_of(month: date | None, start: date) -> int | None:
    """How many months after the start a month is."""
    return None if month is None else (month.year - start.year) * MONTHS + month.month - start.month


def month_of(index: Any, start: date) -> date | None:
    """The calendar month that is `index` months after the start."""
    if index is None:
        return None
    months = start.year * MONTHS + start.month - 1 + int(index)
    return date(months // MONTHS, months % MONTHS + 1, 1)


def refuse_before(field: Any, start: date) -> None:
    """Refuse a month that lies before the start or beyond what a pitch can plan."""
    index = index_of(field.data, start)
    if index is not None and index < 0:
        field.errors = [
            *field.errors,
            f"This is before the start in {filters.month(start)}. Choose a later month.",
        ]
    elif index is not None and index > 120:  # noqa: PLR2004 - ten years
        field.errors = [*field.errors, "A pitch plans at most ten years ahead. Choose an earlier month."]
