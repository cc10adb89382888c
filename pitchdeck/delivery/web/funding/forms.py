"""The fields of funds, purses, commitments and conflicts."""

from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    LongTextField,
    MoneyField,
    TextField,
    WholeField,
    YesField,
)


class FundForm(BaseForm):
    """A fund that finance opens."""

    name = TextField("Name", most=80, required=True, hint="As its owner will call it: Sales 2027.")
    unit = ChoiceField("Money of which unit", required=True)
    owner = ChoiceField("Owner", required=True, hint="Gives purses from it to investors.")
    fiscal_year = WholeField("Fiscal year", least=2000, most=2100, required=True)
    amount = MoneyField("Amount", least=1, required=True)
    erp_code = TextField("Code in the ERP", most=40, hint="Cost centre or fund code, if there is one.")
    shared = YesField("A pool that serves several units")


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


class RecusalForm(BaseForm):
    """A conflict."""

    reason = LongTextField(
        "What connects you with it",
        most=400,
        rows=2,
        required=True,
        missing="Name the conflict in a few words: finance and the auditor read them.",
    )
