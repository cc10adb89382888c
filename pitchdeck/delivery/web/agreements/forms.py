"""Agree, or refuse with the reason."""

from pitchdeck.delivery.web.forms import ChoiceField, LongTextField, Option, VerdictForm

ANSWERS = [
    Option("agreed", "Agree", "My people may spend this time on it."),
    Option("refused", "Refuse", "Say why below; the presenter plans anew, or talks to me."),
]


class AnswerForm(VerdictForm):
    """One answer; the newest counts until finance approves."""

    verdict = ChoiceField(
        "May they spend this time?", options=ANSWERS, required=True, missing="Choose to agree or to refuse."
    )
    reason = LongTextField("Why not", most=400, rows=3, hint="Needed to refuse. The presenter reads it.")
