"""What the rules of funding/policy.py need to know, each in one statement."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Exists, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import (
    Advance,
    AdvanceEnd,
    Commitment,
    Fund,
    Letter,
    Purse,
    Resolution,
    Review,
)
from pitchdeck.features.funding.policy import CommitmentFacts, FundFacts, LetterFacts, PartFacts
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.rounds.models import PanelSeat, Round
from pitchdeck.features.scoring.models import Recusal
from pitchdeck.features.strategy.models import Measure

Rows = Select[*tuple[Any, ...]]

ME: Any = bindparam("person_id")
_Handed = aliased(Revision)
"""A revision that somebody handed in, in its presenter's place."""


def wrote(person: Any) -> ColumnElement[bool]:
    """Whether this person presents the pitch, writes with its presenter or handed it in for them."""
    return or_(
        Pitch.presenter_id == person,
        _beside(exists().where(CoAuthor.pitch_id == Pitch.id, CoAuthor.person_id == person)),
        _beside(exists().where(_Handed.pitch_id == Pitch.id, _Handed.deputy_id == person)),
    )


def sponsors(person: Any) -> ColumnElement[bool]:
    """Whether the revision names this person as its sponsor, or they own its measure by now."""
    return or_(
        Revision.sponsor_id == person,
        _beside(exists().where(Measure.id == Revision.measure_id, Measure.owner_id == person)),
    )


def invested(person: Any) -> ColumnElement[bool]:
    """Whether money of this person is with the pitch or promised to it, and not all of it is free again."""
    promised = exists().where(
        Advance.pitch_id == Pitch.id,
        or_(Advance.by_id == person, Advance.deputy_id == person),
        ~exists().where(AdvanceEnd.advance_id == Advance.id, AdvanceEnd.outcome == "freed"),
    )
    committed = (
        select(Commitment.id)
        .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
        .where(
            Commitment.pitch_id == Pitch.id,
            or_(Commitment.by_id == person, Commitment.deputy_id == person),
            func.coalesce(Resolution.outcome, "held") != "freed",
        )
        .exists()
    )
    return or_(_beside(promised), _beside(committed))


def recused(person: Any) -> ColumnElement[bool]:
    """Whether this person declared a conflict on the pitch."""
    return _beside(exists().where(Recusal.pitch_id == Pitch.id, Recusal.person_id == person))


def _beside(part: Exists) -> Exists:
    """About the pitch, revision and person of the statement around, however deep this stands in it."""
    return part.correlate(Pitch, Revision, Person)


WROTE, SPONSORS, INVESTED, RECUSED = wrote(ME), sponsors(ME), invested(ME), recused(ME)
_SEATED = exists().where(PanelSeat.round_id == Pitch.round_id, PanelSeat.person_id == ME)
_APPROVED = exists().where(
    Review.pitch_id == Pitch.id, Review.revision_id == Revision.id, Review.verdict == "approved"
)
_PURSE = (
    select(Purse.id)
    .join(Fund, Fund.id == Purse.fund_id)
    .where(
        Purse.round_id == Pitch.round_id,
        Purse.investor_id == ME,
        or_(bindparam("purse_key", "") == "", Purse.key == bindparam("purse_key", "")),
    )
)
_OWN_UNIT = _PURSE.join(Person, Person.id == Purse.investor_id).where(Person.unit_id == Fund.unit_id).exists()
_PART: Rows = (
    select(
        *(Pitch.id, Pitch.key, Pitch.ref, Pitch.state, Pitch.unit_id, Revision.id, Revision.hash),
        Revision.currency,
        *(Round.id, Round.key, Round.kind, Round.state, Round.chair_id, Round.fiscal_year),
        Round.funding_closes_at,
        *(_SEATED, WROTE, SPONSORS, INVESTED, RECUSED, _OWN_UNIT, _PURSE.exists(), _APPROVED),
    )
    .join_from(Pitch, Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .join(Round, Round.id == Pitch.round_id)
    .where(or_(Pitch.key == bindparam("handle"), Pitch.ref == bindparam("handle")))
)
CONFLICTS = ("wrote", "sponsors", "invested", "recused")


def facts_of_part(
    session: Session,
    handle: str,
    actor: Actor,
    *,
    purse_key: str = "",
    amount: int = 0,
    at: datetime | None = None,
) -> PartFacts:
    """The actor's part in a submitted pitch of a round; NotFound when there is no such pitch.

    With a purse's key the facts about purses are of that one, without it of any purse of the actor's.
    The conflicts of a deputy count beside those of whose place they take.
    """
    asked = {"handle": handle, "person_id": actor.id, "purse_key": purse_key}
    row = session.execute(_PART, asked).one_or_none()
    if row is None:
        raise NotFound
    facts = replace(PartFacts(*row), amount=amount, at=at)
    for person_id in actor.others:
        other = PartFacts(*session.execute(_PART, {**asked, "person_id": person_id}).one())
        facts = replace(facts, **{name: getattr(facts, name) or getattr(other, name) for name in CONFLICTS})
    return facts


def has_part(session: Session, handle: str, person_ids: Iterable[int]) -> bool:
    """Whether any of these people wrote, sponsors or invested in a pitch, or has a conflict on it."""
    asked = ({"handle": handle, "person_id": each, "purse_key": ""} for each in sorted(set(person_ids)))
    parts = (PartFacts(*session.execute(_PART, each).one()) for each in asked)
    return any(getattr(part, name) for part in parts for name in CONFLICTS)


_COMMITMENT: Rows = (
    select(
        Commitment.by_id,
        Resolution.id.is_not(None),
        Pitch.state,
        Round.state,
        Round.funding_closes_at,
        Commitment.supplement_id.is_not(None),
    )
    .join_from(Commitment, Purse, Purse.id == Commitment.purse_id)
    .join(Pitch, Pitch.id == Commitment.pitch_id)
    .join(Round, Round.id == Purse.round_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(Commitment.key == bindparam("key"))
)


def facts_for_withdrawal(session: Session, key: str, *, at: datetime | None = None) -> CommitmentFacts:
    """A commitment that someone wants back; NotFound when there is none."""
    row = session.execute(_COMMITMENT, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return CommitmentFacts(row[0], bool(row[1]), row[2], row[3], row[4], at, bool(row[5]))


_FUND: Rows = select(
    Fund.owner_id, Fund.opened_by_id, Fund.opened_deputy_id, Fund.confirmed_at.is_not(None)
).where(Fund.key == bindparam("key"))


def facts_of_fund(session: Session, key: str) -> FundFacts:
    """A fund as its rules see it; NotFound when there is none."""
    row = session.execute(_FUND, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return FundFacts(row[0], row[1], row[2], bool(row[3]))


_LETTER: Rows = (
    select(
        Pitch.presenter_id, CoAuthor.person_id, Revision.sponsor_id, Round.chair_id, Pitch.unit_id, Pitch.id
    )
    .join_from(Letter, Pitch, Pitch.id == Letter.pitch_id)
    .join(Revision, Revision.id == Letter.revision_id)
    .join(Round, Round.id == Pitch.round_id)
    .outerjoin(CoAuthor, CoAuthor.pitch_id == Pitch.id)
    .where(or_(Pitch.key == bindparam("handle"), Pitch.ref == bindparam("handle")))
    .order_by(Letter.id, CoAuthor.id)
)


def facts_of_letter(session: Session, handle: str) -> LetterFacts:
    """A letter and whom it concerns; NotFound before it is published."""
    rows = session.execute(_LETTER, {"handle": handle}).all()
    if not rows:
        raise NotFound
    authors = {row[0] for row in rows} | {row[1] for row in rows if row[1] is not None}
    return LetterFacts(rows[0][5], frozenset(authors), rows[0][2], rows[0][3], rows[0][4])
