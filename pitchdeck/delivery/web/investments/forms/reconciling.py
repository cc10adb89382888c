"""The fields of a month's reconciliation."""

from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LongTextField, MonthField
from pitchdeck.features.investments.queries import Month


class ExportForm(BaseForm):
    """The accounts' list of a month; the view reads the file."""

    month = MonthField("Month", required=True, missing="Choose the month of the export.")


class MatchForm(BaseForm):
    """A line of the accounts and a document of ours that belong together."""

    line = ChoiceField(
        "In the accounts", required=True, missing="Choose a line that is only in the accounts."
    )
    document = ChoiceField("Here", required=True, missing="Choose a document that is only here.")
    reason = LongTextField(
        "Why they are the same",
        required=True,
        missing="Say in a sentence why they are the same: the reason stays with the match.",
        most=400,
    )

    def offer(self, month: Month) -> None:
        """What is on one side only."""
        self.line.options = [
            (pair.theirs.key, f"{pair.theirs.reference}: {money(pair.theirs.amount)}")
            for pair in month.pairs
            if pair.state == "only_there" and pair.theirs
        ]
        self.document.options = [
            (pair.ours.key, f"{pair.ours.reference}: {money(pair.ours.amount)}")
            for pair in month.pairs
            if pair.state == "only_here" and pair.ours
        ]
