"""The benefit step: each benefit is one sentence with its numbers inside it."""

from typing import Any

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.drafts.forms import refusals
from pitchdeck.delivery.web.drafts.forms.benefit_forms import (
    BASIS_WORDS,
    NO_MEASURE,
    THIS_MEASURE,
    BenefitLine,
)
from pitchdeck.delivery.web.drafts.forms.benefit_kinds import fields_of, line_of, mark_of
from pitchdeck.delivery.web.drafts.forms.step import MOST_LINES, Choices, StepForm, clean, in_major
from pitchdeck.delivery.web.forms import KindLines
from pitchdeck.features.pitches.figures import ADOPTION, CONFIDENCE, BenefitRow, Content


class BenefitForm(StepForm):
    """The benefits of the pitch."""

    lines = KindLines({"": BenefitLine}, "Benefits", fallback="", noun="benefit", most=MOST_LINES)

    @classmethod
    def shown(cls, content: Content, choices: Choices) -> dict[str, Any]:
        """The draft's benefit lines."""
        return {"lines": [fields_of(line, content, choices) for line in content.benefits]}

    def set_options(self) -> None:
        """What a line may count towards, by name; a line just added is about those who learn."""
        measure = self.choices.measure(self.content.measure_id)
        towards = f"{measure.name}, in {measure.unit_of_measure}" if measure else "the measure of step 1"
        options = [(THIS_MEASURE, towards), (NO_MEASURE, "something else: no claim on the measure")]
        rows: list[Any] = list(self.lines.rows)
        for row in rows:
            row["counts"].options = options
            row["adoption"].hint, row["confidence"].hint = self._usual(row["basis"].data)
        if self.op is not None and self.op.field == "lines" and self.op.verb == "add" and rows:
            self._begin(rows[-1])

    def _usual(self, basis: str | None) -> tuple[str, str]:
        """What is usual of applying it and of being sure, each by whose word."""
        choices, name = self.choices, f"confidence_{basis}"
        applied = filters.percent(choices.standard("adoption", ADOPTION[0]), 2)
        adoption = f"{applied} apply it ({choices.told('adoption')})"
        if basis is None or basis not in CONFIDENCE:
            return adoption, "sure by where the estimate comes from"
        sure = filters.percent(choices.standard(name, CONFIDENCE[basis]), 2)
        return adoption, f"{sure} sure by {BASIS_WORDS[basis]} ({choices.told(name)})"

    def _begin(self, row: Any) -> None:
        """What is known already: who learns, and what finance says that one unit is worth."""
        measure = self.choices.measure(self.content.measure_id)
        row["units"].data = self.content.people
        if measure is not None and measure.value_minor is not None:
            row["value"].data = in_major(measure.value_minor)
            row["source"].data = measure.value_source

    def validate(self, extra_validators: Any = None) -> bool:
        """Ranges are in order, months follow the start, and a share of leavers leaves somebody."""
        fine = super().validate(extra_validators)
        if self.rearranged:
            return False
        for row in self.lines.rows:
            refusals.refuse_benefit(row, self.first_month())
        refusals.refuse_too_many(self.lines, others=len(self.content.costs))
        return fine and not self.errors_list

    def benefit_lines(self) -> tuple[tuple[Any, BenefitRow], ...]:
        """The rows that can be read and their lines, in the order of the page."""
        saved = {mark_of(line): line for line in self.content.benefits}
        return tuple(
            (row, line_of(row.data, saved, self.content, self.choices))
            for row in self.lines.rows
            if clean(row)
        )

    def origins(self) -> dict[str, str]:
        """The marks of the lines as they are saved."""
        return {row["origin"].name: mark_of(line) for row, line in self.benefit_lines()}

    def benefit_rows(self) -> tuple[BenefitRow, ...]:
        """The lines as typed; unreadable rows are left out."""
        return tuple(line for _row, line in self.benefit_lines())
