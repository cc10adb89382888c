"""Pitches from nothing by hand, wide and on a phone: the smallest honest, a standard one, the most complex.

Each counts what a person has to do: the fields, the clicks and the characters, and by the keystroke-level
model how long practised hands take for it.
"""

import re
import sys
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.keystrokes import Keystrokes
from tests.browser.opening import NARROW, WIDE
from tests.browser.world import NOW, People

SMALLEST = 5
"""Minutes that the smallest honest pitch may take its writer's hands."""
SIZES = {"wide": WIDE, "narrow": NARROW}


@dataclass
class Hand:
    """A page, and what was done on it."""

    page: Page
    fields: int = 0
    clicks: int = 0
    characters: int = 0
    hands: Keystrokes = field(default_factory=Keystrokes)
    began: float = field(default_factory=perf_counter)

    def click(self, name: str) -> None:
        button = self.page.locator("button", has_text=re.compile(f"^\\s*{re.escape(name)}\\s*$")).first
        self._unfold(button)
        button.click()
        self.clicked()

    def clicked(self) -> None:
        """Something was pointed at and pressed."""
        self.clicks += 1
        self.hands.press()

    def fill(self, values: dict[str, str], within: str = "") -> None:
        """Fields by their names: typed, chosen from a list, or ticked."""
        for name, value in values.items():
            one = self.page.locator(f'[name="{within}{name}"]')
            self._unfold(one)
            kind = one.first.evaluate("one => one.type")
            if kind == "radio":
                one.and_(self.page.locator(f'[value="{value}"]')).check()
                self.hands.press()
            elif kind == "checkbox":
                one.check()
                self.hands.press()
            elif kind == "select-one":
                self._choose(one, value)
                self.hands.choose()
            else:
                one.fill(value)
                self.characters += len(value)
                self.hands.write(value)
            self.fields += 1

    def add(self, button: str, name: str) -> None:
        """A line more, whose field of that name then stands on the page."""
        self.click(button)
        expect(self.page.locator(f'[name="{name}"]')).to_have_count(1)

    def go_on(self, title: str) -> None:
        self.click("Save and go on")
        expect(self.page.locator("h1")).to_contain_text(title)

    def told(self) -> str:
        """What it took, in words; a script types faster than anybody, so its seconds are no human time."""
        return f"{self.fields} fields, {self.clicks} clicks, {self.characters} characters"

    def minutes(self, what: str) -> float:
        """What practised hands take for it; said, so that the decision can quote it."""
        found = self.hands.seconds / 60
        sys.stdout.write(f"\n{what}: {found:.1f} minutes by the keystroke-level model; {self.told()}\n")
        return found

    @property
    def seconds(self) -> float:
        """How long it took so far."""
        return round(perf_counter() - self.began, 1)

    def _choose(self, one: Locator, value: str) -> None:
        options = one.locator("option").evaluate_all("all => all.map(one => [one.value, one.textContent])")
        one.select_option(next(key for key, words in options if value in (key, words) or value in words))

    def _unfold(self, one: Locator) -> None:
        """Open what the field is folded into."""
        for folded in one.first.locator("xpath=ancestor::details[not(@open)]").all():
            folded.locator("summary").first.click()
            self.clicked()


def month(after: int) -> str:
    """The month so many after the planned start, as the browser's own input takes it."""
    return date(NOW.year + (NOW.month - 1 + after) // 12, (NOW.month - 1 + after) % 12 + 1, 1).strftime(
        "%Y-%m"
    )


def begun(people: People, size: str, title: str, template: str) -> Hand:
    page = people.door.enter(people.cast.email("presenter"), "/pitches/new", size=SIZES[size])
    hand = Hand(page)
    hand.fill({"title": title, "template": template, "unit": "Support"})
    hand.click("Start")
    page.wait_for_url("**/draft/*")
    return hand


def started(hand: Hand) -> None:
    """The start is this month, whatever the template proposed."""
    hand.page.goto(re.sub(r"/draft/.*", "/draft/start", hand.page.url))
    hand.fill({"start_on": month(0)})
    hand.go_on("Problem")


def fits(page: Page) -> None:
    """Nothing of the page is wider than the window."""
    page.wait_for_load_state("load")  # before its styles are there, any page is too wide
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("size", SIZES)
def test_the_smallest_honest_pitch_takes_a_title_and_the_break_even(people: People, size: str) -> None:
    """40 people, 2.5 hours each, a coach for 2,700: no return is claimed, but what pays it back."""
    hand = begun(people, size, "Ask better questions", "blank")
    started(hand)
    page = hand.page
    hand.fill({"measure": "Rework", "problem": "Agents guess what the customer means.", "cause": "skill"})
    hand.go_on("Solution")
    who = {"audience": "Agents", "people": "40", "hours_each": "2.5", "launch": month(2)}
    hand.fill({"solution": "Two half-days with a coach."} | who)
    hand.go_on("Cost")
    hand.add("Add outside spending", "costs-0-label")
    line = {"label": "Coach", "category": "delivery_facilitation", "amount": "2,700", "month": month(2)}
    hand.fill(line | {"source": "Quote 12"}, "costs-0-")
    hand.fill({"nothing_else": "y"})
    hand.go_on("Benefit")
    expect(page.locator("main")).to_contain_text("No benefit is claimed, and that is fine.")
    hand.go_on("Proof")
    hand.fill(
        {"risk": "Nobody is released.", "risk_answer": "Two slots a week.", "isolation_plan": "trend_line"}
    )
    hand.fill({"reading_3": "y"})
    hand.go_on("send")
    expect(page.locator("#missing li")).to_have_count(0)
    expect(page.locator("main")).to_contain_text(
        re.compile(r"6,960.*2,700.*4,260.*40 people\s+saves\s+4.7 minutes a week", re.DOTALL)
    )
    fits(page)
    assert hand.told() == "22 fields, 8 clicks, 170 characters", hand.seconds
    assert hand.minutes(f"The smallest honest pitch, {size}") <= SMALLEST


@pytest.mark.parametrize("size", SIZES)
def test_a_first_standard_pitch_is_written_with_what_its_template_proposes(people: People, size: str) -> None:
    """One benefit from a template, one outside cost, all six steps: what the 15 minutes are about."""
    hand = begun(people, size, "Solve it in the first call", "time_saved")
    started(hand)
    problem = "Two of three cases come back within a week, because the first answer was a guess."
    hand.fill({"measure": "Rework", "problem": problem, "cause": "skill"})
    hand.go_on("Solution")
    solution = "A half-day on diagnosis, then coaching on live calls for six weeks."
    who = {"audience": "Agents of first-line support", "people": "100", "hours_each": "3"}
    hand.fill({"solution": solution, "launch": month(2)} | who)
    hand.go_on("Cost")
    built = hand.page.locator('[name$="-finished_hours"]')
    for name in built.evaluate_all("all => all.map(one => one.name)"):
        hand.fill({name: "4"})
    place = hand.page.locator('[name^="costs-"][name$="-label"]').count()
    hand.add("Add outside spending", f"costs-{place}-label")
    coach = {"label": "Two days of a coach", "category": "delivery_facilitation", "amount": "4,000"}
    hand.fill(coach | {"month": month(2), "source": "Quote 7"}, f"costs-{place}-")
    hand.fill({"nothing_else": "y"})
    hand.go_on("Benefit")
    sure = {"isolation": "60", "basis": "manager", "source": "Controlling 2026", "redeployed": "50"}
    hand.fill({"label": "Less rework", "units": "100", "delta": "2", "value": "42.60"} | sure, "lines-0-")
    hand.go_on("Proof")
    proof(hand)
    hand.go_on("send")
    fits(hand.page)
    hand.click("Ask Sven Sponsor")
    expect(hand.page.locator("#missing li")).to_have_count(0)
    hand.minutes(f"A first standard pitch, {size}")


COSTS = (
    ("Design and development", "design_development", "40,930", 0, "once", "Fastrak: design"),
    ("Promotion and administration", "overhead_admin", "17,457", 1, "once", "Fastrak: two lines"),
    ("Instructors", "delivery_facilitation", "7,187.50", 2, "12", "Price list of the provider"),
    ("Materials", "acquisition_licences", "15,000", 1, "once", "Fastrak: materials"),
    ("Rooms and machines", "travel_facilities", "3,375", 2, "12", "Price list of the provider"),
    ("Evaluation", "evaluation", "872", 2, "once", "Fastrak: evaluation"),
)
OFF = {"overrun_bad": "+20", "overrun_good": "-5"}
GAINS: tuple[tuple[str, str, str, str, str, tuple[str, str], dict[str, str]], ...] = (
    ("time_saved", "Productive hours per operator", "750", "50", "30", ("25", "60"), {"redeployed": "100"}),
    ("direct", "Overtime avoided", "1", "401785", "1", ("200892.5", "482142"), {"realisation": "cashable"}),
    ("cost_avoided", "Scrap and material avoided", "1", "268750", "1", ("134375", "322500"), {}),
)


@pytest.mark.parametrize("size", SIZES)
def test_the_demo_s_most_complex_pitch_comes_to_the_same_figures_by_hand(people: People, size: str) -> None:
    """Seven costs and three benefits, all with ranges, and an option: the published case's ROI of 43 %."""
    hand = begun(people, size, "33 hours that make an operator", "blank")
    started(hand)
    problem = "Every operator loses 140 hours a year to searching, waiting and doing again."
    hand.fill({"measure": "Rework", "problem": problem, "nothing_minor": "89,000", "cause": "skill"})
    hand.go_on("Solution")
    solution = "A course of 33 hours in eleven units at the machine, with a standard that stays there."
    who = {"audience": "All operators in three halls", "people": "750", "hours_each": "33"}
    hand.fill({"solution": solution, "launch": month(2)} | who)
    hand.go_on("Cost")
    costs(hand)
    hand.go_on("Benefit")
    benefits(hand)
    hand.go_on("Proof")
    proof(hand)
    hand.go_on("send")
    page = hand.page
    strip = page.locator("#figures")
    expect(strip).to_contain_text("43%")
    expect(strip).to_contain_text("10.1")
    expect(page.locator("main")).to_contain_text("about 8 in 10")
    fits(page)
    option(hand)
    assert hand.told() == "139 fields, 36 clicks, 1028 characters", hand.seconds
    hand.minutes(f"The most complex pitch of the demonstration, {size}")


def costs(hand: Hand) -> None:
    hand.add("Add people's time", "costs-0-label")
    time = {"label": "Time of those who learn", "rate": "own", "wage": "22.3497", "burden": "0"}
    hand.fill(
        time | {"people": "750", "hours": "33", "month": month(2), "source": "Fastrak"} | OFF, "costs-0-"
    )
    for number, (label, category, amount, starts, often, source) in enumerate(COSTS, start=1):
        hand.add("Add outside spending", f"costs-{number}-label")
        line = {"label": label, "category": category, "amount": amount, "month": month(starts)}
        repeated = {} if often == "once" else {"repeats": "monthly", "months": often}
        hand.fill(line | repeated | {"source": source} | OFF, f"costs-{number}-")
    hand.fill({"nothing_else": "y"})


def benefits(hand: Hand) -> None:
    for number, (kind, label, units, delta, value, (bad, good), more) in enumerate(GAINS):
        hand.add("Add a benefit", f"lines-{number}-label")
        within = f"lines-{number}-"
        hand.fill({"kind": kind}, within)
        hand.page.wait_for_load_state("networkidle")
        terms = {"applies_to": "average", "units": units, "delta": delta, "per": "year", "value": value}
        sure = {"isolation": "75", "basis": "published_study", "confidence": "80", "source": "Fastrak"}
        course = {"lag": "0", "ramp": "0", "hold": "12", "half_life": "12"}
        ends = {"delta_bad": bad, "delta_good": good}
        hand.fill({"label": label} | terms | sure | course | ends | more, within)


def proof(hand: Hand) -> None:
    levels = {"level_1": "4 of 5 rate it", "level_2": "Each passes the test", "level_3": "8 of 10 follow it"}
    readings = {f"reading_{months}": "y" for months in (3, 6, 12)}
    risk = {"risk": "33 hours out of the shift plan.", "risk_answer": "Units of three hours, one a month."}
    stop = {"isolation_plan": "trend_line", "stop_rule": "Stop after the first hall if idle hours stay."}
    hand.fill(levels | readings | risk | stop)


def option(hand: Hand) -> None:
    """Behind "Add …": more setters instead, rough; doing nothing stands beside it."""
    page = hand.page
    page.get_by_role("link", name="Options").click()
    hand.clicked()
    hand.add("Add an option", "options-0-label")
    rough = {"label": "Two more setters on each shift", "monthly_minor": "38,000", "benefit_minor": "60,000"}
    hand.fill(rough | {"from_month": "3", "months": "12", "why_not": "Not to be had."}, "options-0-")
    hand.click("Save")
    expect(page.locator("h1")).to_contain_text("send")
    page.get_by_role("link", name="Options").click()
    expect(page.locator("main")).to_contain_text("Two more setters on each shift")
    expect(page.locator("main")).to_contain_text("no ranges")
    fits(page)
