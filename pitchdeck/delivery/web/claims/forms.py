"""Yes, or no with the reason."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LongTextField, Option

ANSWERS = [
    Option("yes", "Yes", "I expect this, and I will answer for the measurement."),
    Option("no", "No", "Say why below; the presenter changes the claim and asks again."),
]


class AnswerForm(BaseForm):
    """One answer, once."""

    verdict = ChoiceField("Do you agree?", options=ANSWERS, required=True, missing="Choose yes or no.")
    reason = LongTextField("Why not", most=400, rows=3, hint="Needed for a no. The presenter reads it.")
