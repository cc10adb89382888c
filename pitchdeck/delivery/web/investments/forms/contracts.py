"""The fields of contracts."""

from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, DayField, LongTextField, MoneyField, TextField
from pitchdeck.features.investments.actions import ContractEntry
from pitchdeck.features.investments.queries import EntryPage


class ContractForm(BaseForm):
    """Money promised to a vendor."""

    reference = TextField(
        "Number of the order or contract",
        required=True,
        missing="Enter the number of the order or contract.",
        hint="As in the accounts: its invoices are found by it.",
        most=80,
    )
    vendor = TextField("Vendor", required=True, missing="Enter with whom the contract is made.", most=120)
    amount = MoneyField(
        "Amount",
        least=1,
        required=True,
        missing="Enter the amount.",
        hint="Net of recoverable tax, and only the part of this fiscal year.",
    )
    fiscal_year = ChoiceField(
        "Paid from",
        required=True,
        missing="Choose the fiscal year whose released money pays it.",
        hint="A contract over several years is reported once for each.",
    )
    ends_on = DayField("Ends on", required=True, missing="Enter the last day of the contract.")
    erp_code = TextField(
        "Code in the accounts", most=40, hint="Optional: cost centre or order, as finance has it."
    )
    note = LongTextField("About the document", most=400, hint="Where the signed document is kept.")

    def offer(self, found: EntryPage) -> None:
        """The years that something is released for; the only one is chosen."""
        self.fiscal_year.options = [
            (_named(year), f"{year}: {money(free)} free") for year, free in found.released.items()
        ]
        if len(found.released) == 1 and not self.is_submitted():
            self.fiscal_year.data = _named(next(iter(found.released)))

    def entry(self) -> ContractEntry:
        """What the action takes."""
        return ContractEntry(
            reference=self.reference.data,
            vendor=self.vendor.data,
            amount=self.amount.data,
            fiscal_year=int(self.fiscal_year.data.removeprefix("fy-")),
            ends_on=self.ends_on.data,
            erp_code=self.erp_code.data or "",
            note=self.note.data or "",
        )


def _named(year: int) -> str:
    return f"fy-{year}"
