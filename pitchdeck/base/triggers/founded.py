"""What of the organisation's settings money rests on."""

from pitchdeck.base.triggers.refusal import refuse

FOUNDED = (
    refuse(
        "fiscal_year_kept",
        "organisation",
        "UPDATE OF fiscal_year_start",
        (
            (
                "NEW.fiscal_year_start <> OLD.fiscal_year_start"
                " AND (EXISTS (SELECT 1 FROM fund) OR EXISTS (SELECT 1 FROM revision))",
                "the fiscal year begins as it did when money was first split by it",
            ),
        ),
    ),
)
