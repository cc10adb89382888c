"""The forms around a submitted pitch: screening and withdrawing."""

from typing import Any

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LongTextField, Option, TextField

VERDICTS = [
    Option(
        "screen",
        "Accept",
        "It goes into the round: to its panel, or if that rolls to its investors.",
    ),
    Option("send_back", "Return", "The presenter changes it and submits again."),
    Option("redirect", "Redirect", "Learning is not the answer. This ends the pitch."),
    Option("merge", "Merge", "Another pitch covers it. This ends the pitch."),
]
READY_REASONS = (
    "The baseline is older than a year. Please use the last quarter.",
    "Costs are missing: who covers the people who are away?",
    "The benefit has no source. Name where the value comes from.",
    "The cause is the tool, not the skill: this goes to IT.",
    "The cause is the process: this goes to its owner.",
    "Same people and same measure as the other pitch.",
)
"""Reasons that come up again and again; the lead may write others."""


class ScreeningForm(BaseForm):
    """One verdict, with what it needs: a round, a reason, or another pitch."""

    verdict = ChoiceField("Verdict", options=VERDICTS, required=True, missing="Choose one of the four.")
    round = ChoiceField("Into which round", blank="Choose a round …", hint="To accept.")
    ready = ChoiceField(
        "Reason",
        options=[(words, words) for words in READY_REASONS],
        blank="In my own words …",
        hint="To return, redirect or merge. The presenter reads it.",
    )
    why = LongTextField("In your own words", most=400, rows=2, hint="These count instead of a chosen reason.")
    into = TextField("Into which pitch", most=20, hint="To merge: its reference, such as P-2026-0042.")

    @property
    def reason(self) -> str:
        """What the presenter will read."""
        return self.why.data or self.ready.data or ""

    def validate(self, extra_validators: Any = None) -> bool:
        """What the verdict needs is there."""
        fine = super().validate(extra_validators)
        if self.verdict.data == "screen" and not self.round.data and not self.round.errors:
            self.round.errors = ["Choose the round that takes this pitch."]
        if self.verdict.data == "merge" and not self.into.data and not self.into.errors:
            self.into.errors = ["Enter the reference of the pitch that takes this one in."]
        return fine and not self.errors_list


class WithdrawForm(BaseForm):
    """Why it is taken back; a word is enough."""

    why = LongTextField("Why", most=400, rows=2, hint="Investors who committed read it.")
