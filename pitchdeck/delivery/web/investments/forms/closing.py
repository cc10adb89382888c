"""What is said at the end of an investment."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LongTextField, Option, VerdictForm
from pitchdeck.features.investments.actions import Review


class ReviewForm(BaseForm):
    """The presenter's closing review."""

    obtained = LongTextField(
        "What was obtained",
        required=True,
        missing="Say what was obtained, beside what was promised.",
        most=600,
        hint="In the words of the business: what changed for whom. The figures stand above.",
    )
    why = LongTextField(
        "Why it came out so",
        required=True,
        missing="Say why it came out so: what worked, and what did not.",
        most=600,
    )
    lesson = LongTextField(
        "The lesson",
        required=True,
        missing="Say what the next programme does otherwise: the lesson is what remains.",
        most=300,
        hint="One sentence that helps who pitches next. It leads the one-pager.",
    )

    def review(self) -> Review:
        """What the action takes."""
        return Review(self.obtained.data or "", self.why.data or "", self.lesson.data or "")


class ClosingAnswerForm(VerdictForm):
    """The sponsor's word on it."""

    verdict = ChoiceField(
        "Your word",
        options=(
            Option("confirmed", "I confirm it", "this is what came of it; nothing more is added to it"),
            Option("sent_back", "I send it back", "say below what is missing or wrong"),
        ),
        required=True,
        missing="Choose whether you confirm it or send it back.",
    )
    reason = LongTextField("Reason", hint="Needed when you send it back.", most=400)


class CloseForm(BaseForm):
    """Nothing but the button."""
