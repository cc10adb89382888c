"""A standard rate."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, DayField, MoneyField, TextField

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
