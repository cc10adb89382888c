"""The cost step: one list of lines of every kind, in the presenter's own order."""

from typing import Any

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.drafts.forms import refusals
from pitchdeck.delivery.web.drafts.forms.cost_forms import OWN, STANDARD
from pitchdeck.delivery.web.drafts.forms.cost_kinds import COST_KINDS, kind_of, line_of, mark_of
from pitchdeck.delivery.web.drafts.forms.step import MOST_LINES, Choices, StepForm, clean
from pitchdeck.delivery.web.forms import KindLines, YesField
from pitchdeck.features.pitches.figures import RATIOS, Content, CostRow, total_of
from pitchdeck.features.pitches.queries import Appraisal
from pitchdeck.features.projection import CostTotal
from pitchdeck.features.sourcing.queries import RateRow

LOOKED_AT = (
    "I have thought of needs assessment, licences, rooms and travel, technology, evaluation, "
    "refresh and overhead."
)
FORMS_OF_KINDS = {key: kind.form for key, kind in COST_KINDS.items()}


class CostForm(StepForm):
    """All costs of the pitch."""

    kept = ("nothing_else",)
    costs = KindLines(FORMS_OF_KINDS, "Costs", fallback="spending", noun="cost line", most=MOST_LINES)
    nothing_else = YesField("Nothing else will cost anything", needed=True, hint=LOOKED_AT)

    @classmethod
    def shown(cls, content: Content, choices: Choices) -> dict[str, Any]:
        """The draft's lines, each as its kind shows it."""
        start = cls.start_of(content)
        lines = [kind_of(line).fields(line, start, choices) for line in content.costs]
        return {"nothing_else": content.nothing_else, "costs": lines}

    def set_options(self) -> None:
        """Finance's standard rates in the rows of people's time; a new row starts with what is known."""
        rates = self.choices.rates_for("participant")
        name = "Finance's standard rate"
        options = [(STANDARD, _told(name, rates[0]) if rates else name)]
        options += [(rate.key, _told(rate.name, rate)) for rate in rates[1:]]
        for row in self.costs.rows:
            if row["kind"].data == "time":
                row["rate"].options = [*options, (OWN, "An own rate")]  # type: ignore[attr-defined]  # this kind has a choice
            elif row["kind"].data == "building":
                row["format"].options = self._formats()  # type: ignore[attr-defined]  # this kind has a choice
        added = self.op is not None and self.op.field == "costs" and self.op.verb == "add"
        if added and self.costs.rows:
            self._begin(self.costs.rows[-1])

    def _formats(self) -> list[tuple[str, str]]:
        """Formats with the work in each finished hour, by whose word."""
        hours = self.choices.ratios()
        return [
            (key, f"{label}: {hours[key]:g} hours each ({self.choices.told(f'ratio_{key}')})")
            for key, (label, _published) in RATIOS.items()
        ]

    def _begin(self, row: Any) -> None:
        kind = COST_KINDS.get(row["kind"].data or "", COST_KINDS["spending"])
        row["kind"].data = kind.key
        fresh: dict[str, Any] = {"category": kind.category or None, "month": self.first_month()}
        if kind.key == "time":
            fresh |= {"month": None}
        standard = self.choices.rates_for("development")
        if kind.key == "building" and standard:
            fresh |= {"rate": self.choices.hourly(standard[0]), "source": refusals.source_of(standard[0])}
        for name, value in fresh.items():
            if name in row:
                row[name].data = value

    def validate(self, extra_validators: Any = None) -> bool:
        """Months follow the start, pairs come whole, ranges in order, and an own rate says its source."""
        fine = super().validate(extra_validators)
        if self.rearranged:
            return False
        for row in self.costs.rows:
            refusals.refuse_cost(row, self.first_month())
        refusals.refuse_too_many(self.costs, others=len(self.content.benefits))
        return fine and not self.errors_list

    def cost_lines(self) -> tuple[tuple[Any, CostRow], ...]:
        """The rows that can be read and their lines, in the order of the page."""
        saved = {mark_of(line): line for line in self.content.costs}
        start = self.first_month()
        return tuple(
            (row, line_of(row.data, saved, start, self.choices)) for row in self.costs.rows if clean(row)
        )

    def origins(self) -> dict[str, str]:
        """The marks of the lines as they are saved."""
        return {row["origin"].name: mark_of(line) for row, line in self.cost_lines()}

    def cost_rows(self) -> tuple[CostRow, ...]:
        """The lines as typed; unreadable ones are left out."""
        return tuple(line for _row, line in self.cost_lines())


def sums_of(form: StepForm, now: Appraisal) -> list[CostTotal | None]:
    """What each row of cost comes to, in the order of the page; None for one that cannot be counted yet."""
    if not isinstance(form, CostForm):
        return []
    totals = {id(row): total_of(line, now.content, now.settings) for row, line in form.cost_lines()}
    return [totals.get(id(row)) for row in form.costs.rows]


def _told(name: str, rate: RateRow) -> str:
    return f"{name}: {filters.money(rate.hourly_minor)} an hour, {rate.source}, {rate.dated_on.year}"
