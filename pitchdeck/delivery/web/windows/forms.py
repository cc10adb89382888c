"""Ask for a longer headline; accept or refuse it with the reason."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LongTextField, Option, VerdictForm

WINDOWS = [
    Option("12", "The first year", "As every pitch does. Nobody needs to be asked."),
    Option("24", "24 months", "Finance must agree before you submit."),
    Option("36", "36 months", "Finance must agree before you submit."),
]
ANSWERS = [
    Option("accepted", "Accept", "It is a long-term solution: the headline may count so many months."),
    Option("refused", "Refuse", "The presenter counts the first year, or asks again."),
]


class AskForm(BaseForm):
    """How many months the headline counts."""

    months = ChoiceField(
        "The headline counts", options=WINDOWS, required=True, missing="Choose how many months it counts."
    )
    reason = LongTextField(
        "Why one year is too short",
        most=400,
        rows=3,
        hint="For more than the first year: what still works in the second, and how you know. "
        "Finance decides on it.",
    )


class AnswerForm(VerdictForm):
    """One answer; another question gets another one."""

    verdict = ChoiceField(
        "Is it a long-term solution?",
        options=ANSWERS,
        required=True,
        missing="Choose to accept or to refuse.",
    )
    reason = LongTextField("Why", required=True, most=400, rows=3, hint="It stands beside the headline.")
