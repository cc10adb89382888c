"""What a notice is about, as its reader may see it: figures and titles, never a person's name.

Each loader asks the same question as the page that the notice leads to, so what is hidden there is not told
here: NotFound, and the person is not told. Names stay out of a notice because it outlives a person's leaving.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries as funding
from pitchdeck.features.investments import queries as investments
from pitchdeck.features.people import queries as people
from pitchdeck.features.people.policy import SettingFacts
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.rounds import queries as rounds
from pitchdeck.features.strategy import queries as strategy

Facts = dict[str, Any]
Loader = Callable[[Session, Actor, Facts, date], Facts]

BOOKS = ("finance", "fund_owner", "auditor")


def _pitch(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = pitches.pitch_for(session, facts["pitch"], reader)
    return {"title": row.title, "ref": row.ref or "", "handle": row.handle, "ask": row.ask_minor}


def _claim(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    claim = strategy.claim_of_key(session, facts["claim"])
    measure = strategy.measure_row(session, claim.measure_id)
    told = {"sentence": claim.sentence, "measure_name": measure.name, "verdict": claim.verdict or ""}
    return told | _pitch(session, reader, {"pitch": claim.pitch_key}, today)


def _agreement(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = pitches.agreement_of_key(session, facts["agreement"])
    if not policy.may("agreement:see", reader, funding.facts_of_agreement(session, row)):
        raise NotFound
    pitch = pitches.pitch_of_id(session, row.pitch_id)
    told = {"title": pitch.title, "unit": row.unit_name, "sentence": row.sentence}
    return told | {"verdict": row.verdict or ""}


def _window(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = pitches.window_of_key(session, facts["window"])
    around = funding.facts_of_window(session, row)
    if not policy.may("window:see", reader, around):
        raise NotFound
    title = pitches.pitch_of_id(session, row.pitch_id).title
    return {"title": title, "months": row.months, "verdict": row.verdict or ""}


def _window_to_answer(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    row = pitches.window_of_key(session, facts["window"])
    if not policy.may("window:answer", reader, funding.facts_of_window(session, row)):
        raise NotFound
    return _window(session, reader, facts, today)


def _measure(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    measure = strategy.measure_of_key(session, facts["measure"])
    if measure.owner_id != reader.id:
        raise NotFound
    return {"title": measure.name, "goal": measure.goal_name}


def _fund(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    if not any(reader.holds(role) for role in BOOKS):
        raise NotFound
    fund = funding.fund_row(session, facts["fund"])
    return {"title": fund.name, "amount": fund.amount, "year": fund.fiscal_year}


def _fund_change(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = funding.change_of_key(session, facts["change"])
    if not policy.may("fund:agree", reader, row.facts):
        raise NotFound
    return {"title": row.words, "amount": row.amount, "reason": row.reason}


def _standing(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = funding.standing_of_key(session, facts["standing"])
    if not policy.may("standing:answer", reader, row.facts):
        raise NotFound
    told = {"title": row.fund_name, "ref": row.ref, "amount": row.most, "total": row.total}
    return told | {"reason": row.reason}


def _closed(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    close = funding.closing.close_of_ref(session, facts["year_end"])
    concerned = funding.closing.told_of_close(session, close.fund_id)
    if reader.id not in concerned and not any(reader.holds(role) for role in BOOKS):
        raise NotFound
    title = funding.fund_row(session, close.fund_key).name
    return {"title": title, "fund": close.fund_key, "fiscal_year": close.fiscal_year}


def _shortfall(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = funding.shortfalls.shortfall_of_key(session, facts["shortfall"])
    if row.outcome or not (reader.holds("finance") or reader.id == row.owner_id):
        raise NotFound
    return {"title": row.fund_name, "amount": row.amount, "reason": row.reason}


def _supplement(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = funding.supplements.seen_supplement(session, facts["supplement"], reader)
    told = {"title": row.title, "amount": row.amount, "fiscal_year": row.fiscal_year}
    return told | {"needed": row.needed, "outcome": row.outcome or "", "reason": row.ended_why or row.reason}


def _supplement_to_decide(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    row = funding.supplements.seen_supplement(session, facts["supplement"], reader)
    if not policy.may(
        "supplement:decline", reader, funding.supplements.facts_of_supplement(session, row, reader)
    ):
        raise NotFound
    return _supplement(session, reader, facts, today)


def _opening(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = investments.openings.opening_of_key(session, facts["opening"])
    programmes = investments.openings.programmes_of(session, row.id)
    judged = investments.openings.facts_of_opening(row, programmes)
    if not policy.may("opening:answer", reader, judged):
        raise NotFound
    return {"title": row.fund_name, "count": row.count, "amount": row.committed}


def _opening_answer(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = investments.openings.opening_of_key(session, facts["opening"])
    programmes = investments.openings.programmes_of(session, row.id)
    own = [one for one in programmes if reader.id in {one.presenter_id, one.sponsor_id}]
    if reader.id not in {row.by_id, row.owner_id}:
        if not own:
            raise NotFound
        programmes = tuple(own)
    titles = ", ".join(one.title for one in programmes[:3])
    told = {"title": titles, "count": len(programmes), "answer": row.answer or ""}
    return told | {"verdict": row.verdict or ""}


def _turn(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    """Whose turn it is, for the round's chair alone, as long as it waits there."""
    round_ = rounds.round_of_key(session, facts["round"])
    row = next((each for each in funding.waiting(session, round_) if each.ref == facts["ref"]), None)
    if round_.chair_id != reader.id or row is None:
        raise NotFound
    return {"title": row.title, "round_name": round_.name}


def _purse_request(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = funding.request_of_key(session, facts["request"])
    if reader.id not in {row.owner_id, row.by_id}:
        raise NotFound
    told = {"title": row.fund_name, "amount": row.amount, "round_name": row.round_name}
    return told | {"reason": row.reason, "answer": row.answer or ""}


def _purse(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    purse = funding.purse_of_key(session, facts["purse"])
    if purse.investor_id != reader.id:
        raise NotFound
    return {"title": purse.fund_name, "year": purse.fiscal_year}


def _advance(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    """Its investor, and who answers for funds."""
    row = funding.advances.advance_of_key(session, facts["advance"])
    if reader.id != row.by_id and not any(reader.holds(role) for role in BOOKS):
        raise NotFound
    told = {"ref": row.pitch_ref, "unit": row.unit_name, "fiscal_year": row.fiscal_year}
    return told | {"amount": row.left, "outcome": row.outcome or "", "reason": row.reason or ""}


def _cancellation(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    asked, row = funding.cancellations.cancelled(session, facts["cancellation"])
    if not policy.may(
        "cancellation:see", reader, funding.cancellations.facts_of_cancellation(session, row, reader)
    ):
        raise NotFound
    told = {"ref": row.pitch_ref, "unit": row.unit_name, "fiscal_year": row.fiscal_year, "amount": row.left}
    return told | {"reason": asked.answer or asked.reason}


def _cancellation_to_answer(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    _asked, row = funding.cancellations.cancelled(session, facts["cancellation"])
    judged = funding.cancellations.facts_of_cancellation(session, row, reader)
    if not policy.may("cancellation:answer", reader, judged):
        raise NotFound
    return _cancellation(session, reader, facts, today)


def _investment(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    tracked, _near = investments.investment_seen_by(session, facts["investment"], reader, today=today)
    return {"title": tracked.row.title, "ref": tracked.row.ref}


def _release(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    row = investments.tranche_page(session, facts["key"], reader, today=today).row
    if not row.release:
        raise NotFound
    return {"title": row.pitch_title, "ref": row.pitch_ref, "asked_by": row.asked_by or ""}


def _actual(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    actual = investments.actual_of_key(session, facts["actual"], reader)
    return {"amount": actual.amount} | _investment(session, reader, facts, today)


def _reading(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    reading = investments.reading_of_key(session, facts["reading"], reader)
    told = {"measure_name": reading.measure_name, "benefit": reading.benefit_minor}
    return told | _investment(session, reader, facts, today)


def _hundredths(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _review(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    row = investments.review_of_key(session, facts["review"])
    told = {"share": _hundredths(row.share), "verdict": row.verdict or ""}
    return told | _investment(session, reader, facts, today)


def _gate(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    row = investments.gates.gate_of_key(session, facts["gate"])
    told = {"question": row.question, "due": row.due_on.isoformat(), "verdict": row.verdict or ""}
    return told | _investment(session, reader, {"investment": row.investment_key}, today)


def _gate_to_decide(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    if not investments.gates.gate_page(session, facts["gate"], reader, today=today).vote:
        raise NotFound
    return _gate(session, reader, facts, today)


def _gate_to_sign(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    found = investments.gates.gate_page(session, facts["gate"], reader, today=today)
    if not found.sign:
        raise NotFound
    return {"amount": sum(line.amount for line in found.rest)} | _gate(session, reader, facts, today)


def _ended(session: Session, reader: Actor, facts: Facts, today: date) -> Facts:
    tracked, _near = investments.investment_seen_by(session, facts["investment"], reader, today=today)
    review = investments.review_of(session, tracked.row.id)
    told = {"share": _hundredths(review.share) if review else None, "lesson": review.lesson if review else ""}
    return told | {"title": tracked.row.title, "ref": tracked.row.ref}


def _round(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    found = rounds.round_of_key(session, facts["round"])
    if found.chair_id != reader.id:
        raise NotFound
    return {"title": found.name}


def _seen_round(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    rounds.facts_for(session, facts["round"], reader)
    return {"title": rounds.round_of_key(session, facts["round"]).name}


def _setting(session: Session, reader: Actor, facts: Facts, _today: date) -> Facts:
    row = people.setting_change(session, facts["change"])
    if not policy.may("setting:confirm", reader, SettingFacts(row.by_id)):
        raise NotFound
    return {"reason": row.reason, "count": len(row.changes)}


def _nothing_more(_session: Session, _reader: Actor, _facts: Facts, _today: date) -> Facts:
    return {}


LOADERS: dict[str, Loader] = {
    "claim_asked": _claim,
    "claim_answered": _claim,
    "measure_to_agree": _measure,
    "time_asked": _agreement,
    "time_answered": _agreement,
    "window_asked": _window_to_answer,
    "window_answered": _window,
    "pitch_submitted": _pitch,
    "pitch_moved": _pitch,
    "numbers_questioned": _pitch,
    "review_sent_back": _pitch,
    "commitment_made": _pitch,
    "letter_published": _pitch,
    "condition_asked": _pitch,
    "condition_answered": _pitch,
    "room_opened": _pitch,
    "money_sought": _pitch,
    "turn_came": _turn,
    "money_freed": _pitch,
    "money_promised": _advance,
    "promise_ended": _advance,
    "cancellation_asked": _cancellation_to_answer,
    "cancellation_declined": _cancellation,
    "promises_short": _fund,
    "fund_opened": _fund,
    "fund_change_asked": _fund_change,
    "fund_closed": _closed,
    "reopening_asked": _closed,
    "shortfall_raised": _shortfall,
    "money_cut": _pitch,
    "opening_entered": _opening,
    "opening_answered": _opening_answer,
    "standing_asked": _standing,
    "purse_asked": _purse_request,
    "purse_declined": _purse_request,
    "setting_asked": _setting,
    "purse_given": _purse,
    "release_asked": _release,
    "tranche_released": _investment,
    "actual_reported": _actual,
    "overrun_opened": _investment,
    "supplement_asked": _supplement,
    "supplement_covered": _supplement_to_decide,
    "supplement_ended": _supplement,
    "attestation_asked": _reading,
    "reading_answered": _reading,
    "gate_called": _gate_to_decide,
    "gate_decided": _gate,
    "stop_asked": _gate_to_sign,
    "investment_stopped": _gate,
    "closing_asked": _review,
    "closing_answered": _review,
    "investment_closed": _ended,
    "deadline_passed": _round,
    "deadline_extended": _seen_round,
    "reminder": _nothing_more,
    "account_changed": _nothing_more,
}


def told_of(session: Session, kind: str, facts: Facts, reader: Actor, *, today: date) -> Facts:
    """The facts with what its words need, as the reader may see it; NotFound when it is not open to them."""
    return {**facts, **LOADERS[kind](session, reader, facts, today)}
