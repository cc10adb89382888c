"""The benefit step: each benefit is one sentence with its numbers inside it."""

from decimal import Decimal
from typing import Any

from wtforms import HiddenField

from pitchdeck.delivery.web.drafts.forms.step import (
    Choices,
    StepForm,
    clean,
    exact,
    major,
    minor,
    plain,
)
from pitchdeck.delivery.web.forms import (
    ChoiceField,
    LineForm,
    Lines,
    MoneyField,
    NumberField,
    PercentField,
    TextField,
    WholeField,
)
from pitchdeck.features.pitches.figures import CONFIDENCE, BenefitRow, Content
from pitchdeck.features.projection import BASES, REALISATION_BY_KIND

THIS_MEASURE, NO_MEASURE = "measure", "none"
KIND_WORDS = {
    "time_saved": "Time saved",
    "errors_avoided": "Errors avoided",
    "turnover_avoided": "Leavers avoided",
    "sales_uplift": "More sales",
    "time_to_competence": "Faster start",
    "incidents_avoided": "Incidents avoided",
    "cost_avoided": "Other cost avoided",
    "direct": "Something else",
}
BASIS_WORDS = {
    "own_measured_result": "a measured result of our own",
    "published_study": "a published study",
    "expert": "an expert",
    "manager": "managers",
    "participant": "participants",
    "assumption": "an assumption",
}
REALISATION_OPTIONS = [
    ("cashable", "A named budget falls or margin rises", ""),
    ("avoided", "A cost that would have come is avoided", ""),
    ("capacity", "Time is freed; no money leaves", ""),
]
PERIODS = [(word, word) for word in ("week", "month", "quarter", "year", "once")]
SHOWN = (
    *("units", "applies_to", "adoption", "delta", "per", "value", "redeployed", "isolation", "basis"),
    *("confidence", "realisation", "margin", "lag", "ramp", "months", "hold", "half_life", "attrition"),
)
"""The terms that the page edits; others of a line are kept as they are."""


class BenefitLineForm(LineForm):
    """One benefit. Learning's share has no default: nobody but the presenter can say it."""

    key = HiddenField()
    kind = ChoiceField("Kind", options=list(KIND_WORDS.items()), blank="", default="direct")
    label = TextField("Name", most=120, required=True, missing="Give this benefit a name.")
    units = NumberField("How many", most=10**9, places=2)
    applies_to = ChoiceField(
        "Who", options=[("each", "who apply it"), ("average", "on average of all")], blank=""
    )
    adoption = PercentField("Of whom apply it")
    delta = NumberField("Change", least=-(10**9), most=10**9, places=6)
    per = ChoiceField("Per", options=PERIODS, blank="", default="month")
    value = MoneyField("Each worth")
    redeployed = PercentField("Freed time put to use")
    isolation = PercentField("Learning's share")
    basis = ChoiceField("Estimate from", options=[(key, BASIS_WORDS[key]) for key in BASES], blank="choose …")
    confidence = PercentField("How sure", hint="Empty: by where the estimate comes from.")
    realisation = ChoiceField("Where is it seen?", options=REALISATION_OPTIONS, blank="")
    margin = PercentField("Margin on revenue")
    counts = ChoiceField("Counts towards", blank="", default=THIS_MEASURE)
    source = TextField("Source of the value", most=200)
    lag = WholeField("Starts after launch", most=120, suffix="months")
    ramp = NumberField("Builds up over", most=120, places=1, suffix="months")
    months = WholeField("Lasts", least=1, most=120, suffix="months", hint="Empty: to the end of three years.")
    hold = NumberField("Full effect for", most=120, places=1, suffix="months")
    half_life = NumberField("Then halves every", least=Decimal("0.1"), most=1_000, places=1, suffix="months")
    attrition = PercentField("People who leave each year")


class BenefitForm(StepForm):
    """The benefits of the pitch; kinds that the page does not edit are kept as they are."""

    lines = Lines(BenefitLineForm, "Benefits", noun="benefit", most=10)

    @classmethod
    def shown(cls, content: Content, choices: Choices) -> dict[str, Any]:
        """The draft's benefit lines."""
        return {
            "lines": [
                _shown(line, place, content, choices)
                for place, line in enumerate(content.benefits)
                if edited(line)
            ]
        }

    def set_options(self) -> None:
        """What a line may count towards, by name."""
        measure = next((row for row in self.choices.measures if row.id == self.content.measure_id), None)
        towards = f"{measure.name}, in {measure.unit_of_measure}" if measure else "the measure of step 1"
        counting: list[Any] = [row["counts"] for row in self.lines.rows]
        for counts in counting:
            counts.options = [
                (THIS_MEASURE, towards),
                (NO_MEASURE, "something else: no claim on the measure"),
            ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Freed time says how much of it is used, and revenue its margin, before a line can count."""
        fine = super().validate(extra_validators)
        return fine and not self.errors_list

    def benefits(self) -> tuple[BenefitRow, ...]:
        """The lines as typed; unreadable rows are left out."""
        rows = [self._row(row) for row in self.lines.rows if clean(row)]
        return (*rows, *(line for line in self.content.benefits if not edited(line)))

    def _row(self, row: Any) -> BenefitRow:
        kind = row["kind"].data or "direct"
        before = _before(row["key"].data, self.content)
        terms = {name: value for name, value in before.items() if name not in SHOWN}
        terms |= {name: value for name, value in _terms(row, kind).items() if value is not None}
        measure = self.content.measure_id if row["counts"].data != NO_MEASURE else None
        return BenefitRow(kind, row["label"].data or "", terms, row["source"].data or "", measure)


def edited(line: BenefitRow) -> bool:
    """Whether the page can edit a line: utility lines speak of N, T, d and SDy, which it does not."""
    return line.kind in KIND_WORDS and line.terms.get("start") is None


def _before(key: str | None, content: Content) -> dict[str, Any]:
    """The terms of the saved line from which a row came."""
    if not key or not key.isascii() or not key.isdecimal() or int(key) >= len(content.benefits):
        return {}
    return dict(content.benefits[int(key)].terms)


def _terms(row: Any, kind: str) -> dict[str, Any]:
    basis = row["basis"].data
    sure = plain(row["confidence"].data)
    return {
        "units": plain(row["units"].data),
        "applies_to": row["applies_to"].data,
        "adoption": plain(row["adoption"].data),
        "delta": plain(row["delta"].data),
        "per": row["per"].data or "month",
        "value": major(row["value"].data),
        "redeployed": plain(row["redeployed"].data),
        "isolation": plain(row["isolation"].data),
        "basis": basis,
        "confidence": CONFIDENCE.get(basis) if sure is None else sure,
        "realisation": row["realisation"].data or REALISATION_BY_KIND[kind],
        "margin": plain(row["margin"].data),
        "lag": row["lag"].data,
        "ramp": plain(row["ramp"].data),
        "months": row["months"].data,
        "hold": plain(row["hold"].data),
        "half_life": plain(row["half_life"].data),
        "attrition": plain(row["attrition"].data),
    }


def _shown(line: BenefitRow, place: int, content: Content, choices: Choices) -> dict[str, Any]:
    terms = line.terms
    measure = next((row for row in choices.measures if row.id == content.measure_id), None)
    tied = line.measure_id == content.measure_id or "delta" not in terms
    value = minor(terms.get("value"))
    source = line.source
    if value is None and measure is not None and measure.value_minor is not None:
        value, source = measure.value_minor, source or measure.value_source
    numbers = ("units", "adoption", "delta", "redeployed", "isolation", "confidence", "margin")
    course = ("ramp", "hold", "half_life", "attrition")
    return {
        "key": str(place),
        "kind": line.kind,
        "label": line.label,
        **{name: exact(terms.get(name)) for name in (*numbers, *course)},
        **{name: terms.get(name) for name in ("basis", "lag", "months")},
        "units": exact(terms.get("units", content.people)),
        "applies_to": terms.get("applies_to", "each"),
        "per": terms.get("per", "month"),
        "realisation": terms.get("realisation", REALISATION_BY_KIND[line.kind]),
        "value": value,
        "source": source,
        "counts": THIS_MEASURE if tied else NO_MEASURE,
    }
