"""A unit's channel."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, TextField


class ChannelForm(BaseForm):
    """Which unit, what listens there, and where."""

    unit = ChoiceField("Unit", required=True, missing="Choose the unit.", hint="With all units below it.")
    flavour = ChoiceField(
        "What listens there",
        required=True,
        missing="Choose what listens there.",
        options=(("slack", "Slack"), ("teams", "Microsoft Teams"), ("plain", "Something else (plain JSON)")),
    )
    url = TextField("Address", most=500, required=True, missing="Enter the address of the channel.")
