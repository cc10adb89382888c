"""Tiers side by side: each line as requested, left out, or with other values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LineForm, Lines, NumberField, VersionField
from pitchdeck.features.pitches.figures import (
    BenefitRow,
    Content,
    CostRow,
    LineTiers,
    MainTerm,
    is_out,
    main_terms,
    overriding,
    value_of,
    with_tiers,
)

OUT = "out"
PLACES = ("first", "second")
CHOICES = [("in", "As requested"), (OUT, "Left out")]
Line = CostRow | BenefitRow


class TierLine(LineForm):
    """One line of the pitch in each tier; an empty value is the requested one."""

    requested = ChoiceField("Requested", options=[("in", "Counted"), (OUT, "Left out")], blank="")
    minimum = ChoiceField("Minimum", options=CHOICES, blank="")
    minimum_first = NumberField(most=10**12)
    minimum_second = NumberField(most=10**12)
    stretch = ChoiceField("Stretch", options=CHOICES, blank="")
    stretch_first = NumberField(most=10**12)
    stretch_second = NumberField(most=10**12)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line beside its fields: its name, whether it is people's time, and what each term is as requested."""

    line: Line
    row: TierLine
    terms: tuple[tuple[str, MainTerm, float | None], ...]

    @property
    def name(self) -> str:
        """What the line is called."""
        return self.line.label or filters.words(self.line.kind)


class TiersForm(BaseForm):
    """All lines of the draft, in its order."""

    version = VersionField()
    costs = Lines(TierLine, "Cost", noun="cost", most=200)
    benefits = Lines(TierLine, "Benefit", noun="benefit", most=200)

    content: Content

    @classmethod
    def of(cls, content: Content, *, version: int) -> Self:
        """The form as the draft stands."""
        data = {
            "version": version,
            "costs": [_shown(line, content) for line in content.costs],
            "benefits": [_shown(line, content) for line in content.benefits],
        }
        return cls(formdata=None, data=data).over(content)

    @classmethod
    def sent(cls, content: Content) -> Self:
        """The form as it was typed, over the draft that it changes."""
        return cls().over(content)

    def over(self, content: Content) -> Self:
        """The form with its fields named after the terms of each line."""
        self.content = content
        for shown in (*self.cost_lines(), *self.benefit_lines()):
            for place, term, _value in shown.terms:
                for tier in ("minimum", "stretch"):
                    field: Any = shown.row[f"{tier}_{place}"]
                    field.label.text = f"{filters.words(tier)}: {term.label.lower()}"
                    field.prefix = filters.book_currency() if term.money else ""
        return self

    @property
    def fits(self) -> bool:
        """Whether the rows are those of the draft: not when lines came or went since the page was made."""
        sent = (len(self.costs.rows), len(self.benefits.rows))
        return sent == (len(self.content.costs), len(self.content.benefits))

    def cost_lines(self) -> list[Shown]:
        """The lines of cost with their fields."""
        return self._beside(self.content.costs, self.costs.rows)

    def benefit_lines(self) -> list[Shown]:
        """The lines of benefit with their fields."""
        return self._beside(self.content.benefits, self.benefits.rows)

    def _beside(self, lines: Sequence[Line], rows: Sequence[Any]) -> list[Shown]:
        return [
            Shown(
                line,
                row,
                tuple(
                    (place, term, value_of(line, term, self.content))
                    for place, term in zip(PLACES, main_terms(line), strict=False)
                ),
            )
            for line, row in zip(lines, rows, strict=False)
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """A value differs from the requested one and stands where the line is; each line is somewhere."""
        fine = super().validate(extra_validators)
        for shown in (*self.cost_lines(), *self.benefit_lines()):
            _refuse(shown)
        return fine and not self.errors_list

    def tiers(self) -> tuple[list[LineTiers], list[LineTiers]]:
        """How each line of cost and of benefit differs by tier; what cannot be read is as requested."""
        return [_tiers(each) for each in self.cost_lines()], [_tiers(each) for each in self.benefit_lines()]

    def typed(self) -> Content:
        """The draft with these tiers."""
        costs, benefits = self.tiers()
        return with_tiers(self.content, costs, benefits) if self.fits else self.content


def _shown(line: Line, content: Content) -> dict[str, Any]:
    data: dict[str, Any] = {"requested": OUT if is_out(line, "requested") else "in"}
    for tier in ("minimum", "stretch"):
        data[tier] = OUT if is_out(line, tier) else "in"
        for place, term in zip(PLACES, main_terms(line), strict=False):
            value = value_of(line, term, content, tier)
            data[f"{tier}_{place}"] = None if value is None else Decimal(repr(value))
    return data


def _refuse(shown: Shown) -> None:
    row = shown.row
    for tier in ("minimum", "stretch"):
        for place, _term, requested in shown.terms:
            field = row[f"{tier}_{place}"]
            if field.data is None or field.errors:
                continue
            if row[tier].data == OUT:
                field.errors = [f"This line is left out of the {tier}: take the value out, or keep the line."]
            elif requested is not None and float(field.data) == requested and row.requested.data != OUT:
                field.errors = ["This is what is requested: it changes nothing. Leave it empty."]
    if {row.requested.data, row.minimum.data, row.stretch.data} == {OUT}:
        row.stretch.errors = ["This line is in no tier. Keep it in one, or remove it in its step."]


def _tiers(shown: Shown) -> LineTiers:
    row, found = shown.row, {}
    if row.requested.data == OUT:
        found["requested"] = {"out": True}
    for tier in ("minimum", "stretch"):
        if row[tier].data == OUT:
            found[tier] = {"out": True}
        else:
            found[tier] = overriding(shown.line, dict(_values(shown, tier)))
    return found


def _values(shown: Shown, tier: str) -> Iterator[tuple[str, float]]:
    for place, term, _requested in shown.terms:
        field = shown.row[f"{tier}_{place}"]
        if field.data is not None and not field.errors:
            yield term.name, float(field.data)
