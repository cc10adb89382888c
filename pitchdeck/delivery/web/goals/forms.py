"""A goal, and a measure under it."""

from wtforms.validators import ValidationError

from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    LongTextField,
    MoneyField,
    NumberField,
    TextField,
    WholeField,
    YesField,
)

NUMBER = 10**12


class GoalForm(BaseForm):
    """A strategic goal of a unit."""

    name = TextField(
        "Goal", most=120, required=True, missing="Name the goal.", hint="What should be true then."
    )
    why = LongTextField("Why it matters", most=400, required=True, missing="Say why it matters.", rows=3)
    priority = WholeField(
        "Priority", least=1, most=9, required=True, missing="Enter 1 to 9.", hint="1 is the highest."
    )
    unit = ChoiceField("Unit", required=True, missing="Choose the unit.")
    owner = ChoiceField("Owner", required=True, missing="Choose who answers for it.")
    until = DayField("Until", required=True, missing="Choose the day by which it counts.")


class MeasureForm(BaseForm):
    """How a goal is measured, and who owns the measure."""

    name = TextField("Measure", most=120, required=True, missing="Name the measure.")
    unit_of_measure = TextField(
        "Counted in",
        most=40,
        required=True,
        missing="Say what it is counted in.",
        hint="For example: %, hours per week, calls.",
    )
    baseline = NumberField(
        "Baseline", least=-NUMBER, most=NUMBER, places=6, required=True, missing="Enter today's value."
    )
    baseline_on = DayField("Measured on", required=True, missing="Say when it was measured.")
    target = NumberField(
        "Target", least=-NUMBER, most=NUMBER, places=6, required=True, missing="Enter the target."
    )
    target_on = DayField("Due on", required=True, missing="Say by when.")
    owner = ChoiceField(
        "Sponsor",
        required=True,
        missing="Choose who owns it.",
        hint="The business person who agrees the target and attests every reading; never L&D.",
    )
    standard = ChoiceField(
        "Finance's value of one unit",
        blank="None of these",
        hint="What finance has accepted, with its source. Whoever takes it needs none of their own.",
    )
    value_minor = MoneyField(
        "One unit is worth", hint="A value of its own: finance reads it as such. Empty if nobody knows."
    )
    value_source = TextField("Source of that value", most=200)
    revenue = YesField("This is revenue", hint="Then every benefit on it needs its margin.")

    def validate_value_minor(self, field: MoneyField) -> None:
        """One value, not two."""
        if self.standard.data and field.data is not None:
            raise ValidationError(
                "Finance's value is chosen above. Leave this empty, or choose “None of these”."
            )
