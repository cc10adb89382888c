"""The fields of what ran before pitchdeck."""

from datetime import date
from typing import Any

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, DayField, LongTextField, MoneyField, TextField
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.investments.figures.openings import ProgrammeEntry
from pitchdeck.features.investments.queries.openings import Nameable, Named

AMOUNTS = ("planned", "planned_next", "planned_third", "committed", "released", "spent", "contracted")
CHOICES = ("unit", "presenter", "measure", "category")
WORDS = ("title", "vendor", "reference")


class ProgrammeForm(BaseForm):
    """One running programme, and the fund's budget as a check."""

    budget = MoneyField("Budget of the year", least=1, required=True, hint="As your own books have it.")
    title = TextField("Programme", most=120, required=True, missing="Enter the programme's title.")
    unit = ChoiceField("For the unit", required=True, blank="Choose a unit …")
    presenter = ChoiceField("Who answers for it", required=True, blank="Choose a person …")
    measure = ChoiceField(
        "Goal and measure", required=True, blank="Choose a measure …", hint="Its owner attests the readings."
    )
    category = ChoiceField("Category of cost", options=list(CATEGORY_WORDS.items()), required=True, blank="")
    planned = MoneyField("Planned this year", least=0, required=True)
    planned_next = MoneyField("Planned next year", least=0)
    planned_third = MoneyField("Planned the year after", least=0)
    committed = MoneyField("Committed to date", least=0, required=True, hint="All that was promised to it.")
    released = MoneyField("Released to date", least=0, required=True, hint="What of that may be spent.")
    spent = MoneyField("Spent to date", least=0)
    contracted = MoneyField("Contracted, still open", least=0, hint="Ordered and not invoiced yet.")
    vendor = TextField("With", most=120)
    reference = TextField("Order or contract", most=80)
    ends_on = DayField("Last day of the contract")
    benefit = MoneyField(
        "Net benefit planned a month", least=0, hint="Empty where nobody knows it: then none is promised."
    )

    def offer(self, names: Nameable) -> None:
        """What may be named."""
        self.unit.options = _options(names.units)
        self.presenter.options = _options(names.people)
        self.measure.options = _options(names.measures)

    def entry(self) -> ProgrammeEntry:
        """The programme as it was typed."""
        values: dict[str, Any] = {name: self[name].data or 0 for name in AMOUNTS}
        values |= {name: (self[name].data or "").strip() for name in (*CHOICES, *WORDS)}
        ends_on: date | None = self.ends_on.data
        return ProgrammeEntry(**values, ends_on=ends_on, benefit=self.benefit.data or None)


def _options(things: tuple[Named, ...]) -> list[tuple[str, str]]:
    return [(each.key, each.label) for each in things]


class FileForm(BaseForm):
    """A file of running programmes, and the fund's budget as a check; the view reads the file."""

    total = MoneyField("Budget of the year", least=1, required=True, hint="As your own books have it.")


class AnswerForm(BaseForm):
    """What the second person of finance says."""

    verdict = ChoiceField(
        "Your answer",
        options=[
            ("confirmed", "Confirm", "The money stands in the ledger and the investments open, at once."),
            ("declined", "Decline", "Nothing moves; whoever entered it reads your reason."),
        ],
        required=True,
    )
    reason = LongTextField("Reason", most=400, rows=2, hint="Needed when you decline.")
