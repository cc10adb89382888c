"""Standing approvals: set, answered, ended, and used on a small pitch that was just covered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key, next_ref
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.funding.models import (
    StandingAnswer,
    StandingApproval,
    StandingCategory,
    StandingEnd,
)
from pitchdeck.features.funding.policy import limit_of
from pitchdeck.features.funding.queries import FundRow, StandingRow
from pitchdeck.features.people.queries import the_organisation

LONGEST_DAYS = timedelta(days=366)
SUBJECT = "standing_approval"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a standing approval covers: one fund, an amount a pitch and in all, categories, days."""

    fund_key: str
    most: int
    total: int
    categories: Collection[str]
    valid_from: date
    valid_to: date
    reason: str


def set_standing(session: Session, terms: Terms, *, by: Actor, at: datetime) -> StandingRow:
    """Set a standing approval as finance; it approves nothing until a second person has confirmed it.

    Raises NotAllowed, or Invalid that names each field that does not hold, with the figures.
    """
    policy.require("standing:set", by)
    fund = next((row for row in queries.funds(session) if row.key == terms.fund_key), None)
    wrong = _wrong_amounts(session, terms, fund, by) | _wrong_days(terms, the_organisation(session).day(at))
    if fund is None or not fund.confirmed_at:
        wrong["fund"] = "Choose a confirmed fund: only its money is approved ahead."
    if not terms.categories or set(terms.categories) - CATEGORY_WORDS.keys():
        wrong["categories"] = "Tick the categories of cost that it covers: at least one."
    if not terms.reason.strip():
        wrong["reason"] = "Say in a sentence what it is for: the second person and the auditor read it."
    if wrong or fund is None:
        raise Invalid(wrong)
    row = {
        "key": new_key(),
        "ref": next_ref(session, "SA", at.year),
        "fund_id": fund.id,
        "most_minor": terms.most,
        "total_minor": terms.total,
        "valid_from": terms.valid_from,
        "valid_to": terms.valid_to,
        "reason": terms.reason.strip(),
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }
    made = session.execute(insert(StandingApproval).returning(StandingApproval.id), [row]).scalar_one()
    named = [{"approval_id": made, "category": each} for each in CATEGORY_WORDS if each in terms.categories]
    session.execute(insert(StandingCategory), named)
    detail = {"most": terms.most, "total": terms.total, "fund": fund.key}
    detail |= {"categories": sorted(terms.categories)}
    subject = (SUBJECT, str(row["key"]))
    history.record(session, subject, "set", by=by, at=at, why=terms.reason.strip(), detail=detail)
    notices.standing_asked(session, subject[1], fund.owner_id, at=at)
    return queries.standing_of_key(session, subject[1])


def _wrong_amounts(session: Session, terms: Terms, fund: FundRow | None, by: Actor) -> dict[str, str]:
    settings = the_organisation(session)
    money, small, limit = settings.currency, settings.small_minor, limit_of(by, "finance")
    most, total = (in_words(each, money) for each in (terms.most, terms.total))
    wrong = {}
    if terms.most <= 0:
        wrong["most"] = "Enter the highest ask of one pitch: more than zero."
    elif terms.most > small:
        words = in_words(small, money)
        wrong["most"] = f"Small asks go up to {words}; you entered {most}. Enter at most {words}."
    elif limit is not None and terms.most > limit:
        words = in_words(limit, money)
        wrong["most"] = f"Your own limit is {words}; you entered {most}. Enter at most {words}."
    if terms.total < max(terms.most, 1):
        wrong["total"] = f"All its uses together come to at least one pitch of {most}; you entered {total}."
    elif fund is not None and terms.total > fund.amount:
        words = in_words(fund.amount, fund.currency)
        wrong["total"] = f"{fund.name} holds {words}; you entered {total}. Enter at most {words}."
    return wrong


def _wrong_days(terms: Terms, today: date) -> dict[str, str]:
    if terms.valid_from < today:
        return {"valid_from": f"It approves nothing backwards: enter {today:%Y-%m-%d} or a later day."}
    if terms.valid_to < terms.valid_from:
        return {
            "valid_to": f"Its last day is before its first, {terms.valid_from:%Y-%m-%d}. Enter a later one."
        }
    if terms.valid_to - terms.valid_from > LONGEST_DAYS:
        last = terms.valid_from + LONGEST_DAYS
        return {"valid_to": f"Set it for a year at most, to {last:%Y-%m-%d}; then it is judged anew."}
    return {}


def answer_standing(
    session: Session, key: str, *, verdict: str, reason: str = "", by: Actor, at: datetime
) -> StandingRow:
    """Confirm a standing approval as the second person, or decline it with a reason.

    Raises NotFound, NotAllowed, or Invalid: declined without a reason, or above one's own limit.
    """
    row = queries.standing_to_change(session, key)
    policy.require("standing:answer", by, row.facts)
    if verdict not in {"confirmed", "declined"}:
        raise Invalid({"verdict": "Confirm or decline."})
    if verdict == "declined" and not reason.strip():
        raise Invalid({"reason": "Say in a sentence why not: whoever set it reads it."})
    limit = limit_of(by, "finance") if by.id != row.owner_id else None
    if verdict == "confirmed" and limit is not None and row.most > limit:
        most, words = in_words(row.most, row.currency), in_words(limit, row.currency)
        told = f"It approves up to {most} a pitch, your own limit is {words}: "
        raise Invalid({"verdict": told + "a person of finance with a higher one, or the owner, confirms it."})
    answer = {"approval_id": row.id, "verdict": verdict, "reason": reason.strip(), "at": at}
    session.execute(insert(StandingAnswer), [answer | {"by_id": by.id, "deputy_id": by.deputy_id}])
    history.record(session, (SUBJECT, key), verdict, by=by, at=at, why=reason.strip())
    return queries.standing_of_key(session, key)


def end_standing(session: Session, key: str, *, why: str, by: Actor, at: datetime) -> StandingRow:
    """End a standing approval, confirmed or not: it approves nothing more, what it approved stays.

    Raises NotFound, NotAllowed, or Invalid without a reason.
    """
    row = queries.standing_to_change(session, key)
    policy.require("standing:end", by, row.facts)
    if not why.strip():
        raise Invalid({"why": "Say in a sentence why it ends."})
    end = {"approval_id": row.id, "reason": why.strip(), "at": at}
    session.execute(insert(StandingEnd), [end | {"by_id": by.id, "deputy_id": by.deputy_id}])
    history.record(session, (SUBJECT, key), "ended", by=by, at=at, why=why.strip())
    return queries.standing_of_key(session, key)
