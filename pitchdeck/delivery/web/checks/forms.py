"""A word on each line: accepted or questioned, with the reason."""

from typing import Any

from wtforms import HiddenField

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LongTextField, Option
from pitchdeck.features.funding.actions.checks import LONGEST, Word
from pitchdeck.features.funding.figures.checking import Checked, Numbers

WORDS = (Option("accepted", "Accept"), Option("questioned", "Question"))


class NumbersForm(BaseForm):
    """The part that every pitch shares; `numbers_form` adds its lines."""

    asked: Numbers = Numbers((), needed=False)
    revision = HiddenField()

    @property
    def lines(self) -> list[tuple[Checked, Any, Any]]:
        """Each line with the field of its word and that of its reason."""
        return [(one, self[one.line.key], self[f"reason_{one.line.key}"]) for one in self.asked.lines]

    def words(self) -> dict[str, Word]:
        """What was said to each line that something was said to, by the line's key."""
        return {
            one.line.key: (verdict.data, reason.data or "")
            for one, verdict, reason in self.lines
            if verdict.data
        }


def numbers_form(asked: Numbers, revision_hash: str) -> NumbersForm:
    """The form of a pitch's lines, filled with what finance said so far."""
    fields: dict[str, Any] = {"asked": asked}
    earlier = {"revision": revision_hash}
    for one in asked.lines:
        key, name = one.line.key, f"“{one.line.label}”"
        fields[key] = ChoiceField(f"Your word on {name}", options=WORDS)
        fields[f"reason_{key}"] = LongTextField(f"What you question about {name}", most=LONGEST, rows=2)
        if one.said:
            earlier |= {key: one.said.verdict, f"reason_{key}": one.said.reason}
    form: NumbersForm = type("PitchNumbersForm", (NumbersForm,), fields)(data=earlier)
    return form
