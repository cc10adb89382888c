"""The fields of funds, purses, commitments and conflicts."""

import re
from collections.abc import Iterable, Sequence

from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    LongTextField,
    MoneyField,
    Option,
    SeveralField,
    TextField,
    YearField,
    YesField,
)
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.funding.models.conditions import LONGEST
from pitchdeck.features.funding.queries import CostMark

AHEAD = "ahead_"
AHEAD_NAME = re.compile(AHEAD + r"20\d\d", re.ASCII)
MOST_YEARS = 10
"""Later years in one form: no ask has more."""


class FundForm(BaseForm):
    """A fund that finance opens."""

    name = TextField("Name", most=80, required=True, hint="As its owner will call it: Sales 2027.")
    unit = ChoiceField("Money of which unit", required=True)
    owner = ChoiceField("Owner", required=True, hint="Gives purses from it to investors.")
    fiscal_year = YearField("Fiscal year", required=True)
    amount = MoneyField("Amount", least=1, required=True)
    erp_code = TextField("Code in the ERP", most=40, hint="Cost centre or fund code, if there is one.")
    shared = YesField("A pool that serves several units")
    nature = ChoiceField(
        "Kind of budget",
        options=[
            ("opex", "Operating budget", "Expense of the year: most of what learning costs."),
            ("capex", "Capital budget", "Only for the categories of cost that may be capitalised."),
        ],
        default="opex",
        required=True,
    )
    goals = SeveralField("Only for these goals", hint="Tick none, and it is for every goal.")
    categories = SeveralField(
        "Only for these categories of cost",
        options=list(CATEGORY_WORDS.items()),
        hint="Tick none, and it is for every category. Capital budget needs at least one.",
    )


class PurseForm(BaseForm):
    """A purse that a fund's owner gives."""

    investor = ChoiceField("Investor", required=True, blank="Choose who may commit it …")
    round = ChoiceField("For the round", required=True, blank="Choose a round …")
    amount = MoneyField("Amount", least=1, required=True)


class CommitForm(BaseForm):
    """Money for a pitch."""

    purse = ChoiceField("From", required=True)
    amount = MoneyField("Amount", least=1)
    up_to_needed = YesField("If less is needed by then, take less")
    condition = LongTextField(
        "Only on a condition",
        most=LONGEST,
        rows=2,
        hint="One sentence, or nothing. The money counts once the presenter accepts it.",
    )

    @property
    def ahead(self) -> dict[int, MoneyField]:
        """The fields of later years, whose money is promised in advance, by year."""
        return {int(name.removeprefix(AHEAD)): self[name] for name in self._fields if name.startswith(AHEAD)}


def commit_form(years: Iterable[int]) -> type[CommitForm]:
    """The form with an amount for each of these later years."""
    fields = {f"{AHEAD}{year}": MoneyField(f"In advance, for {year}", least=1) for year in sorted(years)}
    return type("CommitForm", (CommitForm,), fields)


def years_of(names: Iterable[str]) -> list[int]:
    """The later years that were filled in, from the names of the fields that came."""
    return sorted(int(name.removeprefix(AHEAD)) for name in names if AHEAD_NAME.fullmatch(name))[:MOST_YEARS]


class ChangeForm(BaseForm):
    """Another amount in the place of a commitment."""

    amount = MoneyField("Commit instead", least=1, required=True)


class StandbyForm(BaseForm):
    """Money that would be committed if there were room."""

    purse = TextField("From", most=64, required=True)
    amount = MoneyField("Amount", least=1, required=True)


class ConditionForm(BaseForm):
    """The presenter's answer to a condition."""

    verdict = ChoiceField(
        "Do you accept?",
        options=[Option("accepted", "Accept"), Option("declined", "Decline")],
        required=True,
        missing="Accept the condition or decline it.",
    )


class RecusalForm(BaseForm):
    """A conflict."""

    reason = LongTextField(
        "What connects you with it",
        most=400,
        rows=2,
        required=True,
        missing="Name the conflict in a few words: finance and the auditor read them.",
    )


class CapexForm(BaseForm):
    """The lines of cost that capital budget pays for."""

    lines = SeveralField("Lines that capital budget pays for", hint="Not ticked is operating budget.")
    reason = LongTextField(
        "Why", required=True, missing="Say in a sentence why: the reason stays with the lines.", most=400
    )

    def offer(self, lines: Sequence[CostMark], currency: str) -> None:
        """Let these lines be chosen."""
        self.lines.options = [
            Option(row.line, f"{row.label or CATEGORY_WORDS[row.category]}: {money(row.amount, currency)}")
            for row in lines
        ]
