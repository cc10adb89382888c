"""What finance reviews: the queue, one pitch with whose money it is, and the verdicts so far."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.figures import outside_major, tier_of
from pitchdeck.features.funding.models import (
    Commitment,
    Condition,
    Fund,
    Purse,
    Resolution,
    Review,
    Tranche,
)
from pitchdeck.features.funding.policy import limit_of
from pitchdeck.features.funding.queries.conditions import ACCEPTED
from pitchdeck.features.funding.queries.cuts import LEFT
from pitchdeck.features.funding.queries.facts import INVESTED, RECUSED, SPONSORS, WROTE
from pitchdeck.features.funding.queries.standing import left_to_finance
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import CostLine, Pitch, Revision, TimeAgreement, TimeAnswer
from pitchdeck.features.pitches.queries import NEWEST_ANSWER
from pitchdeck.features.rounds.models import Round

Rows = Select[*tuple[Any, ...]]
_Deputy = aliased(Person)


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A verdict of finance; `amounts` are minor units by fiscal year, as text keys."""

    pitch_id: int
    verdict: str
    revision_hash: str
    amounts: dict[str, int]
    rule: str
    limit_minor: int | None
    reason: str
    by_name: str
    at: datetime

    @property
    def tier(self) -> str:
        """The tier that an approval funds."""
        return tier_of(self.rule)


_VERDICTS: Rows = (
    select(
        *(Review.pitch_id, Review.verdict, Review.revision_hash, Review.amounts, Review.rule),
        *(Review.limit_minor, Review.reason, who_did(Person, _Deputy), Review.at),
    )
    .join_from(Review, Pitch, Pitch.id == Review.pitch_id)
    .join(Revision, (Revision.id == Review.revision_id) & (Revision.number == Pitch.revision_no))
    .join(Person, Person.id == Review.by_id)
    .outerjoin(_Deputy, _Deputy.id == Review.deputy_id)
    .where(Review.pitch_id.in_(bindparam("ids", expanding=True)))
    .order_by(Review.id)
)


def verdicts_of(session: Session, pitch_ids: Iterable[int]) -> dict[int, VerdictRow]:
    """The newest verdict on each pitch's current revision, by pitch id."""
    found = session.execute(_VERDICTS, {"ids": sorted(set(pitch_ids))})
    return {row.pitch_id: VerdictRow(*row) for row in found}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A pitch that waits for finance; `flags` name what deserves a look, worst first."""

    pitch_id: int
    ref: str
    title: str
    presenter_name: str
    unit_name: str
    round_name: str
    ask_minor: int
    currency: str
    since: datetime
    verdict: str | None
    conflicted: bool
    above_limit: bool
    beneficiary: bool
    unquoted: tuple[str, ...]
    unagreed: bool = False
    left: str = ""
    """Why no standing approval approved it; empty where none was asked."""

    @property
    def red(self) -> bool:
        """Whether something must be settled before it can be approved by this person."""
        return self.conflicted or self.above_limit or self.unagreed

    @property
    def amber(self) -> bool:
        """Whether something should be looked at."""
        return self.beneficiary or bool(self.unquoted)


_CONFLICTED = or_(WROTE, SPONSORS, INVESTED, RECUSED)
_LINES: Rows = (
    select(CostLine.pitch_id, CostLine.label, CostLine.kind, CostLine.terms)
    .join_from(CostLine, Pitch, (Pitch.id == CostLine.pitch_id) & (Pitch.revision_no == CostLine.revision_no))
    .where(CostLine.source == "", CostLine.pitch_id.in_(bindparam("ids", expanding=True)))
    .order_by(CostLine.pitch_id, CostLine.position, CostLine.id)
)


def unquoted_of(session: Session, pitch_ids: Iterable[int], *, above: Decimal) -> dict[int, tuple[str, ...]]:
    """Lines of outside spending above an amount in the major unit without a quote, by pitch id, as labels."""
    found: dict[int, tuple[str, ...]] = {}
    for pitch_id, label, kind, terms in session.execute(_LINES, {"ids": sorted(set(pitch_ids))}):
        if outside_major(kind, terms) > above:
            found[pitch_id] = (*found.get(pitch_id, ()), label)
    return found


_BENEFICIARY = exists().where(
    Commitment.pitch_id == Pitch.id,
    Purse.id == Commitment.purse_id,
    Fund.id == Purse.fund_id,
    Fund.unit_id == Pitch.unit_id,
    ~exists().where(Resolution.commitment_id == Commitment.id, Resolution.outcome == "freed"),
)
_UNAGREED = exists().where(
    TimeAgreement.revision_id == Revision.id,
    ~exists().where(TimeAnswer.id == NEWEST_ANSWER, TimeAnswer.verdict == "agreed"),
)
_QUEUE: Rows = (
    select(
        *(Pitch.id, Pitch.ref, Revision.title, Person.name, Unit.name, Round.name, Revision.ask_minor),
        *(Revision.currency, Pitch.changed_at, _CONFLICTED, _BENEFICIARY, _UNAGREED),
    )
    .join_from(Pitch, Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .join(Person, Person.id == Pitch.presenter_id)
    .join(Unit, Unit.id == Pitch.unit_id)
    .join(Round, Round.id == Pitch.round_id)
    .where(Pitch.state == "in_review")
    .order_by(Revision.ask_minor.desc(), Pitch.changed_at, Pitch.id)
)


def review_queue(session: Session, actor: Actor, *, quote_above: Decimal) -> tuple[QueueRow, ...]:
    """What waits for finance: without a verdict first, red before amber before green, then by amount."""
    rows = session.execute(_QUEUE, {"person_id": actor.id}).all()
    ids = [row[0] for row in rows]
    verdicts, unquoted = verdicts_of(session, ids), unquoted_of(session, ids, above=quote_above)
    limit, left = limit_of(actor, "finance"), left_to_finance(session, ids)
    queue = [_queued(row, verdicts.get(row[0]), limit, unquoted.get(row[0], ())) for row in rows]
    queue = [replace(row, left=left.get(row.pitch_id, "")) for row in queue]
    return tuple(sorted(queue, key=lambda row: (row.verdict is not None, not row.red, not row.amber)))


def _queued(row: Any, verdict: VerdictRow | None, limit: int | None, unquoted: tuple[str, ...]) -> QueueRow:
    *seen, conflicted, beneficiary, unagreed = row
    above = limit is not None and row[6] > limit
    given = verdict.verdict if verdict else None
    flags = (bool(conflicted), above, bool(beneficiary), unquoted, bool(unagreed))
    return QueueRow(*(*seen, given, *flags))


@dataclass(frozen=True, slots=True)
class BackingRow:
    """Whose money stands behind a pitch; `beneficiary` when the fund is the pitch's own unit's."""

    key: str
    by_id: int
    investor_name: str
    fund_name: str
    fund_unit: str
    fiscal_year: int
    amount: int
    at: datetime
    beneficiary: bool
    committed: int | None
    freed: int | None
    reason: str | None
    condition: str | None
    accepted: bool

    @property
    def pending(self) -> bool:
        """Whether it is reserved behind a condition that nobody has accepted yet: it does not count."""
        return self.condition is not None and not self.accepted and self.freed is None


_BACKING: Rows = (
    select(
        *(Commitment.key, Commitment.by_id, who_did(Person, _Deputy), Fund.name, Unit.name),
        Commitment.fiscal_year,
        *(Commitment.amount, Commitment.at, Fund.unit_id == Pitch.unit_id, Resolution.committed),
        *(Resolution.freed, Resolution.reason, Condition.words, ACCEPTED),
    )
    .join_from(Commitment, Purse, Purse.id == Commitment.purse_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .join(Unit, Unit.id == Fund.unit_id)
    .join(Person, Person.id == Commitment.by_id)
    .outerjoin(_Deputy, _Deputy.id == Commitment.deputy_id)
    .join(Pitch, Pitch.id == Commitment.pitch_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .outerjoin(Condition, Condition.commitment_id == Commitment.id)
    .where(Commitment.pitch_id == bindparam("pitch_id"))
    .order_by(Commitment.id)
)


def backing_of(session: Session, pitch_id: int) -> tuple[BackingRow, ...]:
    """Every commitment ever made to a pitch, in the order of coming in."""
    return tuple(
        BackingRow(*(*row[:8], bool(row[8]), *row[9:13], bool(row[13])))
        for row in session.execute(_BACKING, {"pitch_id": pitch_id})
    )


@dataclass(frozen=True, slots=True)
class PartRow:
    """A tranche that an approval made."""

    number: int
    fiscal_year: int
    amount: int
    condition: str


_PARTS: Rows = (
    select(Tranche.number, Tranche.fiscal_year, LEFT, Tranche.condition)
    .where(Tranche.pitch_id == bindparam("pitch_id"))
    .order_by(Tranche.number, Tranche.id)
)


def parts_of(session: Session, pitch_id: int) -> tuple[PartRow, ...]:
    """A pitch's tranches in their order."""
    return tuple(PartRow(*row) for row in session.execute(_PARTS, {"pitch_id": pitch_id}))
