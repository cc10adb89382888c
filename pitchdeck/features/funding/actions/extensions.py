"""The chair's one extension of a round's deadline for commitments."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.rounds.models import Extension, Round
from pitchdeck.features.rounds.queries import facts_for, round_to_change


def extend_funding(
    session: Session, round_key: str, until: datetime, reason: str, *, by: Actor, at: datetime
) -> None:
    """Move a round's deadline for commitments to a later moment, once; who holds a purse in it is told.

    The round is locked first, so that an extension, the end of the deadline and a commitment never cross.
    Raises NotFound, NotAllowed, Conflict once the deadline has passed, or Invalid `until` and `reason`.
    """
    round_ = round_to_change(session, round_key)
    policy.require("round:extend", by, facts_for(session, round_key, by))
    was = round_.funding_closes_at
    if at >= was:
        raise Conflict("The deadline for commitments has passed, and so has the time to extend it.")
    zone = ZoneInfo(the_organisation(session).zone)
    wrong = _wrong(round_, until, zone)
    if not reason.strip():
        wrong["reason"] = "Say why: everybody who has money in this round reads it."
    if wrong:
        raise Invalid(wrong)
    row = {"round_id": round_.id, "was_at": was, "until_at": until, "reason": reason.strip(), "at": at}
    # The database moves the round's own deadline with it: a trigger, so that nobody moves it otherwise.
    session.execute(insert(Extension), [row | {"by_id": by.id, "deputy_id": by.deputy_id}])
    detail = {"was": was.isoformat(), "until": until.isoformat()}
    subject = ("round", round_.key)
    history.record(session, subject, "funding_extended", by=by, at=at, why=reason.strip(), detail=detail)
    days = was.astimezone(zone).date(), until.astimezone(zone).date()
    for investor in sorted({purse.investor_id for purse in queries.purses_in_round(session, round_.id)}):
        notices.deadline_extended(session, round_.key, investor, days, reason=reason.strip(), at=at)


def _wrong(round_: Round, until: datetime, zone: ZoneInfo) -> dict[str, str]:
    was, last = round_.funding_closes_at.astimezone(zone), round_.decision_on
    if until <= was:
        return {"until": f"Commitments are taken until {_told(was)} already. Choose a later day."}
    if until.astimezone(zone).date() > last:
        return {"until": f"The decision is on {last.day} {last:%B %Y}: choose a day until then."}
    return {}


def _told(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y, %H:%M}"
