"""A standing approval approves a small pitch that was just covered, or says why it does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.errors import Conflict
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.reviews import Approvable, Ground, approvable, carry_out
from pitchdeck.features.funding.figures import CATEGORY_WORDS, standing_rule
from pitchdeck.features.funding.models import StandingUse
from pitchdeck.features.funding.policy import PartFacts, limit_of
from pitchdeck.features.funding.queries import StandingRow
from pitchdeck.features.people.queries import actor_of, the_organisation
from pitchdeck.features.pitches.models import Pitch


@dataclass(frozen=True, slots=True)
class _Asked:
    """A covered pitch as a standing approval judges it; `asked` is its ask in all, in minor units."""

    pitch: Pitch
    facts: PartFacts
    found: Approvable
    asked: int
    categories: tuple[str, ...]
    today: date


def approve_if_covered(session: Session, pitch: Pitch, *, by: Actor, at: datetime) -> bool:
    """Approve a locked pitch in review of a rolling round by the first standing approval that covers it.

    The verdict is its setter's, names its reference, and is announced as any other. Where none covers it
    the pitch stays in finance's queue, with the reason of each in its history; False then.
    """
    facts = queries.facts_of_part(session, pitch.key, by, at=at)
    reasons: list[str] = []
    try:
        found = approvable(session, pitch, facts)
    except Conflict as waits:
        reasons = [str(waits)]
    else:
        reasons = _tried(session, pitch, facts, found, at)
        if not reasons:
            return True
    why = " ".join(reasons)
    history.record(session, ("pitch", pitch.key), queries.LEFT, by=by, at=at, why=why)
    return False


def _tried(session: Session, pitch: Pitch, facts: PartFacts, found: Approvable, at: datetime) -> list[str]:
    """Why each standing approval does not cover the pitch; nothing once one of them has approved it."""
    settings, funds = the_organisation(session), queries.funds_behind(session, pitch.id)
    asked = max(pitch.ask_minor, found.amount)
    if asked > settings.small_minor:
        words, small = in_words(asked, facts.currency), in_words(settings.small_minor, facts.currency)
        return [f"It asks {words}; standing approvals are for small asks, up to {small}."]
    if found.ahead:
        years = " and ".join(str(year) for year in sorted(found.ahead))
        return [f"It takes promised money of {years}; a standing approval is for money of its fund alone."]
    if len(funds) != 1:
        named = " and ".join(funds.values())
        return [f"Its money is from {len(funds)} funds ({named}); a standing approval is for one."]
    ((fund_id, fund_name),) = funds.items()
    today = settings.day(at)
    rows = queries.standings_to_use(session, fund_id, today)
    categories = queries.categories_asked(session, facts.revision_id)
    judged = _Asked(pitch, facts, found, asked, categories, today)
    reasons = []
    for row in rows:
        why = next(_against(session, judged, row), "")
        if not why:
            _use(session, judged, row, at=at)
            return []
        reasons.append(f"{row.ref}: {why}")
    return reasons or [f"No standing approval for {fund_name} works today."]


def _against(session: Session, judged: _Asked, row: StandingRow) -> Iterator[str]:
    """What keeps an approval from covering the pitch, the plainest first."""
    money = judged.facts.currency
    if judged.asked > row.most:
        asked, most = in_words(judged.asked, money), in_words(row.most, money)
        yield f"the pitch asks {asked}, it approves at most {most} a pitch."
    if judged.found.amount > row.left:
        needs, left = in_words(judged.found.amount, money), in_words(row.left, money)
        yield f"{left} are left of {in_words(row.total, money)}, the pitch needs {needs}."
    beyond = [CATEGORY_WORDS.get(each, each) for each in judged.categories if each not in row.categories]
    if beyond:
        yield f"it does not cover {' and '.join(beyond)}."
    if not judged.categories:
        yield "the categories of cost of the pitch are not known."
    if queries.has_part(session, judged.pitch.key, row.people):
        yield "who set or confirmed it has a part in this pitch."
    setter = actor_of(session, row.by_id, judged.today)
    if setter is None or not setter.holds("finance"):
        yield f"{row.by_name}, who set it, is not of finance any more."
    elif (limit := limit_of(setter, "finance")) is not None and judged.found.amount > limit:
        yield f"the limit of {row.by_name}, who set it, is {in_words(limit, money)} now."


def _use(session: Session, judged: _Asked, row: StandingRow, *, at: datetime) -> None:
    """Write the use, then the approval that rests on it: its setter's, within its limit."""
    setter = actor_of(session, row.by_id, judged.today)
    if setter is None:
        raise Conflict(f"{row.by_name}, who set {row.ref}, is not active any more.")
    pitch, found = judged.pitch, judged.found
    use: dict[str, Any] = {"approval_id": row.id, "pitch_id": pitch.id, "amount": found.amount, "at": at}
    use |= {"revision_id": judged.facts.revision_id, "used_on": judged.today}
    session.execute(insert(StandingUse), [use])
    rule = standing_rule(row.ref, found.tier)
    ground = Ground("approved", "", found.amounts, rule, row.most)
    subject, detail = ("standing_approval", row.key), {"pitch": pitch.ref, "amount": found.amount}
    history.record(session, subject, "used", by=setter, at=at, detail=detail)
    carry_out(session, pitch, judged.facts, found, ground, by=setter, at=at)
