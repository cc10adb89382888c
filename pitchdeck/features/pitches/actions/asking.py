"""Asking the sponsor for a yes to the claim, and answering it."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import queries as people
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.actions.moving import move
from pitchdeck.features.pitches.figures import Claimed, claim_sentence, claimed
from pitchdeck.features.pitches.queries import gap_of
from pitchdeck.features.rounds import queries as rounds
from pitchdeck.features.strategy import actions as strategy_actions
from pitchdeck.features.strategy import queries as strategy
from pitchdeck.features.strategy.models import Claim
from pitchdeck.features.strategy.queries import MeasureRow


def ask_sponsor(session: Session, key: str, *, by: Actor, at: datetime) -> Claim:
    """Put the draft's claim to the owner of its measure, who from now on sees the pitch.

    Invalid when no measure is chosen, when the author owns it, or when the claim alone passes its gap; where
    it does together with others, the owner's yes apportions them.
    """
    pitch = queries.pitch_to_change(session, key)
    policy.require("pitch:ask", by, queries.pitch_of_id(session, pitch.id).facts)
    content = queries.draft_of(session, pitch.id).content
    if content.measure_id is None:
        raise Invalid({"measure": "Choose the measure first: its owner is the sponsor who is asked."})
    measure = strategy.measure_row(session, content.measure_id)
    if measure.owner_id in queries.pitch_of_id(session, pitch.id).author_ids:
        raise Invalid(
            {"measure": "You wrote this pitch and own its measure: somebody else has to own or present it."}
        )
    claim = claimed(content, gap_of(measure))
    _check_room(measure, claim)
    sentence = claim_sentence(claim, gap_of(measure), people.the_organisation(session).locale)
    asked = strategy_actions.ask(
        session,
        measure_id=measure.id,
        pitch_key=pitch.key,
        share=claim.share,
        delta=claim.delta,
        sentence=sentence,
        by=by,
        at=at,
    )
    detail = {"sponsor_id": measure.owner_id, "share": float(claim.share)}
    history.record(session, ("pitch", pitch.key), "sponsor_asked", by=by, at=at, why=sentence, detail=detail)
    return asked


def _check_room(measure: MeasureRow, claim: Claimed) -> None:
    """One pitch claims no more than there is; what several claim together is their owner's to apportion."""
    if claim.share > 1:
        raise Invalid(
            {
                "claim": f"This claims {claim.share:.0%} of the way to the target of {measure.name}: more "
                "than there is. Lower the claim in step 4."
            }
        )


def answer_claim(
    session: Session, key: str, *, verdict: str, reason: str = "", by: Actor, at: datetime
) -> str:
    """Answer a claim with yes or no (then with a reason), and return the pitch's key.

    Where all claims on the measure come to more than its gap, the reason of a yes apportions them.

    With the yes, a pitch that waited for it while its round is being scored enters scoring at once.
    """
    claim = strategy.claim_to_change(session, key)
    facts = queries.pitch_of_key(session, claim.pitch_key)
    # The round before the pitch, as in every act of a stage: the other order could wait for each other.
    round_ = rounds.hold_round(session, facts.round_id) if facts.round_id is not None else None
    pitch = queries.pitch_to_change(session, claim.pitch_key)
    if pitch.round_id != facts.round_id:
        raise Conflict("The pitch was screened at this very moment. Send your answer again.")
    measure = strategy.measure_row(session, claim.measure_id)
    strategy_actions.answer(
        session,
        claim,
        verdict=verdict,
        reason=reason,
        together=queries.claim_total(session, measure.id),
        facts=facts.claim_facts(measure.owner_id),
        by=by,
        at=at,
    )
    verb = "claim_accepted" if verdict == "yes" else "claim_refused"
    history.record(session, ("pitch", pitch.key), verb, by=by, at=at, why=reason)
    scored_now = round_ is not None and round_.state == "scoring" and at < round_.scoring_closes_at
    if verdict == "yes" and pitch.state == "screened" and scored_now:
        move(session, pitch, "start_scoring", by=by, at=at)
    return pitch.key
