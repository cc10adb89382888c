"""The sponsor's yes: one page, under a minute."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid, NotFound
from pitchdeck.delivery.web.access import actor, allowed, page, requires, snapshot
from pitchdeck.delivery.web.acting import acting
from pitchdeck.delivery.web.claims.forms import AnswerForm
from pitchdeck.features.funding import actions
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.queries import OpenClaim
from pitchdeck.features.strategy import queries as strategy
from pitchdeck.features.strategy.queries import ClaimRow

bp = Blueprint("claims", __name__)


@bp.get("/claims/<key>")
@requires("claim:see")
def show(key: str) -> str:
    """What is claimed, what others claim, and the two answers."""
    return page("claims/show.html", form=AnswerForm(), **_claim(key))


@bp.post("/claims/<key>/answer")
@requires("claim:answer")
def answer(key: str) -> Response | tuple[str, int]:
    """Say yes or no."""
    form, seen = AnswerForm(), _claim(key)
    if not form.validate_on_submit():
        allowed(seen["may_answer"])
        return page("claims/show.html", form=form, **seen), 422
    try:
        return _given(key, form.verdict.data or "", form.reason.data or "")
    except Invalid as refused:
        form.absorb(refused)
        return page("claims/show.html", form=form, **seen), 422
    except Conflict as refused:
        form.refusals.append(str(refused))
        return page("claims/show.html", form=form, **_claim(key)), 409


def _given(key: str, verdict: str, reason: str) -> Response:
    with acting() as act:
        actions.answer_claim(act.session, key, verdict=verdict, reason=reason, by=act.by, at=act.at)
        act.location = url_for("claims.show", key=key)
    return act.redirect(
        "Your yes is recorded." if verdict == "yes" else "Your no is recorded, with its reason."
    )


def _claim(key: str) -> dict[str, Any]:
    """The claim as this person may see it; NotFound for all others."""
    with snapshot() as session:
        claim = strategy.claim_of_key(session, key)
        pitch = queries.pitch_of_key(session, claim.pitch_key)
        facts = pitch.claim_facts(claim.owner_id)
        if not policy.may("claim:see", actor(), facts):
            raise NotFound
        return {
            "claim": claim,
            "pitch": pitch,
            "measure": strategy.measure_row(session, claim.measure_id),
            "newest": strategy.claim_of(session, claim.pitch_key),
            "others": _others(queries.open_claims(session, claim.measure_id), claim),
            "may_answer": policy.may("claim:answer", actor(), facts),
        }


def _others(open_claims: Iterable[OpenClaim], claim: ClaimRow) -> list[OpenClaim]:
    """What else counts on the measure; which pitches those are is for its sponsor, who is asked for each."""
    others = [one for one in open_claims if one.pitch_key != claim.pitch_key]
    if actor().id == claim.owner_id:
        return others
    return [replace(one, title="Another pitch") for one in others]
