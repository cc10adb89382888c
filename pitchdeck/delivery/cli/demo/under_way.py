"""The rounds of today: with finance, in funding, in deliberation, in scoring, and one that takes pitches."""

from datetime import timedelta

from pitchdeck.delivery.cli.demo import judgements
from pitchdeck.delivery.cli.demo.calendar import Calendar, Stages
from pitchdeck.delivery.cli.demo.cases import open_call, productivity, quick, workforce
from pitchdeck.delivery.cli.demo.funds import LABORATORIES
from pitchdeck.delivery.cli.demo.proposal import Proposal
from pitchdeck.delivery.cli.demo.staging import Stage, open_stage
from pitchdeck.delivery.cli.demo.writing import Desk
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.pitches import actions as pitches

Funds = dict[tuple[str, int], str]
QUICK = {"spreadsheets": quick.SPREADSHEETS, "cam": quick.CAM, "web": quick.WEB_BASED}
WORKFORCE = {
    "skills": workforce.SKILLS_FOR_IT,
    "coaching": workforce.COACHING,
    "leaders": workforce.LEADERS,
}
MANAGERS = {
    "stay": workforce.STAY,
    "appraisal": workforce.APPRAISAL,
}
PRODUCTIVITY = {
    "operators": productivity.OPERATORS,
    "academy": productivity.ACADEMY,
    "programmers": productivity.PROGRAMMERS,
    "cross": productivity.CROSS_TRAINING,
    "maintenance": productivity.MAINTENANCE,
}
WAITING = "cross"
"""The pitch whose sponsor has not answered yet."""
CONFLICT = ("programmers", "investor3", "The trainer of this course is my brother-in-law.")
QUESTION = "140 lost hours an operator come from one month of stops. Do twelve months say the same?"
CAPEX = "The laboratory is an asset of the engineers' unit: it is written off over its contract."
MORE = "The coaching asks for more than the panel has: I would carry the sellers' third of it."
WORKS_COUNCIL = "The works council has agreed to the records of skills."
LASTS = (
    "The saving is in how the lines are set, and settings stay: the first plant that did this still saves in "
    "its third year."
)
SENT_BACK = (
    "Good case, and a benefit that barely carries its cost. Say what the first 20 sellers cost alone, "
    "and agree the 35 % margin with controlling; then send it again."
)


def _take_in(stage: Stage, proposals: dict[str, Proposal], *, waiting: str = "") -> None:
    for place, (name, proposal) in enumerate(proposals.items()):
        stage.take_in(name, proposal, at=stage.days.before(30 - 3 * place), yes=name != waiting)


def _purses(stage: Stage, funds: Funds, amounts: tuple[int, int, int]) -> None:
    year = stage.days.fiscal_year
    units = ("Sales", "IT", "Production")
    given = {
        f"investor{place}": (funds[unit, year], amount)
        for place, (unit, amount) in enumerate(zip(units, amounts, strict=True), start=1)
    }
    stage.give_purses(given, at=stage.days.before(10))


def with_finance(desk: Desk, calendar: Calendar, funds: Funds) -> Stage:
    """Three small pitches are covered: one is approved, one on hold, one in finance's queue."""
    stage = open_stage(desk, quick_days(calendar))
    days = stage.days
    _take_in(stage, QUICK)
    _purses(stage, funds, (60_000, 60_000, 60_000))
    stage.open_scoring(at=days.after_pitches(1))
    stage.score_all(judgements.QUICK, at=days.after_pitches(3))
    stage.shortlist(*QUICK, at=days.scoring_close + timedelta(hours=1))
    at = days.scoring_close + timedelta(days=3)
    stage.commit("spreadsheets", "investor3", 1_000, at=at)
    stage.commit("cam", "investor3", 3_000, at=at + timedelta(hours=1))
    stage.commit("web", "investor2", 60_000, at=at + timedelta(hours=2))
    stage.commit("web", "investor3", 56_000, at=at + timedelta(hours=3))
    stage.commit("web", "investor1", 4_000, at=at + timedelta(hours=4))
    stage.close_funding(at=days.funding_close + timedelta(hours=1))
    finance, at = stage.house["finance2"], days.funding_close + timedelta(days=1)
    funding.approve(stage.session, stage.pitches["spreadsheets"].key, by=finance, at=at)
    reason = "The vendor's price list is a year old: a current quote, please."
    funding.put_on_hold(stage.session, stage.pitches["cam"].key, reason=reason, by=finance, at=at)
    return stage


def in_funding(desk: Desk, calendar: Calendar, funds: Funds) -> Stage:
    """Three pitches look for money: one is covered, its second year by a promise; one is partly so."""
    stage = open_stage(desk, workforce_days(calendar))
    days = stage.days
    _take_in(stage, WORKFORCE)
    _purses(stage, funds, (150_000, 200_000, 150_000))
    stage.open_scoring(at=days.after_pitches(1))
    stage.score_all(judgements.WORKFORCE, at=days.after_pitches(4))
    stage.shortlist(*WORKFORCE, at=days.scoring_close + timedelta(hours=1))
    at = days.scoring_close + timedelta(days=3)
    stage.mark_capex("skills", "technology", CAPEX, at=at - timedelta(days=1))
    stage.commit("leaders", "investor1", 12_000, at=at)
    stage.commit("leaders", "investor3", 7_000, at=at + timedelta(hours=6))
    stage.promise("leaders", "investor3", 3_000, at=at + timedelta(hours=7))
    stage.commit("skills", "investor2", 80_000, at=at + timedelta(hours=8))
    stage.give_purses({"investor2": (funds[LABORATORIES, days.fiscal_year], 40_000)}, at=days.before(9))
    stage.commit("skills", "investor2", 20_000, at=at + timedelta(hours=9))
    stage.commit("skills", "investor3", 15_000, at=at + timedelta(hours=10), condition=WORKS_COUNCIL)
    stage.stand_by("leaders", "investor2", 5_000, at=at + timedelta(hours=11))
    stage.ask_for_purse("investor1", (funds["Sales", days.fiscal_year], 90_000), MORE, at=calendar.ago(2))
    return stage


def in_deliberation(desk: Desk, calendar: Calendar) -> Stage:
    """Scoring has closed on two pitches: the chair chooses who goes on."""
    stage = open_stage(desk, managers_days(calendar))
    days = stage.days
    _take_in(stage, MANAGERS)
    stage.open_scoring(at=days.after_pitches(1))
    stage.score_all(judgements.MANAGERS, at=days.after_pitches(4))
    stage.close_scoring(at=days.scoring_close + timedelta(hours=1))
    return stage


def in_scoring(desk: Desk, calendar: Calendar) -> Stage:
    """Some scorecards are in, one conflict is declared, one pitch waits for its sponsor's yes."""
    stage = open_stage(desk, productivity_days(calendar))
    days = stage.days
    _take_in(stage, PRODUCTIVITY, waiting=WAITING)
    stage.check_numbers("operators", QUESTION, at=days.after_pitches(0))
    stage.open_scoring(at=days.after_pitches(1))
    for place, ((name, investor), card) in enumerate(judgements.PRODUCTIVITY.items()):
        stage.score(name, investor, card, at=days.after_pitches(2) + place * timedelta(hours=3))
    name, investor, reason = CONFLICT
    pitch = stage.pitches[name]
    funding.recuse(stage.session, pitch.key, reason, by=stage.house[investor], at=days.after_pitches(2))
    return stage


def taking_pitches(desk: Desk, calendar: Calendar) -> Stage:
    """A round that is open: one pitch accepted, one to screen, one sent back, two drafts.

    One draft asks finance for a headline over two years.
    """
    stage = open_stage(desk, open_days(calendar))
    start, session, lead = stage.days.start, desk.session, desk.house["lead"]
    stage.take_in("templates", open_call.TEMPLATES, at=calendar.ago(12))
    asked = calendar.ago(5)  # who answers for production's people has not agreed to their hours
    stage.pitches["supervisors"] = desk.submit(open_call.SUPERVISORS, start=start, at=asked, time=False)
    sent = desk.submit(open_call.SOLUTIONS, start=start, at=calendar.ago(9), yes=False)
    pitches.send_back(session, sent.key, why=SENT_BACK, by=lead, at=calendar.ago(4))
    stage.pitches["solutions"] = sent
    stage.pitches["process"] = desk.draft(open_call.PROCESS, start=start, at=calendar.ago(3))
    writer = desk.house[open_call.PROCESS.presenter]
    pitches.ask_window(
        session, stage.pitches["process"].key, months=24, reason=LASTS, by=writer, at=calendar.ago(2)
    )
    stage.pitches["loyal"] = desk.draft(open_call.LOYAL, start=start, at=calendar.ago(2))
    return stage


def quick_days(calendar: Calendar) -> Stages:
    """Funding closed six days ago; the decision is due in ten."""
    return calendar.current("Quick wins round", closed=40, scoring=-25, funding=-6, decision=10)


def workforce_days(calendar: Calendar) -> Stages:
    """Funding closes in nine days."""
    return calendar.current("Workforce round", closed=30, scoring=-14, funding=9, decision=20)


def managers_days(calendar: Calendar) -> Stages:
    """Scoring closed yesterday; funding closes in two weeks."""
    return calendar.current("Managers round", closed=14, scoring=-1, funding=15, decision=25)


def productivity_days(calendar: Calendar) -> Stages:
    """Scoring closes in three days."""
    return calendar.current("Productivity round", closed=6, scoring=3, funding=24, decision=40)


def open_days(calendar: Calendar) -> Stages:
    """Pitches are taken for another 24 days."""
    return calendar.current("Open call", closed=-24, scoring=40, funding=60, decision=75)
