"""The fields of finance's verdicts and of the chair's acts."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, DayField, LongTextField, Option

VERDICTS = (
    Option("approve", "Approve", "Commits the money of its highest covered tier. Final once given."),
    Option(
        "approve_with_conditions",
        "Approve with conditions",
        "As above; the first tranche waits until what you write is met.",
    ),
    Option("put_on_hold", "Put on hold", "Undecided; published so, it goes to the waiting list."),
    Option("send_back_review", "Send back", "The presenter is told now what is missing."),
    Option("decline", "Decline", "Its money is free again when the round is published."),
)
ALONE = (
    Option("approve", "Approve", "Commits the money of its highest covered tier. Final, and announced now."),
    Option(
        "approve_with_conditions",
        "Approve with conditions",
        "As above; the first tranche waits until what you write is met.",
    ),
    Option("put_on_hold", "Put on hold", "Undecided: it stays with you, and its money reserved."),
    Option("send_back_review", "Send back", "The presenter is told now what is missing; it stays with you."),
    Option("decline", "Decline", "Its money is free again and its letter leaves at once."),
)
"""The verdicts where nothing is announced together: in a rolling round."""
READY = (
    ("Lines of outside spending name no quote.", "No quote for a large line"),
    ("The benefit rests on an assumption that nobody has confirmed.", "Benefit not confirmed"),
    ("The rates differ from the standard rates without a source.", "Own rates without a source"),
    ("The same need is covered by a programme that runs already.", "Overlaps with another programme"),
    ("The year's budget is held for commitments that come first.", "Budget is held for others"),
)
"""Reasons that finance gives often, as a letter says them."""


class ReasonForm(BaseForm):
    """A reason that may be left out."""

    why = LongTextField("Why", most=400, rows=2)


class ExtensionForm(BaseForm):
    """Until when money is committed now, and why."""

    until = DayField("Commitments until", required=True, hint="Until 18:00 in the organisation's zone.")
    reason = LongTextField("Reason", most=400, rows=2, required=True)


class ReviewForm(BaseForm):
    """Finance's verdict."""

    verdict = ChoiceField("Verdict", required=True, options=VERDICTS)
    ready = ChoiceField("Ready reason", options=READY, blank="In my own words")
    reason = LongTextField(
        "Reason",
        most=600,
        rows=3,
        hint="Stands in the letter: the conditions, or why. Only a plain approval needs none.",
    )

    def stand_alone(self) -> None:
        """Say of each verdict what it means where it is announced at once."""
        self.verdict.options = ALONE

    @property
    def words(self) -> str:
        """What was chosen and what was written, as one reason."""
        return " ".join(part for part in (self.ready.data, self.reason.data) if part)
