"""Which engagement model fits: points by kind of work, involvement and surety, after capacity; all in words.

The table is decision 0176. Cost is no criterion here: it stands beside the advice and breaks ties.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pitchdeck.features.sourcing.figures.engagements import ENGAGEMENTS
from pitchdeck.features.sourcing.figures.pricing import Priced
from pitchdeck.features.sourcing.figures.scope import Scope

MOST_POINTS = 6

NATURES: Mapping[str, str] = {
    "one_off": "Once, with a clear end",
    "recurring": "The same again and again",
    "uncertain": "Not clear yet what it takes",
    "steady": "A steady stream of new things",
}
LEVELS: Mapping[str, str] = {"low": "Low", "medium": "Medium", "high": "High"}

Points = Mapping[str, tuple[int, str]]
_ABOUT_NATURE: Mapping[str, Points] = {
    "one_off": {
        "in_house": (1, "work with a clear end can be planned into the team"),
        "project_outsourcing": (2, "a result with a clear end can be agreed at a fixed price"),
        "retainer": (0, "a monthly fee outlives work that ends"),
        "time_and_materials": (1, "hours can be bought until it is done"),
        "staff_augmentation": (1, "somebody can join until it is done"),
    },
    "recurring": {
        "in_house": (2, "what comes again pays back the team's learning"),
        "project_outsourcing": (1, "each time can be ordered at the same price"),
        "retainer": (2, "the same people come back for it at a known fee"),
        "time_and_materials": (0, "what is known well need not be bought by the hour"),
        "staff_augmentation": (1, "somebody can join each time, and has to learn it each time"),
    },
    "uncertain": {
        "in_house": (2, "the own team can change course every day"),
        "project_outsourcing": (0, "a price cannot be fixed for what nobody can describe"),
        "retainer": (1, "the order of work can change each month"),
        "time_and_materials": (2, "hours can follow what the work turns out to be"),
        "staff_augmentation": (1, "people in the team can change course with it"),
    },
    "steady": {
        "in_house": (1, "a lasting stream deserves people of its own"),
        "project_outsourcing": (0, "every small thing would need its own order"),
        "retainer": (2, "reserved hours fit a lasting stream"),
        "time_and_materials": (1, "hours can be bought as things come"),
        "staff_augmentation": (2, "people who stay learn the house"),
    },
}
_ABOUT_INVOLVEMENT: Mapping[str, Points] = {
    "low": {
        "in_house": (0, "the own team does all of it"),
        "project_outsourcing": (2, "the vendor steers its own work"),
        "retainer": (1, "work is ordered once a month"),
        "time_and_materials": (0, "hours have to be steered and checked"),
        "staff_augmentation": (0, "people in the team have to be directed"),
    },
    "medium": {
        "in_house": (1, "the own team decides everything itself"),
        "project_outsourcing": (1, "results are reviewed at milestones"),
        "retainer": (2, "we set the order of work and the vendor does it"),
        "time_and_materials": (2, "we steer week by week"),
        "staff_augmentation": (1, "people in the team need direction every day"),
    },
    "high": {
        "in_house": (2, "the own team decides everything itself"),
        "project_outsourcing": (0, "changes on the way cost extra"),
        "retainer": (1, "the order of work can change each month"),
        "time_and_materials": (1, "we steer week by week"),
        "staff_augmentation": (2, "people in the team work under our direction"),
    },
}
_ABOUT_SURETY: Mapping[str, Points] = {
    "high": {
        "in_house": (1, "a sure scope can be planned"),
        "project_outsourcing": (2, "a sure scope makes a fixed price safe for both"),
        "retainer": (1, "hours can be reserved well"),
        "time_and_materials": (0, "where the scope is sure, the cost risk need not be ours"),
        "staff_augmentation": (1, "months can be booked well"),
    },
    "medium": {
        "in_house": (1, "a reserve of hours is needed"),
        "project_outsourcing": (1, "a reserve for changes is needed"),
        "retainer": (1, "some hours may go unused or cost extra"),
        "time_and_materials": (1, "a cap limits what it can cost"),
        "staff_augmentation": (1, "the months may have to be extended"),
    },
    "low": {
        "in_house": (2, "changes cost hours and no contract"),
        "project_outsourcing": (0, "every change is a new negotiation"),
        "retainer": (1, "hours can move between tasks"),
        "time_and_materials": (2, "only what is worked is paid, up to a cap"),
        "staff_augmentation": (1, "the work can change under our direction"),
    },
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How a model fits: its points of six with their reasons, and whether our own hours suffice."""

    engagement: str
    points: int
    reasons: tuple[str, ...]
    room: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What is recommended (several where they tie, none where nothing fits), and the reasoning."""

    best: tuple[str, ...]
    sentences: tuple[str, ...]
    fits: tuple[Fit, ...]


def advise(scope: Scope, rows: tuple[Priced, ...], totals: Mapping[str, float]) -> Advice:
    """The advice for a scope; `totals` are the fully loaded costs of the models that have a price."""
    fits = tuple(_fit(scope, row) for row in rows)
    able = [fit for fit in fits if fit.fits and fit.engagement in totals]
    if not able:
        return Advice((), (_nothing(fits, totals),), fits)
    most = max(fit.points for fit in able)
    tied = [fit for fit in able if fit.points == most]
    cost = min(totals[fit.engagement] for fit in tied)
    best = [fit for fit in tied if totals[fit.engagement] <= cost]
    return Advice(tuple(fit.engagement for fit in best), _reasoning(best, tied, fits, totals), fits)


def _fit(scope: Scope, row: Priced) -> Fit:
    reasons, points = [], 0
    for table, given, subject in (
        (_ABOUT_NATURE, scope.nature, f"Kind of work ({NATURES[scope.nature].lower()})"),
        (_ABOUT_INVOLVEMENT, scope.involvement, f"Involvement ({scope.involvement})"),
        (_ABOUT_SURETY, scope.surety, f"Surety of the scope ({scope.surety})"),
    ):
        some, words = table[given][row.engagement]
        points += some
        reasons.append(f"{subject}: {words} ({some} of 2).")
    room, fits = _room(scope, row)
    return Fit(row.engagement, points, tuple(reasons), room, fits)


def _room(scope: Scope, row: Priced) -> tuple[str, bool]:
    needs = f"{row.own_hours:,.0f} hours of our own people"
    if scope.free_hours is None:
        return f"It needs {needs}; how many are free was not said.", True
    if row.own_hours > scope.free_hours:
        return f"It needs {needs}, and {scope.free_hours:,.0f} are free: it does not fit.", False
    return f"It needs {needs}; {scope.free_hours:,.0f} are free.", True


def _name(engagement: str) -> str:
    return ENGAGEMENTS[engagement].name


def _reasoning(
    best: list[Fit], tied: list[Fit], fits: tuple[Fit, ...], totals: Mapping[str, float]
) -> tuple[str, ...]:
    chosen = best[0]
    found = [f"{_name(chosen.engagement)} fits best: {chosen.points} of {MOST_POINTS} points."]
    if len(best) > 1:
        names = " and ".join(_name(fit.engagement) for fit in best)
        found = [f"{names} fit equally well: {chosen.points} of {MOST_POINTS} points each, at the same cost."]
    elif len(tied) > 1:
        others = " and ".join(_name(fit.engagement) for fit in tied if fit is not chosen)
        found = [
            f"{_name(chosen.engagement)} and {others} have {chosen.points} of {MOST_POINTS} points each; "
            f"{_name(chosen.engagement)} costs less in all."
        ]
    found += [*chosen.reasons, chosen.room]
    return (*found, *_set_aside(chosen, fits, totals))


def _set_aside(chosen: Fit, fits: tuple[Fit, ...], totals: Mapping[str, float]) -> tuple[str, ...]:
    """The models that would have as many points, and why each was left out."""
    found = []
    for fit in fits:
        if fit.points < chosen.points or fit.engagement == chosen.engagement:
            continue
        if not fit.fits:
            found.append(f"{_name(fit.engagement)} has {fit.points} points. {fit.room}")
        elif fit.engagement not in totals:
            found.append(f"{_name(fit.engagement)} has {fit.points} points, but no price.")
    return tuple(found)


def _nothing(fits: tuple[Fit, ...], totals: Mapping[str, float]) -> str:
    if not totals:
        return "No model has a price, so none is recommended: a standard rate or a vendor's price is missing."
    hindered = [f"{_name(fit.engagement)}: {_hindrance(fit)}" for fit in fits]
    return f"No model that has a price fits. {' '.join(hindered)}"


def _hindrance(fit: Fit) -> str:
    return "no price." if fit.fits else fit.room
