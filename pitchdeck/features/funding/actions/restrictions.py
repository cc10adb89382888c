"""What a fund is for: named when it is opened, kept when money of it is committed."""

from collections.abc import Collection, Iterable

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import in_words
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.funding.models import NATURES, Fund, FundCategory, FundGoal
from pitchdeck.features.funding.queries import Limit
from pitchdeck.features.strategy.queries import goals

OTHER_PURSE = "Choose another purse."


def wrong_restriction(
    session: Session, nature: str, goal_ids: Collection[int], categories: Collection[str]
) -> dict[str, str]:
    """What is wrong with the purpose of a fund, by field."""
    wrong = {}
    if nature not in NATURES:
        wrong["nature"] = "Choose operating or capital budget."
    if not set(categories) <= CATEGORY_WORDS.keys():
        wrong["categories"] = "Choose among the categories of cost; people's time is never funded."
    elif nature == "capex" and not categories:
        wrong["categories"] = (
            "Name the categories of cost that may be capitalised: capital pays for no other."
        )
    if goal_ids and not set(goal_ids) <= {row.id for row in goals(session)}:
        wrong["goals"] = "Choose among the goals of the organisation."
    return wrong


def restrict(session: Session, fund: Fund, goal_ids: Iterable[int], categories: Iterable[str]) -> None:
    """Write what a fund is for; nothing written means all goals, all categories."""
    for_goals = [{"fund_id": fund.id, "goal_id": goal_id} for goal_id in sorted(set(goal_ids))]
    for_categories = [
        {"fund_id": fund.id, "category": category}
        for category in CATEGORY_WORDS
        if category in set(categories)
    ]
    if for_goals:
        session.execute(insert(FundGoal), for_goals)
    if for_categories:
        session.execute(insert(FundCategory), for_categories)


def refuse_outside(limit: Limit | None, ref: str, amount: int, currency: str) -> None:
    """Invalid when a purse's fund is not for this pitch, or not for that much of it, with the figures."""
    if limit is None or limit.room is None or amount <= limit.room:
        return
    if not limit.of_its_goals:
        of = ", ".join(f"“{goal}”" for goal in limit.goals)
        words = f"{limit.fund_name} is for {of} only; {ref} is for “{limit.pitch_goal}”. {OTHER_PURSE}"
        raise Invalid({"purse": words})
    if limit.holds and amount > limit.part - limit.alike:
        raise Invalid(_beyond_its_nature(limit, ref, amount, currency))
    paid, year = ", ".join(CATEGORY_WORDS[each].lower() for each in limit.categories), limit.fiscal_year
    pays = f"{limit.fund_name} pays for {paid} only"
    if not limit.asked:
        raise Invalid({"purse": f"{pays}; {ref} asks nothing of {year} for that. {OTHER_PURSE}"})
    asks = f"{ref} asks {in_words(limit.asked, currency)} of {year} for that"
    stands = f", and {in_words(limit.standing, currency)} of it stands already" if limit.standing else ""
    if not limit.room:
        raise Invalid({"purse": f"{pays}. {asks}{stands}. {OTHER_PURSE}"})
    most, entered = in_words(limit.room, currency), in_words(amount, currency)
    told = f"you entered {entered}. Enter at most {most}, or choose another purse."
    raise Invalid({"amount": f"{pays}. {asks}{stands}; {told}"})


def _beyond_its_nature(limit: Limit, ref: str, amount: int, currency: str) -> dict[str, str]:
    """Why capital budget pays no more than what is marked as capex, and operating budget than the rest."""
    year, capital = limit.fiscal_year, limit.nature == "capex"
    pays = f"{limit.fund_name} is {'capital' if capital else 'operating'} budget"
    if capital and not limit.capex:
        words = f"finance has marked nothing that {ref} asks of {year} as capex. {OTHER_PURSE}"
        return {"purse": f"{pays}; {words}"}
    part = f"the {'capex' if capital else 'opex'} part of what {ref} asks of {year}"
    told = f"{pays}: {part} is {in_words(limit.part, currency)} of {in_words(limit.whole, currency)}"
    told += f", and {in_words(limit.alike, currency)} of it stands already" if limit.alike else ""
    if not limit.room:
        return {"purse": f"{told}. {OTHER_PURSE}"}
    most, entered = in_words(limit.room, currency), in_words(amount, currency)
    return {"amount": f"{told}; you entered {entered}. Enter at most {most}, or choose another purse."}
