"""Setting goals and measures, agreeing them, asking the sponsor and answering."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.people.queries import local_day
from pitchdeck.features.strategy import queries
from pitchdeck.features.strategy.models import Claim, ClaimAnswer, Goal, Measure
from pitchdeck.features.strategy.policy import ClaimFacts, MeasureFacts, UnitFacts

PRIORITIES = range(1, 10)


def add_goal(
    session: Session,
    *,
    name: str,
    why: str,
    priority: int,
    unit_id: int,
    owner_id: int,
    until: date,
    by: Actor,
    at: datetime,
) -> Goal:
    """Set a goal for a unit; Invalid names a priority outside 1 to 9 or an end that is past."""
    policy.require("goal:add", by, UnitFacts(unit_id))
    wrong = {}
    if priority not in PRIORITIES:
        wrong["priority"] = "The priority is a number from 1, the highest, to 9."
    if until <= local_day(session, at):
        wrong["until"] = "A goal ends in the future. Choose a later day."
    if wrong:
        raise Invalid(wrong)
    goal = Goal(
        key=new_key(),
        name=name,
        why=why,
        priority=priority,
        unit_id=unit_id,
        owner_id=owner_id,
        until=until,
    )
    session.add(goal)
    session.flush()
    history.record(session, ("goal", goal.key), "added", by=by, at=at, detail={"priority": priority})
    return goal


def add_measure(
    session: Session,
    *,
    goal_key: str,
    name: str,
    unit_of_measure: str,
    baseline: Decimal,
    baseline_on: date,
    target: Decimal,
    target_on: date,
    owner_id: int,
    value_minor: int | None = None,
    value_source: str = "",
    standard_key: str | None = None,
    revenue: bool = False,
    by: Actor,
    at: datetime,
) -> Measure:
    """Set how a goal is measured; `standard_key` names the standard value that its value was taken from.

    Invalid when target equals baseline, dates run backwards or a value has no source.
    """
    goal = queries.goal_of_key(session, goal_key)
    policy.require("measure:add", by, UnitFacts(goal.unit_id))
    wrong = {}
    if target == baseline:
        wrong["target"] = "The target equals the baseline: there is nothing to gain. Enter another target."
    if target_on <= baseline_on:
        wrong["target_on"] = "The target lies after the baseline. Choose a later day."
    if value_minor is not None and not value_source:
        wrong["value_source"] = "Say where this value comes from, or leave the value empty."
    if wrong:
        raise Invalid(wrong)
    measure = Measure(
        key=new_key(),
        goal_id=goal.id,
        name=name,
        unit_of_measure=unit_of_measure,
        baseline=baseline,
        baseline_on=baseline_on,
        target=target,
        target_on=target_on,
        owner_id=owner_id,
        value_minor=value_minor,
        value_source=value_source,
        standard_key=standard_key,
        revenue=revenue,
    )
    session.add(measure)
    session.flush()
    history.record(session, ("measure", measure.key), "added", by=by, at=at)
    outbox.owe(session, "measure_to_agree", {"measure": measure.key, "person_id": owner_id}, at=at)
    return measure


def agree_measure(session: Session, key: str, *, by: Actor, at: datetime) -> Measure:
    """Agree baseline and target as the owner of the measure; Conflict when they were agreed before."""
    measure = queries.measure_to_change(session, key)
    policy.require("measure:agree", by, MeasureFacts(measure.owner_id))
    if measure.agreed_at is not None:
        raise Conflict("This baseline and target were agreed before. There is nothing left to do.")
    measure.agreed_by_id, measure.agreed_at = by.id, at
    session.flush()
    history.record(session, ("measure", key), "agreed", by=by, at=at)
    return measure


def ask(
    session: Session,
    *,
    measure_id: int,
    pitch_key: str,
    share: Decimal,
    delta: Decimal,
    sentence: str,
    by: Actor,
    at: datetime,
) -> Claim:
    """Put a claim to the measure's owner; `share` is a fraction of its gap, `delta` in its own unit.

    The caller has checked that the actor may ask for this pitch; an earlier claim of the pitch is replaced.
    """
    claim = Claim(
        key=new_key(),
        measure_id=measure_id,
        pitch_key=pitch_key,
        share=share,
        delta=delta,
        sentence=sentence,
        asked_by_id=by.id,
        asked_at=at,
    )
    session.add(claim)
    session.flush()
    measure = queries.measure_row(session, measure_id)
    outbox.owe(session, "claim_asked", {"claim": claim.key, "person_id": measure.owner_id}, at=at)
    return claim


def answer(
    session: Session,
    claim: Claim,
    *,
    verdict: str,
    reason: str,
    together: Decimal,
    facts: ClaimFacts,
    by: Actor,
    at: datetime,
) -> ClaimAnswer:
    """Say yes or no to a claim, once. `together` are all open claims on the measure, as a share of its gap.

    Beyond the whole gap a yes says how the improvement is shared out. Invalid when it does not, or a no has
    no reason; Conflict when the claim was answered or replaced.
    """
    policy.require("claim:answer", by, facts)
    if verdict not in {"yes", "no"}:
        raise Invalid({"verdict": "Answer yes or no."})
    if verdict == "no" and not reason:
        raise Invalid({"reason": "Say why not in a sentence: the presenter reads it and can mend the claim."})
    if verdict == "yes" and together > 1 and not reason:
        raise Invalid(
            {
                "reason": f"Together the claims come to {together:.0%} of the way to the target. Say in a "
                "sentence how the improvement is shared out, so that nothing counts twice; or say no."
            }
        )
    if not queries.is_newest(session, claim):
        raise Conflict("The presenter has changed this claim since. Open the pitch: it shows the newer one.")
    if queries.answer_to(session, claim.id) is not None:
        raise Conflict("This claim was answered before. The pitch's page shows the answer.")
    answered = ClaimAnswer(
        claim_id=claim.id, verdict=verdict, reason=reason, by_id=by.id, deputy_id=by.deputy_id, at=at
    )
    session.add(answered)
    session.flush()
    outbox.owe(session, "claim_answered", {"claim": claim.key, "person_id": claim.asked_by_id}, at=at)
    return answered
