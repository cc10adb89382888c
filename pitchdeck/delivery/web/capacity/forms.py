"""How many hours a team has in a quarter."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, NumberField, TextField


class CapacityForm(BaseForm):
    """The hours of a team that can go into programmes, by whose word."""

    unit = ChoiceField("Team", required=True, missing="Choose the team.")
    quarter = ChoiceField("Quarter", required=True, missing="Choose the quarter.")
    hours = NumberField(
        "Hours",
        most=1_000_000,
        required=True,
        missing="Enter the hours.",
        hint="What is left for programmes after leave, meetings and daily business.",
    )
    source = TextField(
        "Source", most=200, required=True, missing="Name the source.", hint="Resource plan of March"
    )
