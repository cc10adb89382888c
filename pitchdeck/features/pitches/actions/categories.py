"""What a revision asks for by category of cost, kept for funds that serve some categories alone."""

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.features.pitches.models import AskCategory
from pitchdeck.features.pitches.queries import Appraisal
from pitchdeck.features.projection import asks_by_category


def keep_categories(session: Session, revision_id: int, appraisal: Appraisal) -> None:
    """Keep what the highest tier asks of each fiscal year by category: more is never committed."""
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
