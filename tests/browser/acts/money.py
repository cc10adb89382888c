"""Commitments until the ask is covered, finance's verdict, the decision, its letter and the first release."""

import re

from playwright.sync_api import Page, expect

from tests.browser.acts.judging import press
from tests.browser.world import ROUND, People, follow


def _offer(people: People, name: str, title: str) -> Page:
    """The pitch's page, where the investor's amount is filled in already."""
    page = people.at(name, "Commit", title)
    expect(page.get_by_label(re.compile("^Commit from"))).to_be_visible()
    return page


def commit(page: Page, amount: str | None = None) -> None:
    """That amount, or the one that is filled in."""
    if amount:
        page.get_by_label(re.compile("^Commit from")).fill(amount)
    page.get_by_role("button", name="Commit", exact=True).last.click()


def cover(people: People, title: str) -> None:
    """Too much is refused with the figures and what was typed; then two phones cover the ask."""
    small = _offer(people, "investor2", title)
    commit(small, "5,000.01")
    expect(small.locator(".pd-errors")).to_contain_text("5,000")
    expect(small.get_by_label(re.compile("^Amount"))).to_have_value("5,000.01")
    small.get_by_label(re.compile("^Amount")).fill("2,000")
    small.get_by_role("button", name="Commit", exact=True).last.click()
    expect(small.locator("main")).to_contain_text("Committed €2,000")
    large = _offer(people, "investor1", title)
    commit(large, "19,000")
    expect(large.locator(".pd-errors")).to_contain_text("needs")
    large = _offer(people, "investor1", title)
    expect(large.get_by_label(re.compile("^Commit from"))).to_have_value("4,000")
    commit(large)
    expect(large.locator("main")).to_contain_text("Committed €4,000")
    expect(large.locator(".pd-lede")).to_contain_text("Covered")


def review(people: People, title: str) -> None:
    """The chair closes funding; finance reads the review and approves."""
    chair = people.at("chair", "Rounds", ROUND, "Money of this round")
    press(chair, "Close funding")
    expect(chair.locator(".pd-lede")).to_contain_text("Finance review")
    finance = people.at("finance", "Review")
    expect(finance.locator("h1")).to_contain_text(title)
    expect(finance.get_by_role("table", name="Commitments")).to_contain_text("€4,000.00")
    finance.get_by_role("radio", name=re.compile("^Approve (?!with)")).check()
    finance.get_by_role("button", name="Give this verdict").last.click()
    expect(finance.locator("main")).to_contain_text("Approved")


def publish(people: People, title: str, pitch: str) -> None:
    """The presenter knows nothing of the decision until the chair publishes it, then has the letter."""
    presenter = people.home("presenter")
    presenter.goto(pitch)
    expect(presenter.locator(".pd-lede")).not_to_contain_text("Funded")
    chair = people.at("chair", "Rounds", ROUND, "Money of this round")
    press(chair, "Call it decided")
    expect(chair.locator(".pd-lede")).to_contain_text("Decided")
    press(chair, "Publish")
    expect(chair.locator(".pd-lede")).to_contain_text("Published")
    presenter = people.at("presenter", title)
    expect(presenter.locator(".pd-lede")).to_contain_text("Funded")
    follow(presenter, "Letter")
    expect(presenter.locator("article")).to_contain_text("Your pitch is funded.")
    expect(presenter.locator("article")).to_contain_text("3.50 of 5 from 2 scorecards")
    expect(presenter.get_by_role("table", name="What was granted")).to_contain_text("€6,000.00")


def release(people: People) -> None:
    """Finance says what the release rests on; the investment opens with it."""
    finance = people.at("finance", "Release")
    finance.get_by_label("What the release rests on").fill("The plan stands.")
    finance.get_by_role("button", name=re.compile("^Release")).last.click()
    expect(finance.get_by_role("heading", name="Where it stands")).to_be_visible()
