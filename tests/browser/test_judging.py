"""Many pitches to score, on a phone."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.opening import NARROW

A_SENTENCE = "The case is clear and its sponsor stands behind it."


def test_the_next_pitch_to_score_comes_by_itself(visit: Visit) -> None:
    page = visit("investor1", "/", size=NARROW)
    page.get_by_role("link", name="Score", exact=True).first.click()
    first = page.locator("h1").inner_text()
    scales = page.locator("fieldset.sc-scale")
    expect(scales).to_have_count(4)
    for number in range(4):
        scales.nth(number).locator(".sc-values label").nth(3).click()
    page.get_by_label("In one sentence").fill(A_SENTENCE)
    page.get_by_role("button", name="Save and next").last.click()
    expect(page.locator("h1")).not_to_have_text(first)
    assert page.url.endswith("/scorecard")
    page.goto("/scoring")
    expect(page.get_by_role("table")).to_contain_text(first.removeprefix("Score: "))
