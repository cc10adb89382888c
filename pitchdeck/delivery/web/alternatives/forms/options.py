"""Options beside the pitch: other ways to the same end, roughly."""

from dataclasses import asdict
from typing import Any, Self

from wtforms import HiddenField

from pitchdeck.delivery.web.forms import (
    BaseForm,
    LineForm,
    Lines,
    LongTextField,
    MoneyField,
    TextField,
    VersionField,
    WholeField,
)
from pitchdeck.features.pitches.figures import MOST_OPTIONS, Content, OptionRow

AMOUNTS = ("once_minor", "monthly_minor", "time_minor", "benefit_minor")


class OptionLine(LineForm):
    """One option; an empty amount is nothing."""

    key = HiddenField()
    label = TextField("Name", most=80, required=True, missing="Give this option a name, or remove it.")
    what = TextField("What it is", most=200)
    once_minor = MoneyField("Budget, once")
    monthly_minor = MoneyField("Budget a month")
    time_minor = MoneyField("People's time, once", hint="Counted, never asked for.")
    benefit_minor = MoneyField("Benefit a month", hint="After adoption, and learning's share of it.")
    bad_minor = MoneyField("Benefit, one in ten bad", hint="Both or neither. With them the table shows P50.")
    good_minor = MoneyField("Benefit, one in ten good")
    from_month = WholeField("From month", most=35, hint="Empty: from the start.")
    months = WholeField("For how many months", least=1, most=36, hint="Empty: to the end.")
    why_not = LongTextField("Its risk, or why it was not chosen", most=300, rows=2)


class OptionsForm(BaseForm):
    """All options of the draft; doing nothing is always there and is not typed."""

    version = VersionField()
    options = Lines(OptionLine, "Options", noun="option", most=MOST_OPTIONS)

    @classmethod
    def of(cls, content: Content, *, version: int) -> Self:
        """The form as the draft stands."""
        return cls(formdata=None, data={"version": version, "options": [_shown(o) for o in content.options]})

    def rows(self) -> tuple[OptionRow, ...]:
        """The options as typed; what cannot be read counts as nothing."""
        return tuple(_row(row) for row in self.options.rows)


def _shown(option: OptionRow) -> dict[str, Any]:
    data = asdict(option)
    return data | {name: data[name] or None for name in (*AMOUNTS, "from_month")}


def _row(row: Any) -> OptionRow:
    def read(name: str) -> int:
        return 0 if row[name].errors else row[name].data or 0

    return OptionRow(
        label=row.label.data or "",
        what=row.what.data or "",
        **{name: read(name) for name in AMOUNTS},
        bad_minor=_minor(row["bad_minor"]),
        good_minor=_minor(row["good_minor"]),
        from_month=read("from_month"),
        months=read("months") or None,
        why_not=row.why_not.data or "",
    )


def _minor(field: Any) -> int | None:
    amount: int | None = None if field.errors else field.data
    return amount
