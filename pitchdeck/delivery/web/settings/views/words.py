"""How settings, and what a change of them moves, are said."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pitchdeck.delivery.web.filters import book_currency, exponent, money, number, percent
from pitchdeck.delivery.web.forms import MONTHS
from pitchdeck.features.people.actions import FIGURES, YEAR
from pitchdeck.features.people.figures import LIMITS, PUBLISHED, SHARE, TOLERANCES, UNIT_HOURS
from pitchdeck.features.pitches.figures import TEMPLATES
from pitchdeck.features.portfolio.queries.effects import Reach

LABELS = {
    "name": "Name",
    "locale": "Locale",
    "zone": "Time zone",
    "discount_rate": "Discount rate",
    "roi_objective_pct": "ROI objective",
    "burden": "On top of wages",
    "burden_source": "Source of that",
    "small_minor": "Small asks up to",
    "large_minor": "Large asks from",
    "quote_minor": "Quote named above",
    "single_minor": "Released in one go up to",
    UNIT_HOURS: "Hours of a unit up to",
    "benefit_green": "Benefit green from",
    "benefit_amber": "Benefit amber from",
    "cost_green": "Cost green up to",
    "cost_amber": "Cost amber up to",
    "conflict_default": "Conflict rule of new rounds",
    "accent": "Colour on light pages",
    "accent_dark": "Colour on dark pages",
    "logo": "Logo",
    YEAR: "The fiscal year begins in",
}
SHOWN_EFFECTS = {
    "name": "Pages, letters and sheets made from now on say the new name; letters that left keep the old.",
    "locale": "Figures and dates look like that on every page and sheet. No figure changes.",
    "zone": "Days begin and deadlines entered from now on end by it. Deadlines that are set do not move.",
}
CONFLICTS = {
    "by_panel": "by the panel: disclose with fewer than five, else strict",
    "disclose": "disclose",
    "strict": "strict",
}
DEFAULT, TEMPLATES_OFF = "default.", "templates_off"
"""How the history names a default of finance's, and the templates that are not on offer."""
CENTS = 100
Change = tuple[str, str, str]
Pairs = Mapping[str, Any]


def _limit(value: int) -> str:
    return money(value, exact=value % 10 ** exponent(book_currency()) != 0)


_SAID: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("discount_rate", "burden", *TOLERANCES), lambda value: percent(value, 2)),
    **dict.fromkeys(LIMITS, _limit),
    "roi_objective_pct": lambda value: f"{number(value, 2)}%",
    UNIT_HOURS: lambda value: f"{number(value)} h a quarter",
    "logo": lambda value: f"picture {value[:8]}",
    "conflict_default": lambda value: CONFLICTS[value],
    YEAR: lambda value: dict(MONTHS)[str(value)],
}


def said(name: str, value: Any) -> str:
    """One setting as a page prints it."""
    return "the house's own" if value is None else _SAID.get(name, str)(value)


def changed(pairs: Pairs) -> list[Change]:
    """Each setting of a change: its label, how it was, how it is."""
    return [
        (LABELS[name], said(name, pair[0]), said(name, pair[1]))
        for name, pair in pairs.items()
        if name in LABELS
    ] + _defaults(pairs)


def worth(unit: str, value: float | None) -> str:
    """A default's value as pages print it."""
    if value is None:
        return "none in this currency"
    if unit == SHARE:
        return percent(value, 2)
    if unit == "money":
        return money(round(value * CENTS))
    return number(value, 2)


def _defaults(pairs: Pairs) -> list[Change]:
    """Changes of what drafts start from: each default by its label, the templates by theirs."""
    told = [
        (entry.label, worth(entry.unit, pairs[key][0]), worth(entry.unit, pairs[key][1]))
        for name, entry in PUBLISHED.items()
        if (key := f"{DEFAULT}{name}") in pairs
    ]
    off = pairs.get(TEMPLATES_OFF)
    return [*told, ("Templates not on offer", _templates(off[0]), _templates(off[1]))] if off else told


def _templates(names: Iterable[str]) -> str:
    labels = {each.key: each.label for each in TEMPLATES}
    return ", ".join(labels.get(name, name) for name in names) or "none"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _figures(_pairs: Pairs, reach: Reach) -> str:
    drafts, revisions = _many(reach.drafts, "draft"), _many(reach.revisions, "frozen revision")
    change, stay = ("changes" if reach.drafts == 1 else "change"), _stay(reach.revisions)
    return f"Payback and NPV of {drafts} {change}; {revisions} {stay}."


def _stay(count: int) -> str:
    return "stays as it is" if count == 1 else "stay as they are"


def _sizes(_pairs: Pairs, reach: Reach) -> str:
    drafts, revisions = _many(reach.drafts, "draft"), _many(reach.revisions, "frozen revision")
    return f"Sizes of {drafts} are judged anew; {revisions} {_keep(reach.revisions)} the size submitted with."


def _keep(count: int) -> str:
    return "keeps" if count == 1 else "keep"


def _quotes(_pairs: Pairs, reach: Reach) -> str:
    asks = "1 ask" if reach.in_review == 1 else f"{reach.in_review} asks"
    return f"Lines of the {asks} in review are flagged by it at once."


def _parts(pairs: Pairs, reach: Reach) -> str:
    before, after = (sum(ask <= limit for ask in reach.asks) for limit in pairs["single_minor"])
    return (
        f"Of {len(reach.asks)} asks that may still be approved, {after} would be released in one go, "
        f"{before} as it is now. What is approved keeps its tranches."
    )


def _hours(_pairs: Pairs, reach: Reach) -> str:
    drafts, holds = _many(reach.drafts, "draft"), ("is held" if reach.drafts == 1 else "are held")
    return f"{drafts} {holds} against it on submitting; what heads were asked before stays asked."


def _tolerances(_pairs: Pairs, reach: Reach) -> str:
    waiting, running = _many(reach.unreleased, "approved programme"), _many(reach.investments, "investment")
    takes = "takes" if reach.unreleased == 1 else "take"
    kept = "its own" if reach.investments == 1 else "their own"
    return f"{waiting} {takes} them at the first release; {running} {_keep(reach.investments)} {kept}."


def _rounds(_pairs: Pairs, reach: Reach) -> str:
    planned, running = _many(reach.planned, "planned round"), _many(reach.rounds, "open one")
    return f"Rounds planned from now on start with it; {planned} and {running} keep their own."


def _years(_pairs: Pairs, reach: Reach) -> str:
    if reach.years_fixed:
        return "A fund is open or a pitch was submitted meanwhile: this cannot be confirmed any more."
    return (
        f"The asks of {_many(reach.drafts, 'draft')} are split by the new years. Nothing else is split yet."
    )


_EFFECTS = (
    (FIGURES, _figures),
    (("small_minor", "large_minor"), _sizes),
    (("quote_minor",), _quotes),
    (("single_minor",), _parts),
    ((UNIT_HOURS,), _hours),
    (tuple(TOLERANCES), _tolerances),
    (("conflict_default", "roi_objective_pct"), _rounds),
    ((YEAR,), _years),
)


def effects(pairs: Pairs, reach: Reach) -> list[str]:
    """What a change would move, and what keeps its own: a sentence for each kind of setting in it."""
    return [words(pairs, reach) for names, words in _EFFECTS if _touches(pairs, names)]


def _touches(pairs: Pairs, names: Iterable[str]) -> bool:
    return any(name in pairs for name in names)
