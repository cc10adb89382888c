"""Asking the owner of a fund for money of it, and the owner's answer."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.funds import GIVES, allot
from pitchdeck.features.funding.models import PurseAnswer, PurseRequest
from pitchdeck.features.funding.queries import RequestRow


def ask_for_purse(
    session: Session,
    *,
    fund_key: str,
    round_key: str,
    amount: int,
    reason: str,
    by: Actor,
    at: datetime,
) -> RequestRow:
    """Ask the owner of a fund for `amount` minor units to commit in a round, on top of what one has.

    Raises NotAllowed, or Invalid that names each field that does not hold.
    """
    policy.require("purse:ask", by)
    rounds, funds = queries.askable(session, by.id, GIVES)
    round_ = next((row for row in rounds if row.key == round_key), None)
    fund = next((row for row in funds if row.key == fund_key), None)
    wrong = {}
    if round_ is None:
        wrong["round"] = "Choose a round that you sit in and whose commitments are not closed."
    if fund is None:
        wrong["fund"] = "Choose a confirmed fund of the round's fiscal year."
    elif round_ is not None and fund.fiscal_year != round_.fiscal_year:
        wrong["fund"] = f"{fund.name} is of {fund.fiscal_year}, {round_.name} funds {round_.fiscal_year}."
    if amount <= 0:
        wrong["amount"] = "Enter the amount that you ask for: more than zero."
    if not reason.strip():
        wrong["reason"] = "Say in a sentence what it is for: the owner reads it."
    if wrong or round_ is None or fund is None:
        raise Invalid(wrong)
    row = {
        "key": new_key(),
        "fund_id": fund.id,
        "round_id": round_.id,
        "amount": amount,
        "reason": reason.strip(),
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }
    session.execute(insert(PurseRequest), [row])
    made = queries.request_of_key(session, str(row["key"]))
    detail = {"amount": amount, "request": made.key}
    history.record(session, ("fund", fund_key), "money_asked", by=by, at=at, why=made.reason, detail=detail)
    notices.purse_asked(session, made.key, made.owner_id, at=at)
    return made


def answer_request(
    session: Session, key: str, *, verdict: str, amount: int, reason: str = "", by: Actor, at: datetime
) -> RequestRow:
    """Grant a request, in full or in part, which gives the purse at once; or decline it with a reason.

    Raises NotFound, NotAllowed, or Invalid with the figures.
    """
    fund_key = queries.request_of_key(session, key).fund_key
    queries.fund_to_change(session, fund_key)
    asked = queries.request_of_key(session, key)
    policy.require("purse:answer", by, asked.facts)
    granted = verdict == "granted"
    wrong = _wrong_answer(asked, verdict, amount, reason)
    if wrong:
        raise Invalid(wrong)
    row = {
        "request_id": asked.id,
        "verdict": verdict,
        "amount": amount if granted else 0,
        "reason": reason.strip(),
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }
    session.execute(insert(PurseAnswer), [row])
    if granted:
        to = {"investor_id": asked.by_id, "round_id": asked.round_id}
        allot(session, fund_key, amount=amount, by=by, at=at, asked=asked.key, **to)
    else:
        detail = {"amount": asked.amount, "request": asked.key}
        told = ("fund", fund_key)
        history.record(session, told, "request_declined", by=by, at=at, why=reason.strip(), detail=detail)
        notices.purse_declined(session, asked.key, asked.by_id, at=at)
    return queries.request_of_key(session, key)


def _wrong_answer(asked: RequestRow, verdict: str, amount: int, reason: str) -> dict[str, str]:
    if verdict not in {"granted", "declined"}:
        return {"verdict": "Choose whether you grant it."}
    if verdict == "declined" and not reason.strip():
        return {"reason": "Say in a sentence why not: whoever asked reads it."}
    if verdict == "granted" and amount <= 0:
        return {"amount": "Enter the amount that you grant: more than zero."}
    if verdict == "granted" and amount > asked.amount:
        most, entered = in_words(asked.amount, asked.currency), in_words(amount, asked.currency)
        words = f"{asked.by_name} asked for {most}; you entered {entered}. Enter at most {most}."
        return {"amount": words}
    return {}
