"""Call a gate; say one's word at it; sign a stop."""

from datetime import date, timedelta

from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    LongTextField,
    Option,
    VerdictForm,
)
from pitchdeck.features.investments.figures.gates import VERDICT_WORDS

DAYS = timedelta(days=7)
"""What investors are given where the form says nothing else."""
HINTS = {
    "continue": "As it was approved; the next tranche can be released.",
    "conditions": "It goes on, and the presenter works to what you write.",
    "rescope": "It goes on with less or something else; what was promised stays the measure.",
    "pause": "Nothing is released or ordered until another gate lets it go on.",
    "stop": "It ends with a lesson. What is not spent or ordered goes back to its funds once finance signed.",
}


class CallForm(BaseForm):
    """What is to be decided, and until when."""

    question = LongTextField(
        "What is to be decided",
        most=600,
        rows=4,
        required=True,
        missing="Say what is to be decided, and on what evidence: every investor reads it.",
    )
    due_on = DayField("Last day for the investors' word", required=True, missing="Choose the last day.")

    def offer(self, today: date) -> None:
        """Nothing typed yet: a week."""
        if not self.is_submitted():
            self.due_on.data = today + DAYS


class VoteForm(VerdictForm):
    """How the programme goes on."""

    verdict = ChoiceField(
        "How does it go on?",
        options=[Option(verdict, words, HINTS[verdict]) for verdict, words in VERDICT_WORDS.items()],
        required=True,
        missing="Choose how the programme goes on.",
    )
    reason = LongTextField(
        "Why, or the condition",
        most=600,
        rows=3,
        hint="Needed unless it just goes on: everybody concerned reads it.",
    )


class SignForm(BaseForm):
    """One button."""
