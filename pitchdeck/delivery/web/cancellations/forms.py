"""Ask for the end of a promise; confirm or decline it."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LongTextField, Option, VerdictForm

ANSWERS = [
    Option("confirmed", "End it", "The programme has that much less for its later year, and is told."),
    Option("declined", "Decline", "It stays promised; the investor reads why."),
]


class AskForm(BaseForm):
    """Why the promise should end."""

    reason = LongTextField(
        "Why it should end",
        most=400,
        rows=3,
        required=True,
        missing="Say in a sentence why: finance and the presenter read it.",
    )


class AnswerForm(VerdictForm):
    """Finance's answer."""

    verdict = ChoiceField(
        "Does it end?", options=ANSWERS, required=True, missing="Choose to end it or to decline."
    )
    reason = LongTextField("Why", most=400, rows=2, hint="Needed to decline: the investor reads it.")
