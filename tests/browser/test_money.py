"""Money where much else is going on: several purses' pitches, a queue of reviews."""

import re

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.opening import NARROW
from tests.browser.test_two_acts_of_money import take_back


def test_money_is_committed_on_a_phone(visit: Visit) -> None:
    """More than the purse is refused with figures beside what was typed; the prefilled amount is taken."""
    page = visit("investor1", "/", size=NARROW)
    page.get_by_role("link", name="Commit", exact=True).first.click()
    page.get_by_role("link", name="A coach for every head of a site").click()
    pitch = page.url
    prefilled = page.get_by_label(re.compile("^Commit from")).input_value()
    assert int(prefilled.replace(",", "")) > 0
    page.get_by_label(re.compile("^Commit from")).fill("400,000")
    page.get_by_role("button", name="Commit").last.click()
    expect(page.locator(".pd-errors")).to_contain_text(prefilled)
    expect(page.get_by_label(re.compile("^Amount"))).to_have_value("400,000")
    page.goto(pitch)
    page.get_by_role("button", name="Commit").last.click()
    expect(page.locator("main")).to_contain_text(f"Committed €{prefilled}")
    expect(page.get_by_role("table", name="Your commitments")).to_contain_text(f"€{prefilled}")
    take_back(page)


@pytest.mark.pango
def test_finance_reads_a_review_and_its_one_pager(visit: Visit) -> None:
    page = visit("finance", "/")
    page.get_by_role("link", name="Review", exact=True).first.click()
    expect(page.get_by_role("heading", name="Your verdict")).to_be_visible()
    expect(page.get_by_role("table", name="Commitments")).to_contain_text("€")
    link = page.get_by_role("link", name="One-pager").get_attribute("href")
    assert link
    answer = page.request.get(link)
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF")
    document = pypdfium2.PdfDocument(answer.body())
    assert len(document) == 1
    document.close()
