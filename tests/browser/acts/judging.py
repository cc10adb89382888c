"""Scoring on phones: one steps out, two score, the chair closes and chooses the shortlist."""

import re

from playwright.sync_api import Page, expect

from tests.browser.world import ROUND, People, follow

CLEAR = "A clear case with a sponsor behind it."
DOUBTFUL = "I would like to see the pilot first."


def press(page: Page, label: str) -> None:
    """A button of that name, behind its question where there is one."""
    asking = page.locator("main summary", has_text=label)
    if asking.count():
        asking.first.click()
    page.locator("main").get_by_role("button", name=re.compile(f"^{label}")).last.click()


def open_scoring(people: People) -> None:
    chair = people.at("chair", "Rounds", ROUND)
    press(chair, "Open scoring")
    expect(chair.locator(".pd-lede")).to_contain_text("Scoring")


def recuse(people: People, title: str) -> None:
    """Who has a conflict says so and is asked for no score any more."""
    conflicted = people.at("investor3", "Score")
    follow(conflicted, "I have a conflict")
    expect(conflicted.locator("h1")).to_contain_text(title)
    conflicted.get_by_label("What connects you with it").fill("My brother owns the coaching company.")
    conflicted.get_by_role("button", name="Declare and step out").last.click()
    assert people.home("investor3").get_by_role("link", name="Score", exact=True).count() == 0


def score(people: People, name: str, value: int, sentence: str) -> None:
    """Four scales and one sentence on one page."""
    page = people.at(name, "Score")
    scales = page.locator("fieldset.sc-scale")
    expect(scales).to_have_count(4)
    for number in range(4):
        scales.nth(number).locator(".sc-values label").nth(value - 1).click()
    page.get_by_label("In one sentence").fill(sentence)
    page.get_by_role("button", name="Save and see the others' scores").click()
    expect(page.locator("main")).to_contain_text(sentence)


def score_all(people: People, title: str, pitch: str) -> None:
    """Nobody sees another's score before their own is in; the presenter sees none."""
    recuse(people, title)
    score(people, "investor1", 4, CLEAR)
    second = people.at("investor2", "Score", "The whole pitch")
    expect(second.locator("h1")).to_have_text(title)
    expect(second.locator("main")).not_to_contain_text(CLEAR)
    score(people, "investor2", 3, DOUBTFUL)
    expect(second.locator("main")).to_contain_text(CLEAR)
    presenter = people.home("presenter")
    presenter.goto(pitch)
    expect(presenter.locator("main")).not_to_contain_text(CLEAR)


def shortlist(people: People, title: str) -> None:
    """The chair, on a phone: closes scoring, which leads to the shortlist; ticks the pitch, opens funding."""
    chair = people.at("chair", "Rounds", ROUND)
    press(chair, "Close scoring")
    expect(chair.locator("h1")).to_have_text(f"Shortlist of {ROUND}")
    row = chair.get_by_role("row", name=re.compile(title))
    expect(row).to_contain_text("3.5")
    row.get_by_role("checkbox").check()
    chair.get_by_role("button", name="Keep this shortlist").last.click()
    expect(chair.locator("main")).to_contain_text("Shortlisted")
    follow(chair, "Money of this round")
    press(chair, "Open funding")
    expect(chair.locator(".pd-lede")).to_contain_text("Funding")
