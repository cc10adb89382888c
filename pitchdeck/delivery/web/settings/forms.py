"""What is shown, what figures rest on, and a standard rate."""

from pitchdeck.delivery.web.forms import (
    LOCALES,
    BaseForm,
    ChoiceField,
    DayField,
    MoneyField,
    NumberField,
    PercentField,
    TextField,
    zones,
)

PURPOSES = (
    ("participant", "People who learn"),
    ("development", "Building it"),
    ("facilitation", "Running it"),
)


class RateForm(BaseForm):
    """What an hour costs, by whose word."""

    purpose = ChoiceField("For", options=PURPOSES, required=True, missing="Choose for what.")
    name = TextField(
        "Name", most=80, required=True, missing="Name it.", hint="A grade or an activity, never a person."
    )
    hourly = MoneyField("Per hour, fully loaded", least=1, required=True, missing="Enter the amount.")
    source = TextField("Source", most=200, required=True, missing="Name the source.")
    dated_on = DayField("As of", required=True, missing="Enter its date.")


class ShownForm(BaseForm):
    """What is only shown: it changes at once."""

    name = TextField("Name", most=120, required=True, missing="Name the organisation.")
    locale = ChoiceField("Figures and dates look like", options=LOCALES, blank="", required=True)
    zone = ChoiceField("Time zone", options=zones, required=True, missing="Choose the zone.")
    why = TextField("Why", most=200, required=True, missing="Say why: it stands in the history.")


class FiguresForm(BaseForm):
    """What every new projection rests on: it changes by the word of two people."""

    discount_rate = PercentField("Discount rate", most=50, required=True, missing="Enter the rate.")
    roi_objective_pct = NumberField(
        "ROI objective", least=0, most=1000, suffix="%", required=True, missing="Enter the objective."
    )
    burden = PercentField("On top of wages", most=200, required=True, missing="Enter the share.")
    burden_source = TextField(
        "Where that comes from", most=200, required=True, missing="Name the source and its date."
    )
    reason = TextField("Why", most=200, required=True, missing="Say why: the second person reads it.")
