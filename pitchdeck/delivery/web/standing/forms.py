"""The terms of a standing approval, the second person's answer, and its end."""

from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    LongTextField,
    MoneyField,
    Option,
    SeveralField,
)
from pitchdeck.features.funding.figures import CATEGORY_WORDS

ANSWERS = (
    Option("confirmed", "Confirm", "From its first day on it approves what lies within its terms."),
    Option("declined", "Decline", "It approves nothing; say below why not."),
)


class StandingForm(BaseForm):
    """What finance approves ahead."""

    fund = ChoiceField("Money of which fund", required=True, blank="Choose a fund …")
    most = MoneyField("Up to, for one pitch", least=1, required=True)
    total = MoneyField("Up to, in all", least=1, required=True, hint="What all its uses may come to.")
    categories = SeveralField(
        "For these categories of cost",
        options=list(CATEGORY_WORDS.items()),
        required=True,
        missing="Tick the categories of cost that it covers: at least one.",
        hint="A pitch that asks for any other goes to finance.",
    )
    valid_from = DayField("First day", required=True)
    valid_to = DayField("Last day", required=True, hint="At most a year later.")
    reason = LongTextField(
        "What it is for",
        most=400,
        rows=2,
        required=True,
        missing="Say in a sentence what it is for: the second person and the auditor read it.",
    )


class AnswerForm(BaseForm):
    """The second person's answer."""

    verdict = ChoiceField("Your answer", options=ANSWERS, required=True, missing="Confirm or decline.")
    reason = LongTextField("Reason", most=400, rows=2, hint="Needed when you decline.")


class EndForm(BaseForm):
    """Why it ends."""

    why = LongTextField("Why it ends", most=400, rows=2, required=True)
