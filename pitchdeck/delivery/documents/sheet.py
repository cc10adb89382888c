"""The one-pager as the template prints it: every text worded, every cut made, nothing left to compute."""

from typing import Any

from markupsafe import Markup

from pitchdeck.delivery.charts import Chart, Charts, ChartUnavailable, NetSeries, Size, cumulative_net
from pitchdeck.delivery.charts.cumulative_net import Band, alt
from pitchdeck.delivery.documents.fit import Cuts
from pitchdeck.delivery.documents.one_pager import Figure, OnePager, TimeAgreed
from pitchdeck.delivery.documents.sheet_body import cost, problem, reasons, solution, value_logic
from pitchdeck.delivery.documents.sheet_decision import decision, footer, proof
from pitchdeck.delivery.documents.sheet_funded import tracking
from pitchdeck.delivery.documents.wording import Wording, clip

View = dict[str, Any]
CHART = Size(236, 92)
SPARKLINE = Size(250, 24, sparkline=True)
# How the body is set; the class `tight` also closes the gaps between its parts.
DENSITIES = (("least", "least tight"), ("denser", "denser tight"), ("dense", "dense"))
# Longer than any form lets through; what never is cut still has to fit on paper.
NAME, TITLE, PHRASE, ORIGIN = 60, 140, 90, 40


def sheet(facts: OnePager, cuts: Cuts, charts: Charts | None) -> View:
    """The view of the facts with these cuts made; without `charts` the curve is told in words."""
    words = Wording(facts.currency, facts.locale)
    return {
        "language": facts.locale.split("_", maxsplit=1)[0],
        "density": next((name for cut, name in DENSITIES if cut in cuts), "normal"),
        "heading": heading(facts, cuts),
        "goal": goal(facts, words),
        "ask": ask(facts, words),
        "ask_tiers": ask_tiers(facts, words),
        "tiles": tiles(facts, words, cuts),
        "finance": finance_line(facts, words),
        "tracking": tracking(facts, words),
        "problem": problem(facts, words, cuts),
        "solution": solution(facts, words, cuts),
        "value": value_logic(facts, words, cuts),
        "cost": cost(facts, words),
        "chart": chart(facts, cuts, charts),
        "reasons": reasons(facts, cuts),
        "proof": proof(facts, words, cuts),
        "decision": decision(facts, words, cuts),
        "footer": footer(facts, words),
    }


def heading(facts: OnePager, cuts: Cuts) -> View:
    """1 Title, stage, where it comes from."""
    head = facts.heading
    presenter = ""
    if head.presenter and "presenter" not in cuts:
        people = [clip(name, NAME) for name in (head.presenter, *head.co_authors[:3])]
        presenter = "Presented by " + ", ".join(people)
    origin = (facts.organisation, head.unit, head.round_name)
    return {
        "title": clip(head.title, TITLE),
        "stage": clip(head.stage, ORIGIN),
        "origin": " · ".join(clip(part, ORIGIN) for part in origin if part),
        "presenter": presenter,
    }


def goal(facts: OnePager, words: Wording) -> View:
    """1 Goal with baseline → target, learning's share, agreed by and when."""
    aim = facts.goal
    unit = clip(aim.measure_unit, 30)
    baseline, target = (
        words.number(value) if value is not None else "" for value in (aim.baseline, aim.target)
    )
    change = f"{baseline or 'not measured'} → {target or 'no target'} {unit}".strip()
    if not baseline and not target:
        change = "baseline and target not agreed"
    by = f" by {words.day(aim.target_by)}" if aim.target_by else ""
    share = f"Learning’s share {words.share(aim.learning_share)}" if aim.learning_share is not None else ""
    on = f", {words.day(aim.agreed_on)}" if aim.agreed_on else ""
    claims = facts.value_rows or aim.learning_share or aim.target is None  # there is something to agree
    agreed = "not agreed yet" if claims else "no benefit claimed"
    agreed = f"agreed by {clip(aim.agreed_by, NAME)}{on}" if aim.agreed_by else agreed
    return {
        "goal": clip(aim.goal, PHRASE),
        "measure": clip(aim.measure, PHRASE),
        "change": f"{change}{by}",
        "terms": " · ".join(part for part in (share, agreed) if part),
    }


def ask(facts: OnePager, words: Wording) -> list[View]:
    """2 The ask, as cells of label, value and note."""
    wanted = facts.ask
    later = sum(year.amount for year in wanted.later_years)
    years = " · ".join(f"{clip(y.year, 14)} {words.money(y.amount)}" for y in wanted.later_years[:4])
    years += " · …" if len(wanted.later_years) > 4 else ""  # noqa: PLR2004  # the cost table has them all
    return [
        {
            "label": f"Budget {clip(wanted.this_year.year, 14)}",
            "value": words.money(wanted.this_year.amount),
            "note": "",
        },
        {
            "label": "Later years",
            "value": words.money(later) if later else "none",
            "note": years if later else "",
        },
        {
            "label": "People’s time",
            "value": f"{words.number(wanted.people_hours, 0)} h",
            "note": f"worth {words.money(wanted.people_cost)}, not funded{_agreed(wanted.time)}",
        },
        {"label": "Decision by", "value": words.day(wanted.decision_by) or "no date set", "note": ""},
    ]


def _agreed(time: TimeAgreed | None) -> str:
    """How the unit's head stands to the hours, in few words; nothing where nobody was asked."""
    if time is None:
        return ""
    name = clip(time.name, 30) or "the unit’s head"
    return f"; {time.verdict} by {name}" if time.verdict else f"; {name} has not agreed yet"


def ask_tiers(facts: OnePager, words: Wording) -> str:
    """2 What each tier asks in all, side by side; nothing where only one is asked for."""
    return " · ".join(f"{tier.name} {words.money(tier.amount)}" for tier in facts.ask.tiers).capitalize()


def tiles(facts: OnePager, words: Wording, cuts: Cuts) -> list[View]:
    """3 The four tiles: label, value, and notes beneath."""
    money = facts.returns
    window = (
        f"{money.window_months} months, partial" if money.partial_window else f"{money.window_months} months"
    )
    payback = words.figure(money.payback_months, "months")
    return [
        {
            "label": f"ROI, first {window}",
            "value": words.figure(money.roi_pct, "percent"),
            "notes": _roi(facts, words),
        },
        {
            "label": "Payback from approval",
            "value": payback,
            "notes": _cashable(money.payback_months, money.cashable_payback_months, "months", words),
        },
        {
            "label": "Budget → cashable benefit",
            "value": f"{words.short_money(money.budget_cost)} → {words.short_money(money.cashable_benefit)}",
            "notes": [
                f"exactly {words.money(money.budget_cost)} → {words.money(money.cashable_benefit)}",
                f"avoided {words.short_money(money.avoided_benefit)}"
                f" · capacity {words.short_money(money.capacity_benefit)}",
            ],
        },
        _breakeven(facts, words, cuts),
    ]


def _roi(facts: OnePager, words: Wording) -> list[str]:
    money = facts.returns
    notes = _cashable(money.roi_pct, money.cashable_roi_pct, "percent", words)
    if money.roi_low_pct is not None and money.roi_high_pct is not None:
        notes.append(f"8 in 10: {words.percent(money.roi_low_pct)} to {words.percent(money.roi_high_pct)}")
    if money.roi_middle_pct is not None:
        notes.append(f"half of them above {words.percent(money.roi_middle_pct)}")
    if money.outside_roi_pct is not None:
        notes.append(f"outside view: {words.percent(money.outside_roi_pct)}")
    if money.roi_objective_pct is not None:
        notes.append(f"objective {words.percent(money.roi_objective_pct)}")
    return notes


def _cashable(full: Figure, cashable: Figure, kind: str, words: Wording) -> list[str]:
    """The cashable figure beneath the full one; the same reason is not said twice."""
    if full.value is None and cashable.value is None:
        return []
    return [f"cashable only: {words.figure(cashable, kind)}"]


def _breakeven(facts: OnePager, words: Wording, cuts: Cuts) -> View:
    money = facts.returns
    fraction = money.breakeven_benefit_fraction
    tile: View = {
        "label": "Pays back",
        "value": clip(money.breakeven_words, 60 if "least" in cuts else PHRASE),
        "notes": [],
    }
    if fraction.value is not None:
        bound = "even if" if fraction.value <= 1 else "only if"
        only = " only" if fraction.value <= 1 else ""
        tile["notes"] = [tile["value"]]
        tile["value"] = f"{bound}{only} {words.share(fraction.value)} of the benefit appears"
    return {**tile, "value": tile["value"] or words.reason(fraction)}


def finance_line(facts: OnePager, words: Wording) -> str:
    """3 NPV and its companions on one line."""
    money = facts.returns
    terms = f" at {words.share(money.discount_rate)} over {money.horizon_months} months"
    companions = (
        ("NPV", money.npv, "whole money", terms),
        ("benefit/cost ratio", money.bcr, "ratio", ""),
        ("IRR", money.irr, "share", ""),
    )
    return " · ".join(
        f"{name} {words.figure(figure, kind)}{note}"
        if figure.value is not None
        else f"{name}: {words.reason(figure)}"
        for name, figure, kind, note in companions
    )


def chart(facts: OnePager, cuts: Cuts, charts: Charts | None) -> View | None:
    """8 The curve of cumulative net: drawn, or told when it cannot be."""
    if facts.curve is None:
        return None
    band = Band(*facts.curve.band) if facts.curve.band else None
    curve = NetSeries(facts.curve.cumulative, facts.currency, facts.curve.payback_months, facts.locale, band)
    size = SPARKLINE if "sparkline" in cuts else CHART
    drawn = _drawn(curve, charts, size)
    # The engine's SVG is checked by `charts.polished`; no user text is ever inside it.
    svg = Markup(drawn.svg) if drawn else None  # noqa: S704
    return {"svg": svg, "alt": alt(curve)}


def _drawn(curve: NetSeries, charts: Charts | None, size: Size) -> Chart | None:
    if charts is None:
        return None
    try:
        return cumulative_net(curve, charts, size)
    except ChartUnavailable:
        return None
