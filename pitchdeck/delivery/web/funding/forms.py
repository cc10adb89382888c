"""The fields of funds, purses, commitments and conflicts."""

from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    LongTextField,
    MoneyField,
    Option,
    SeveralField,
    TextField,
    WholeField,
    YesField,
)
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.funding.models.conditions import LONGEST


class FundForm(BaseForm):
    """A fund that finance opens."""

    name = TextField("Name", most=80, required=True, hint="As its owner will call it: Sales 2027.")
    unit = ChoiceField("Money of which unit", required=True)
    owner = ChoiceField("Owner", required=True, hint="Gives purses from it to investors.")
    fiscal_year = WholeField("Fiscal year", least=2000, most=2100, required=True)
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
    amount = MoneyField("Amount", least=1, required=True)
    up_to_needed = YesField("If less is needed by then, take less")
    condition = LongTextField(
        "Only on a condition",
        most=LONGEST,
        rows=2,
        hint="One sentence, or nothing. The money counts once the presenter accepts it.",
    )


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
