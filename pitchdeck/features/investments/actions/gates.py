"""A gate of a running programme: called, decided by the money in it, and a stop that finance signs."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding import queries as funded
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions.life import enter, move, tell
from pitchdeck.features.investments.figures.gates import VERDICTS, decided
from pitchdeck.features.investments.models import Gate, GateEnd, GateStop, GateVote, Investment
from pitchdeck.features.investments.queries import gates
from pitchdeck.features.investments.queries.gates import GateRow
from pitchdeck.features.people.queries import local_day
from pitchdeck.features.pitches.queries import pitch_of_id, pitch_to_change

LONGEST = 600
"""Characters of a question, and of a word."""
STEPS = {"continue": "go_on", "conditions": "go_on", "rescope": "rescope", "pause": "pause"}
"""The step of the investment that a decided gate leads to; a stop waits for finance."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a gate is about, and the last day for the investors' word."""

    words: str
    due_on: date


def call_gate(session: Session, key: str, question: Question, *, by: Actor, at: datetime) -> str:
    """Ask the investors of a running programme how it goes on; nothing is released until they say. Its key.

    Raises NotFound, NotAllowed with the rule's reason, or Invalid beside the field.
    """
    investment = _hold(session, (gates.led(session, key).pitch_id, key), by)
    facts = gates.facts_of_gate(session, gates.led(session, key), by)
    policy.require("gate:call", by, facts)
    words = question.words.strip()
    _refuse(_wrong(session, words, question.due_on, at))
    row = {
        "key": new_key(),
        "investment_id": investment.id,
        "question": words,
        "due_on": question.due_on,
        **by.signed(at),
    }
    session.execute(insert(Gate), [row])
    made = str(row["key"])
    move(session, investment, "call_gate", by=by, at=at, why=words, gate=made, due_on=str(question.due_on))
    for voice in gates.stakes_of(session, investment.pitch_id):
        outbox.owe(session, "gate_called", {"gate": made, "person_id": voice.person_id}, at=at)
    return made


def _wrong(session: Session, words: str, due_on: date, at: datetime) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not words:
        wrong["question"] = "Say what is to be decided, and on what evidence: every investor reads it."
    elif len(words) > LONGEST:
        wrong["question"] = f"{len(words)} characters: write at most {LONGEST}."
    if due_on <= local_day(session, at):
        wrong["due_on"] = "This day has come already. Choose a later one: investors need some days."
    return wrong


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)


def vote(
    session: Session, key: str, *, verdict: str, reason: str = "", by: Actor, at: datetime
) -> str | None:
    """Say one's word at a gate, once, with all the money that one has committed; the decision, if it is one.

    Raises NotFound, NotAllowed with the rule's reason, or Invalid beside the field.
    """
    row, investment = _gate_held(session, key, by)
    facts = gates.facts_of_gate(session, row, by)
    policy.require("gate:vote", by, facts)
    reason = reason.strip()
    _refuse(_unsaid(verdict, reason))
    said = {"gate_id": row.id, "verdict": verdict, "reason": reason, "amount": facts.stake}
    session.execute(insert(GateVote), [said | by.signed(at)])
    detail = {"gate": row.key, "amount": facts.stake}
    # What was said stays on the gate's page, where it is shown to whoever may read it.
    history.record(session, ("investment", investment.key), "gate_answered", by=by, at=at, detail=detail)
    return _decide(session, row, investment, by=by, at=at)


def _unsaid(verdict: str, reason: str) -> dict[str, str]:
    if verdict not in VERDICTS:
        return {"verdict": "Choose how the programme goes on."}
    if len(reason) > LONGEST:
        return {"reason": f"{len(reason)} characters: write at most {LONGEST}."}
    if verdict == "conditions" and not reason:
        return {"reason": "Say the condition: the presenter works to it."}
    if verdict != "continue" and not reason:
        return {"reason": "Say why in a sentence: the presenter and the other investors read it."}
    return {}


def _decide(session: Session, row: GateRow, investment: Investment, *, by: Actor, at: datetime) -> str | None:
    """Decide a gate once its money says so; the investment goes on from there, but for a stop."""
    spoken: dict[str, int] = {}
    for voice in gates.votes_of(session, row.id):
        spoken[voice.verdict or ""] = spoken.get(voice.verdict or "", 0) + voice.amount
    heard = sum(spoken.values())
    total = max(heard, sum(each.amount for each in gates.stakes_of(session, row.pitch_id)))
    verdict = decided(spoken, total, due=local_day(session, at) > row.due_on)
    if verdict is None:
        return None
    said = {"gate_id": row.id, "verdict": verdict, "voted": heard, "total": total}
    session.execute(insert(GateEnd), [said | by.signed(at)])
    if verdict == "stop":
        subject, detail = ("investment", investment.key), {"gate": row.key, "voted": heard, "total": total}
        history.record(session, subject, "stop_decided", by=by, at=at, detail=detail)
        outbox.owe(session, "stop_asked", {"gate": row.key}, at=at)
    else:
        move(session, investment, STEPS[verdict], by=by, at=at, gate=row.key, voted=heard, total=total)
    _tell(session, "gate_decided", {"gate": row.key}, row, at=at)
    return verdict


def decide_in_time(session: Session, key: str, *, at: datetime) -> bool:
    """Decide a gate whose last day has passed, if half of its money has spoken; the clock does it.

    It acts in the name of the round's chair. False when it is decided already, or stays blocked.
    """
    row = gates.gate_of_key(session, key)
    by = Actor(row.chair_id, "", row.chair_name)
    pitch_to_change(session, row.pitch_key)
    investment = queries.investment_to_change(session, row.investment_key)
    row = gates.gate_of_key(session, key)
    return row.verdict is None and _decide(session, row, investment, by=by, at=at) is not None


def sign_stop(session: Session, key: str, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Sign a stop, as finance: what is bound to nothing goes back to its funds; of a closed year it lapses.

    Open contracts and accruals keep their money. Answers with the minor units returned and lapsed. Raises
    NotFound, or NotAllowed with the rule's reason.
    """
    row, investment = _gate_held(session, key, by)
    facts = gates.facts_of_gate(session, row, by)
    policy.require("gate:sign", by, facts)
    reason = f"{row.ref} was stopped."
    session.execute(insert(GateStop), [{"gate_id": row.id, **by.signed(at)}])
    # Promises end with their programme: it has ended before they do.
    states = enter(investment, "stop")
    session.flush()
    funding.end_open_of(session, row.pitch_id, reason, by=by, at=at)
    rows = funding.return_rest(session, row.pitch_id, reason=reason, by=by, at=at)
    returned = sum(each.amount for each in rows if each.open)
    lapsed = sum(each.amount for each in rows if not each.open)
    tell(session, investment, "stop", states, by=by, at=at, gate=key, returned=returned, lapsed=lapsed)
    told: dict[str, object] = {"gate": key, "returned": returned, "lapsed": lapsed}
    owners = funded.fund_owners_of(session, row.pitch_key)
    _tell(
        session, "investment_stopped", told, row, frozenset({*owners, *(each.by_id for each in rows)}), at=at
    )
    return returned, lapsed


def _tell(
    session: Session,
    kind: str,
    facts: dict[str, object],
    row: GateRow,
    more: frozenset[int] = frozenset(),
    *,
    at: datetime,
) -> None:
    """Tell who presents, who sponsors and whose money it is."""
    near = queries.around(session, row.pitch_id)
    voices = {each.person_id for each in gates.stakes_of(session, row.pitch_id)}
    for person_id in sorted(near.authors | near.sponsors | voices | more):
        outbox.owe(session, kind, {**facts, "person_id": person_id}, at=at)


def _gate_held(session: Session, key: str, by: Actor) -> tuple[GateRow, Investment]:
    """The gate as it is once its pitch and investment are held; NotFound to whoever may not see it."""
    row = gates.gate_of_key(session, key)
    investment = _hold(session, (row.pitch_id, row.investment_key), by)
    return gates.gate_of_key(session, key), investment


def _hold(session: Session, of: tuple[int, str], by: Actor) -> Investment:
    """The investment, with its pitch held first, as every act that moves its money does."""
    pitch_id, key = of
    near = queries.around(session, pitch_id)
    queries.seen(by, near, "active")
    pitch_to_change(session, pitch_of_id(session, pitch_id).key)
    return queries.investment_to_change(session, key)
