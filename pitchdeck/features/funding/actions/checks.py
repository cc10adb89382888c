"""Finance checks the numbers of a pitch, line by line, before it is scored."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.figures.checking import Checked, Numbers
from pitchdeck.features.funding.models import LineCheck
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.pitches.figures import Settings
from pitchdeck.features.pitches.queries import asks_of, pitch_to_change, revision_of_id
from pitchdeck.features.rounds.queries import hold_round

LONGEST = 300
"""Characters of the reason why a line is questioned."""

Word = tuple[str, str]
"""A verdict, `accepted` or `questioned`, and its reason."""


def check_numbers(
    session: Session,
    handle: str,
    words: Mapping[str, Word],
    *,
    revision_hash: str,
    by: Actor,
    at: datetime,
) -> Numbers:
    """Accept or question lines of a screened pitch; `words` are by the line's key, a later word supersedes.

    Only what is new is written, so that sending the same again changes nothing. The presenter is told once
    when a line is questioned. Raises NotFound, NotAllowed, Conflict when the pitch was handed in anew
    meanwhile, or Invalid that names each line's field.
    """
    hold_round(session, queries.facts_of_part(session, handle, by).round_id)
    pitch = pitch_to_change(session, handle)
    facts = queries.facts_of_part(session, handle, by, at=at)
    policy.require("numbers:check", by, facts)
    if facts.revision_hash != revision_hash:
        words_ = f"{pitch.ref} was handed in anew while you looked: open it again and check the new lines."
        raise Conflict(words_)
    before = _numbers(session, facts.revision_id, pitch.id)
    new = _new_words(before, words)
    rows = [
        {
            "pitch_id": pitch.id,
            "revision_id": facts.revision_id,
            "side": one.line.side,
            "position": one.line.position,
            "print": one.line.print,
            "verdict": verdict,
            "reason": reason,
            "by_id": by.id,
            "deputy_id": by.deputy_id,
            "at": at,
        }
        for one, (verdict, reason) in new
    ]
    if not rows:
        return before
    session.execute(insert(LineCheck), rows)
    after = _numbers(session, facts.revision_id, pitch.id)
    detail = {"accepted": after.accepted, "of": len(after.lines), "questioned": len(after.questioned)}
    told = ("pitch", pitch.key)
    history.record(session, told, "numbers_checked", by=by, at=at, why=f"{after.sentence}.", detail=detail)
    asked = sum(verdict == "questioned" for _one, (verdict, _reason) in new)
    if asked:
        notices.numbers_questioned(session, pitch.key, pitch.presenter_id, asked, at=at)
    return after


def _numbers(session: Session, revision_id: int, pitch_id: int) -> Numbers:
    row = revision_of_id(session, revision_id)
    settings = Settings(**row.facts["settings"])
    above = the_organisation(session).quote_above
    asks = asks_of(session, revision_id)
    return queries.numbers_of(session, pitch_id, row.content, settings, asks, quote_above=above)


def _new_words(before: Numbers, words: Mapping[str, Word]) -> list[tuple[Checked, Word]]:
    """What is said anew, line by line; Invalid for a word that cannot stand, or for none at all."""
    wrong: dict[str, str] = {}
    new: list[tuple[Checked, Word]] = []
    for one in before.lines:
        verdict, reason = words.get(one.line.key, ("", ""))
        reason = reason.strip() if verdict == "questioned" else ""
        wrong |= _wrong(one, verdict, reason)
        said = one.said
        if verdict and (said is None or (said.verdict, said.reason) != (verdict, reason)):
            new.append((one, (verdict, reason)))
    if not any(verdict for verdict, _reason in words.values()):
        wrong["lines"] = f"Accept or question at least one of the {len(before.lines)} lines."
    if wrong:
        raise Invalid(wrong)
    return new


def _wrong(one: Checked, verdict: str, reason: str) -> dict[str, str]:
    name = f"“{one.line.label}”"
    if verdict not in {"", "accepted", "questioned"}:
        return {one.line.key: f"Accept or question {name}."}
    field = f"reason_{one.line.key}"
    if verdict == "questioned" and not reason:
        return {field: f"Say in a sentence what you question about {name}: the panel reads it beside it."}
    if len(reason) > LONGEST:
        return {field: f"This is {len(reason)} characters long; at most {LONGEST} fit."}
    return {}
