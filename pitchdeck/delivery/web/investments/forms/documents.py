"""The fields of credit notes and accruals."""

from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    LongTextField,
    MoneyField,
    MonthField,
    TextField,
)
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.investments.actions import AccrualEntry, CreditEntry
from pitchdeck.features.investments.actions.paying import BUDGET_CATEGORIES
from pitchdeck.features.investments.queries import EntryPage


class CreditForm(BaseForm):
    """A vendor's correction of an invoice."""

    reference = TextField(
        "Number of the credit note", required=True, missing="Enter the number of the credit note.", most=80
    )
    amount = MoneyField(
        "Amount",
        least=1,
        required=True,
        missing="Enter the amount of the credit note.",
        hint="As a positive number, net of recoverable tax.",
    )
    document_on = DayField("Document's date", required=True, missing="Enter the date on the document.")
    reason = LongTextField(
        "What it corrects", required=True, missing="Say in a sentence what the vendor corrects.", most=400
    )

    def entry(self) -> CreditEntry:
        """What the action takes."""
        return CreditEntry(
            self.reference.data, self.document_on.data, self.amount.data, self.reason.data or ""
        )


class AccrualForm(BaseForm):
    """What was delivered by the end of a month and not invoiced."""

    period_on = MonthField("Delivered by the end of", required=True, missing="Choose the month.")
    amount = MoneyField("Amount", least=1, required=True, missing="Enter the amount.")
    category = ChoiceField(
        "Category",
        options=[(category, CATEGORY_WORDS[category]) for category in BUDGET_CATEGORIES],
        required=True,
        missing="Choose what was delivered.",
    )
    contract = ChoiceField("Of the contract", blank="Of no contract", hint="Its open rest is accrued.")
    note = LongTextField(
        "What was delivered",
        required=True,
        missing="Say what was delivered and how its amount is known.",
        hint="And how its amount is known.",
        most=400,
    )

    def offer(self, found: EntryPage) -> None:
        """The contracts that an accrual may be of."""
        self.contract.options = [
            (each.key, f"{each.reference}, {each.vendor}: {money(each.open)} open")
            for each in found.contracts
        ]

    def entry(self) -> AccrualEntry:
        """What the action takes."""
        return AccrualEntry(
            period_on=self.period_on.data,
            category=self.category.data,
            amount=self.amount.data,
            note=self.note.data or "",
            contract=self.contract.data or "",
        )
