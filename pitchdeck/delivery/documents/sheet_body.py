"""The middle of the one-pager: problem, solution, value logic, cost, risk."""

from typing import Any

from pitchdeck.delivery.documents.fit import Cuts, room
from pitchdeck.delivery.documents.one_pager import OnePager, ValueRow
from pitchdeck.delivery.documents.wording import Wording, clip, first_sentence

View = dict[str, Any]
PROBLEM, PROBLEM_CUT, SOLUTION, SOLUTION_CUT, TWO_LINES = 400, 160, 400, 200, 130
PHRASE, SENTENCE, NAME = 90, 160, 60
ROWS, YEARS = 3, 5
WIDE = 14  # characters of an amount from which three stand side by side in smaller type only


def problem(facts: OnePager, words: Wording, cuts: Cuts) -> View:
    """4 Problem and cost of doing nothing; the first sentence always stays whole."""
    told = facts.problem
    first = first_sentence(told.text)
    most = PROBLEM
    if facts.tracking:
        most = TWO_LINES
    elif "problem" in cuts:
        most = max(PROBLEM_CUT, len(first))
    nothing = told.doing_nothing_per_month
    return {
        "text": clip(told.text, most),
        "nothing": f"{words.money(nothing)} a month" if nothing is not None else "",
        "why": "" if facts.tracking or "problem" in cuts else clip(told.why_learning, PHRASE),
    }


def solution(facts: OnePager, words: Wording, cuts: Cuts) -> View:
    """5 What, for whom, when, with whom."""
    plan = facts.solution
    most = SOLUTION_CUT if "solution" in cuts else SOLUTION
    if facts.tracking:
        most = TWO_LINES
    hours = f"{words.number(plan.people)} people, {words.number(plan.hours_each)} h each"
    hours = hours if plan.people else ""
    who = ": ".join(part for part in (clip(plan.audience, room(cuts, PHRASE)), hours) if part)
    dates = [("start", plan.starts_on), ("launch", plan.launch_on)]
    when = " · ".join(f"{name} {words.day(day)}" for name, day in dates if day)
    return {
        "text": clip(plan.text, most),
        "who": who or "not said",
        "when": when,
        "with": _with_whom(facts, cuts),
        "options": _options(facts, cuts),
    }


def _with_whom(facts: OnePager, cuts: Cuts) -> str:
    plan = facts.solution
    parts = [clip(plan.engagement, room(cuts, NAME)), clip(plan.vendor, room(cuts, NAME))]
    if "engagement" not in cuts and not facts.tracking:
        parts.append(clip(plan.engagement_reason, SENTENCE))
    return " · ".join(part for part in parts if part)


def _options(facts: OnePager, cuts: Cuts) -> list[str]:
    if facts.tracking:
        return []
    options = [clip(option, SENTENCE) for option in facts.solution.options[:4]]
    if "options" in cuts and options:
        return [clip("; ".join(options), room(cuts, 100))]
    return options


def value_logic(facts: OnePager, words: Wording, cuts: Cuts) -> list[View]:
    """6 At most three rows, the largest first, and the others in one."""
    rows = sorted(facts.value_rows, key=lambda row: -abs(row.amount))
    shown = 1 if "benefits" in cuts else ROWS
    kept, others = rows[:shown], rows[shown:]
    lines = [_value_row(row, words, cuts) for row in kept]
    if others:
        total = sum(row.amount for row in others)
        name = f"{len(others)} other{'s' if len(others) > 1 else ''}"
        lines.append({"logic": name, "realisation": "", "amount": words.money(total)})
    return lines


def _value_row(row: ValueRow, words: Wording, cuts: Cuts) -> View:
    return {
        "logic": clip(row.logic, room(cuts, SENTENCE)),
        "realisation": clip(row.realisation, 20),
        "amount": words.money(row.amount),
    }


def cost(facts: OnePager, words: Wording) -> View:
    """7 Budget and people's time by fiscal year, with both totals; years beyond the fifth in one column."""
    years = [(clip(y.year, 12), y.budget, y.people_time) for y in facts.cost_years]
    if len(years) > YEARS:
        rest = years[YEARS - 1 :]
        later = ("later", sum(year[1] for year in rest), sum(year[2] for year in rest))
        years = [*years[: YEARS - 1], later]
    budget, time = sum(year[1] for year in years), sum(year[2] for year in years)
    total = words.money(budget + time)
    return {
        "wide": len(total) > WIDE,
        "rows": [
            {
                "year": year,
                "budget": words.money(of_budget),
                "time": words.money(of_time),
                "total": words.money(of_budget + of_time),
            }
            for year, of_budget, of_time in years
        ],
        "total": {
            "budget": words.money(budget),
            "time": words.money(time),
            "total": total,
        },
        "parts": _parts(facts, words),
    }


def _parts(facts: OnePager, words: Wording) -> list[View]:
    """Which budget pays for what of each year, where finance marked some of it as capex."""
    capital = [(year.year, year.capex) for year in facts.cost_years]
    if not any(amount for _, amount in capital):
        return []
    operating = [(year.year, year.budget - year.capex) for year in facts.cost_years]
    return [
        {
            "name": name,
            "total": words.money(sum(amount for _, amount in years)),
            "years": " · ".join(
                f"{clip(year, 12)} {words.money(amount)}" for year, amount in years[:YEARS] if amount
            ),
        }
        for name, years in (("Capital budget", capital), ("Operating budget", operating))
    ]


def reasons(facts: OnePager, cuts: Cuts) -> View:
    """9 The top risk with its answer, and the assumptions with their sources."""
    most = 2 if "assumptions" in cuts or facts.tracking else 4
    risk, sentence = facts.risk, room(cuts, SENTENCE)
    return {
        "risk": clip(risk.text, sentence) if risk else "",
        "answer": clip(risk.answer, sentence) if risk else "",
        "assumptions": [
            {"text": clip(item.text, sentence), "source": clip(item.source, room(cuts, NAME))}
            for item in facts.assumptions[:most]
        ],
    }
