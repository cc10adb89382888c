"""The forms of a round: its plan, a reason for closing early, the shortlist, a substitute."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    LineForm,
    Lines,
    LongTextField,
    NumberField,
    Option,
    TextField,
    WholeField,
    YearField,
    evening,
)
from pitchdeck.features.people.queries import PersonRow, UnitRow
from pitchdeck.features.rounds.actions import MOST_CRITERIA, Plan, RollingPlan
from pitchdeck.features.rounds.figures import DEFAULT_CRITERIA, CriterionText
from pitchdeck.features.rounds.queries import CriterionRow, PanelRow, RoundRow

RULES = [
    Option("disclose", "Disclose: a sponsor scores too, labelled, shown with and without"),
    Option("strict", "Strict: people with a conflict do not score"),
]
BLANKS = {
    "by_panel": "By the panel's size: disclose with fewer than five, else strict",
    "disclose": "As the settings say: disclose",
    "strict": "As the settings say: strict",
}
"""What a round without a choice of its own gets, by the organisation's setting."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Whom and what a plan may name: keys and names go to the page, the ids of rows stay here."""

    units: tuple[UnitRow, ...]
    chairs: tuple[PersonRow, ...]
    investors: tuple[PersonRow, ...]


def named(rows: Iterable[UnitRow | PersonRow | RoundRow]) -> list[tuple[str, str]]:
    """Key and name of each row, as choices."""
    return [(row.key, row.name) for row in rows]


def id_of(rows: Iterable[UnitRow | PersonRow], key: str | None) -> int:
    """The row that was chosen; the form has checked that it is among the choices."""
    return next(row.id for row in rows if row.key == key)


def _key_of(rows: Iterable[UnitRow | PersonRow], row_id: int) -> str:
    """The choice for a row; none for what may not be chosen any more."""
    return next((row.key for row in rows if row.id == row_id), "")


class SeveralField(SelectMultipleField):
    """Any number of ticks; `choices` are (value, name), set by the view."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, *, missing: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(label, choices=[], description=hint, validate_choice=False, **kwargs)
        self.missing, self.hint = missing, hint
        self.required = True

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002  # WTForms' signature
        """Refuse none, and what is not among the choices."""
        known = {str(choice[0]) for choice in self.choices or ()}
        if not self.data:
            raise StopValidation(self.missing)
        if set(self.data) - known:
            raise StopValidation("One of these is no longer among the choices. Look at the list again.")


class CriterionLine(LineForm):
    """One criterion."""

    name = TextField("Name", most=60, required=True)
    weight = WholeField("Weight", least=1, most=100, suffix="%", required=True)
    question = TextField("The question", most=160, required=True)
    anchor_low = LongTextField("What is a 1", most=160, rows=2, required=True)
    anchor_middle = LongTextField("What is a 3", most=160, rows=2, required=True)
    anchor_high = LongTextField("What is a 5", most=160, rows=2, required=True)


class PlanForm(BaseForm):
    """A round's plan; what opening freezes is all on this page."""

    name = TextField("Name", most=80, required=True, hint="As people will call it: Spring 2027.")
    unit = ChoiceField("For which unit", required=True)
    chair = ChoiceField(
        "Chair", required=True, hint="A business person: opens and closes the stages, has the casting vote."
    )
    panel = SeveralField("Panel", missing="Choose at least one investor for the panel.")
    quorum = WholeField(
        "Quorum",
        least=1,
        most=99,
        required=True,
        suffix="scorecards",
        hint="A pitch with fewer never goes through.",
    )
    fiscal_year = YearField("Fiscal year of the money", required=True)
    pitches_close_at = DayField("Pitches until", required=True)
    scoring_closes_at = DayField("Scores until", required=True)
    funding_closes_at = DayField("Commitments until", required=True)
    decision_on = DayField("Decision on", required=True)
    conflict_rule = ChoiceField(
        "Conflict of interest",
        options=RULES,
        blank=BLANKS["by_panel"],
    )
    roi_objective_pct = NumberField(
        "ROI objective", least=0, most=1000, suffix="%", hint="Shown beside each ROI, never scored."
    )
    criteria = Lines(CriterionLine, "Criteria", least=1, most=MOST_CRITERIA, noun="criterion")

    def offer(self, choices: Choices) -> None:
        """Set what may be chosen."""
        self.unit.options, self.chair.options = named(choices.units), named(choices.chairs)
        self.panel.choices = named(choices.investors)

    def plan(self, choices: Choices, zone: ZoneInfo) -> Plan:
        """What was filled in, deadlines at six in the evening of the organisation's zone."""
        return Plan(
            name=self.name.data or "",
            unit_id=id_of(choices.units, self.unit.data),
            chair_id=id_of(choices.chairs, self.chair.data),
            panel=tuple(id_of(choices.investors, key) for key in self.panel.data or ()),
            fiscal_year=self.fiscal_year.data,
            quorum=self.quorum.data,
            pitches_close_at=evening(self.pitches_close_at.data, zone),
            scoring_closes_at=evening(self.scoring_closes_at.data, zone),
            funding_closes_at=evening(self.funding_closes_at.data, zone),
            decision_on=self.decision_on.data,
            conflict_rule=self.conflict_rule.data or None,
            roi_objective_pct=_objective(self.roi_objective_pct.data),
            criteria=tuple(CriterionText(**_words(row)) for row in self.criteria.values()),
        )


class RollingForm(BaseForm):
    """A rolling round's plan: nothing of it is scored, and it ends with its fiscal year."""

    name = TextField("Name", most=80, required=True, hint="As people will call it: Small asks 2027.")
    unit = ChoiceField("For which unit", required=True)
    chair = ChoiceField("Chair", required=True, hint="A business person: opens and closes it.")
    fiscal_year = YearField(
        "Fiscal year of the money", least=2000, most=2100, required=True, hint="The round runs until it ends."
    )
    panel = SeveralField(
        "Investors",
        missing="Choose at least one investor.",
        hint="Whoever may be given a purse in it. Others can join later.",
    )

    def offer(self, choices: Choices) -> None:
        """Set what may be chosen."""
        self.unit.options, self.chair.options = named(choices.units), named(choices.chairs)
        self.panel.choices = named(choices.investors)

    def plan(self, choices: Choices) -> RollingPlan:
        """What was filled in."""
        return RollingPlan(
            name=self.name.data or "",
            unit_id=id_of(choices.units, self.unit.data),
            chair_id=id_of(choices.chairs, self.chair.data),
            panel=tuple(id_of(choices.investors, key) for key in self.panel.data or ()),
            fiscal_year=self.fiscal_year.data,
        )


def rolling_of(row: RoundRow, panel: Sequence[PanelRow], choices: Choices) -> dict[str, Any]:
    """The form of a rolling round that has not opened, filled with what it says now."""
    return {
        "name": row.name,
        "fiscal_year": row.fiscal_year,
        "unit": _key_of(choices.units, row.unit_id),
        "chair": _key_of(choices.chairs, row.chair_id),
        "panel": [seat.key for seat in panel],
    }


def _objective(typed: Any) -> float | None:
    return None if typed is None else float(typed)


def _words(row: dict[str, Any]) -> dict[str, Any]:
    names = ("name", "question", "weight", "anchor_low", "anchor_middle", "anchor_high")
    return {name: row[name] for name in names}


def new_plan(objective: float) -> dict[str, Any]:
    """A new round's form: the four criteria, the organisation's objective."""
    return {
        "criteria": [asdict(text) for text in DEFAULT_CRITERIA],
        "roi_objective_pct": objective,
        "conflict_rule": "",
        "panel": [],
    }


def plan_of(
    row: RoundRow,
    criteria: Sequence[CriterionRow],
    panel: Sequence[PanelRow],
    choices: Choices,
    zone: ZoneInfo,
) -> dict[str, Any]:
    """A draft's form, filled with what it says now."""
    names = ("name", "quorum", "fiscal_year", "decision_on", "conflict_rule", "roi_objective_pct")
    deadlines = ("pitches_close_at", "scoring_closes_at", "funding_closes_at")
    return {
        **{name: getattr(row, name) for name in names},
        **{name: getattr(row, name).astimezone(zone).date() for name in deadlines},
        "unit": _key_of(choices.units, row.unit_id),
        "chair": _key_of(choices.chairs, row.chair_id),
        "panel": [seat.key for seat in panel],
        "criteria": [_words(asdict(one)) for one in criteria],
    }


class ReasonForm(BaseForm):
    """Why a stage closes before its deadline."""

    why = LongTextField("Why now", most=400, rows=2, hint="Needed only while scorecards are missing.")


class OfferForm(BaseForm):
    """A pitch on the waiting list that is offered a place."""

    pitch = TextField("Pitch", most=20, required=True)
    why = LongTextField("Why before the others", most=400, rows=2, hint="It stands in the records.")


class SubstituteForm(BaseForm):
    """One more person for the panel."""

    person = ChoiceField("Seat one more", required=True, blank="Choose an investor …")


class ShortlistForm(BaseForm):
    """The pitches that go on to funding."""

    chosen = SeveralField("On the shortlist", missing="Choose at least one pitch.")
    why = LongTextField(
        "Why one that ranks higher is passed over",
        most=400,
        rows=2,
        hint="Needed only then. It stands in the letters.",
    )
