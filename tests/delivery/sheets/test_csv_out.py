"""What a CSV runs in no spreadsheet, and what stays a number there."""

import pytest

from pitchdeck.delivery.sheets.csv_out import csv_of, marked_off, neutral


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1+1", "-A1", "-", "@SUM(A1)", "\t=1", "\r=1", "-1.", "-1e5"]
)
def test_what_a_spreadsheet_would_run_is_text_and_comes_back(typed: str) -> None:
    assert neutral(typed) == f"'{typed}"
    assert f"'{typed}" in csv_of(["Note"], [[typed]]).decode("utf-8-sig")
    assert marked_off(neutral(typed)) == typed


@pytest.mark.parametrize("figure", ["-1", "-120.50", "0.00", "17", "'quoted"])
def test_figures_stay_figures(figure: str) -> None:
    assert csv_of(["Amount"], [[figure]]).decode("utf-8-sig") == f"Amount\r\n{figure}\r\n"


def test_a_negative_amount_can_be_added_up() -> None:
    assert csv_of(["=Name", "Amount"], [["-x", "-4000.50"]]).decode("utf-8-sig") == (
        "'=Name,Amount\r\n'-x,-4000.50\r\n"
    )
