"""What a revision asks for by category and by line of cost, kept for funds that pay for some of it alone."""

from collections import defaultdict

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.features.pitches.figures import NOWHERE, cost_lines, line_print, of_tier, positions
from pitchdeck.features.pitches.models import AskCategory, AskLine
from pitchdeck.features.pitches.queries import Appraisal
from pitchdeck.features.projection import asks_by_category, asks_by_line


def keep_categories(session: Session, revision_id: int, appraisal: Appraisal) -> None:
    """Keep what the highest tier asks of each year by category and by line: more is never committed."""
    highest = next((tier for tier in appraisal.tiers if tier.name == "stretch"), None)
    found = highest.found if highest and highest.found else appraisal.projected
    asks = highest.asks if highest else appraisal.asks
    start = appraisal.content.start_on
    if start is None:
        return
    begins = appraisal.settings.fiscal_year_start
    parts = asks_by_category(found.inputs, asks, start=start, fiscal_year_start=begins)
    rows = [
        {"revision_id": revision_id, "fiscal_year": year, "category": category, "amount": amount}
        for (year, category), amount in parts.items()
    ]
    if rows:
        session.execute(insert(AskCategory), rows)
    lines = asks_by_line(found.inputs, asks, start=start, fiscal_year_start=begins)
    _keep_lines(session, revision_id, appraisal, "stretch" if highest else "requested", lines)


def _keep_lines(
    session: Session, revision_id: int, appraisal: Appraisal, tier: str, lines: dict[tuple[int, int], int]
) -> None:
    places = positions(appraisal.content, tier, appraisal.settings)
    costs = cost_lines(of_tier(appraisal.content, "requested"), appraisal.settings)
    sums: defaultdict[tuple[int, int], int] = defaultdict(int)
    for (year, place), amount in lines.items():
        sums[year, places[place]] += amount
    rows = [
        {
            "revision_id": revision_id,
            "fiscal_year": year,
            "position": position,
            "line": "" if position == NOWHERE else line_print(costs[position]),
            "amount": amount,
        }
        for (year, position), amount in sums.items()
    ]
    if rows:
        session.execute(insert(AskLine), rows)
