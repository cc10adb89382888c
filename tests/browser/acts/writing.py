"""The six steps of a pitch by hand, the sponsor's answer, the submission and the screening."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.world import ROUND, People, follow


@dataclass(frozen=True, slots=True)
class Story:
    """What is typed into the steps; months as the browser's own input takes them."""

    title: str
    unit: str
    measure: str
    start: str
    launch: str


PROBLEM = "Agents solve every second case twice, because they treat what the customer says."
SOLUTION = {
    "What we will do": "A half-day on diagnosis, then coaching on live calls.",
    "Who learns": "Agents of first-line support",
    "How many people": "100",
    "Time for each": "3",
}
PROOF = {
    "1 · They find it useful": "4 of 5 would recommend it",
    "The biggest risk": "Team leads do not release people.",
    "What you do about it": "Two slots a week are planned.",
    "When you would stop": "When rework has not fallen after six months.",
}
SENTENCE = {
    "How many people": "100",
    "Share who apply it": "55",
    "How many hours each saves": "2",
    "What an hour is worth": "42.60",
    "Share of freed time put to use": "50",
}


def figure(page: Page, name: str) -> Locator:
    """A figure of the strip by its name."""
    cells = page.locator("#figures dl > div", has=page.locator("dt", has_text=re.compile(f"^{name}")))
    return cells.locator("dd").first


def step(page: Page, name: str, fields: dict[str, str]) -> None:
    """On the step of that name: fill in what the labels name."""
    expect(page.locator("h1")).to_contain_text(name)
    for label, text in fields.items():
        page.get_by_label(label).first.fill(text)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and go on").click()


def choose(field: Locator, words: str) -> None:
    """The choice of a list that reads so, whatever stands around the words."""
    field.select_option(field.locator("option", has_text=words).first.get_attribute("value"))


def begin(page: Page, title: str, unit: str) -> None:
    """A draft of the time-saved kind; a title is enough."""
    follow(page, "New pitch")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Time saved").check()
    choose(page.get_by_label("For which unit?"), unit)
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/draft/*")


def write(page: Page, story: Story) -> None:
    """The six steps from the home to the last page; the review names what is missing and leads to it."""
    begin(page, story.title, story.unit)
    steps = page.get_by_role("navigation", name="Steps of the pitch")
    steps.get_by_role("link", name=re.compile("Start")).click()
    page.get_by_label(re.compile("^Start")).fill(story.start)
    go_on(page)
    steps.get_by_role("link", name=re.compile("6 ")).click()
    assert page.locator("#missing li").count() >= 3
    page.locator("#missing a", has_text="Problem").first.click()
    problem(page, story.measure)
    step(page, "Solution", SOLUTION | {"Launch": story.launch})
    go_on(page)
    costs(page, story.start)
    benefit(page)
    go_on(page)
    step(page, "Proof", PROOF)
    page.get_by_label("How learning's share will be shown").select_option(index=1)
    page.get_by_label("3 months", exact=True).check()
    go_on(page)


def problem(page: Page, measure: str) -> None:
    step(page, "Problem", {"What goes wrong": PROBLEM, "Cost of doing nothing": "17,000"})
    choose(page.get_by_label("Goal and measure"), measure)
    page.get_by_label("Skill").check()
    go_on(page)


def costs(page: Page, month: str) -> None:
    step(page, "Cost", {"Finished hours": "0"})
    page.get_by_role("button", name="Add outside spending").click()
    line = page.locator(".pd-line").last
    line.get_by_label("What", exact=True).fill("Coach")
    line.get_by_label("Category").select_option(index=1)
    line.get_by_label(re.compile(r"^Amount")).fill("6,000")
    line.get_by_label(re.compile(r"^From")).fill(month)
    page.get_by_label("Nothing else will cost anything").check()
    go_on(page)


def benefit(page: Page) -> None:
    """The sentence; ROI in the strip follows the typing while the page stays, and the draft keeps itself."""
    step(page, "Benefit", SENTENCE)
    page.get_by_label("Where the estimate comes from").select_option(index=1)
    page.evaluate("window.sameAsBefore = true")
    before = figure(page, "ROI").inner_text()
    page.get_by_label("Learning's share", exact=True).fill("60")
    expect(figure(page, "ROI")).not_to_have_text(before)
    sixty = figure(page, "ROI").inner_text()
    page.get_by_label("Learning's share", exact=True).fill("40")
    expect(figure(page, "ROI")).not_to_have_text(sixty)
    assert "%" in figure(page, "ROI").inner_text()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    assert page.evaluate("window.sameAsBefore") is True
    page.reload()
    expect(page.get_by_label("Learning's share", exact=True)).to_have_value("40")


def ask_the_sponsor(people: People, page: Page, story: Story) -> None:
    """The only thing missing is the question; the sponsor answers it on a phone."""
    expect(page.locator("#missing li")).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Ask ")).click()
    expect(page.locator("#missing")).to_have_count(0)
    sponsor = people.home("sponsor")
    sponsor.locator("li", has_text=story.title).get_by_role("link", name="Say yes or no").click()
    expect(sponsor.locator("h1")).to_have_text("Do you expect this?")
    sponsor.get_by_role("radio", name=re.compile("^Yes")).check()
    sponsor.get_by_role("button", name="Send my answer").click()
    expect(sponsor.locator("main")).to_contain_text(story.title)


def submit(page: Page) -> str:
    """The presenter sees the yes and hands it in; the pitch's address."""
    page.reload()
    expect(page.locator("#sponsor")).to_contain_text("said yes")
    page.locator("summary", has_text="Submit").click()
    page.get_by_role("button", name="Submit").last.click()
    page.wait_for_url(re.compile(r"/pitches/P-\d{4}-\d{4}"))
    return page.url.split("#", maxsplit=1)[0]


def screen(people: People, story: Story) -> None:
    """The L&D lead finds it at home and takes it into the round that is open."""
    lead = people.home("lead")
    lead.locator("li", has_text=story.title).get_by_role("link", name="Screen").click()
    lead.get_by_role("radio", name=re.compile("^Accept")).check()
    choose(lead.get_by_label("Into which round"), ROUND)
    lead.get_by_role("button", name="Decide").click()
    expect(lead.locator("main")).to_contain_text("accepted it into the round")
