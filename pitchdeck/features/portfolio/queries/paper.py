"""What the one-pager prints of a pitch besides its revision: the ledger's figures and who decided."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.history import History
from pitchdeck.features.funding.figures import tier_of
from pitchdeck.features.funding.models import (
    Account,
    Advance,
    AdvanceEnd,
    Commitment,
    Letter,
    Release,
    Resolution,
    Review,
    Tranche,
)
from pitchdeck.features.funding.queries.cuts import LEFT
from pitchdeck.features.investments.models import Attestation, Investment, Reading
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import CoAuthor

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision that may be printed: its role, who, when, and the verdict in one word."""

    role: str
    name: str
    at: datetime
    verdict: str


@dataclass(frozen=True, slots=True)
class TrancheRow:
    """A tranche and when it was released; the amount in minor units."""

    number: int
    amount: int
    condition: str
    due_on: date | None
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class Paper:
    """Balances over all years in minor units, as before finance's verdict while that is under embargo."""

    balances: dict[str, int]
    decisions: tuple[DecisionRow, ...]
    tranches: tuple[TrancheRow, ...]
    co_authors: tuple[str, ...]
    last_reading: float | None


_Chair, _Finance, _ForChair, _ForFinance = (aliased(Person) for _ in range(4))
_BALANCES: Rows = (
    select(Account.kind, func.sum(Account.balance))
    .where(Account.pitch_id == bindparam("pitch_id"))
    .group_by(Account.kind)
    .order_by(Account.kind)
)
_BEFORE_APPROVAL: Rows = (
    select(func.coalesce(func.sum(Commitment.amount), 0))
    .join_from(Commitment, Resolution, Resolution.commitment_id == Commitment.id, isouter=True)
    .where(
        Commitment.pitch_id == bindparam("pitch_id"),
        or_(
            Resolution.id.is_(None),
            # An approval ends every reservation at its own moment, the freed ones too.
            exists().where(
                Review.pitch_id == Commitment.pitch_id,
                Review.verdict == "approved",
                Review.at == Resolution.at,
            ),
        ),
    )
)
_PROMISED_BEFORE: Rows = (
    select(func.coalesce(func.sum(Advance.amount), 0))
    .join_from(Advance, AdvanceEnd, AdvanceEnd.advance_id == Advance.id, isouter=True)
    .where(
        Advance.pitch_id == bindparam("pitch_id"),
        or_(
            AdvanceEnd.id.is_(None),
            exists().where(
                Review.pitch_id == Advance.pitch_id,
                Review.verdict == "approved",
                Review.at == AdvanceEnd.at,
            ),
        ),
    )
)
_SHORTLISTED: Rows = (
    select(who_did(_Chair, _ForChair), History.at)
    .join_from(History, _Chair, _Chair.id == History.by_id)
    .outerjoin(_ForChair, _ForChair.id == History.deputy_id)
    .where(
        History.subject_kind == "pitch",
        History.subject_key == bindparam("key"),
        History.to_state == "shortlisted",
    )
    .order_by(History.id.desc())
    .limit(1)
)
_PUBLISHED: Rows = (
    select(
        *(who_did(_Chair, _ForChair), Letter.at, Letter.outcome),
        who_did(_Finance, _ForFinance).label("finance"),
        *(Review.at.label("reviewed_at"), Review.rule),
    )
    .join_from(Letter, _Chair, _Chair.id == Letter.by_id)
    .outerjoin(_ForChair, _ForChair.id == Letter.deputy_id)
    .outerjoin(Review, (Review.pitch_id == Letter.pitch_id) & (Review.revision_id == Letter.revision_id))
    .outerjoin(_Finance, _Finance.id == Review.by_id)
    .outerjoin(_ForFinance, _ForFinance.id == Review.deputy_id)
    .where(Letter.pitch_id == bindparam("pitch_id"))
    .order_by(Letter.id.desc(), Review.id.desc())
    .limit(1)
)
_TRANCHES: Rows = (
    select(Tranche.number, LEFT, Tranche.condition, Tranche.due_on, Release.at)
    .outerjoin(Release, Release.tranche_id == Tranche.id)
    .where(Tranche.pitch_id == bindparam("pitch_id"), LEFT > 0)
    .order_by(Tranche.number, Tranche.id)
)
_CO_AUTHORS: Rows = (
    select(Person.name)
    .join(CoAuthor, CoAuthor.person_id == Person.id)
    .where(CoAuthor.pitch_id == bindparam("pitch_id"))
    .order_by(Person.name, Person.id)
)
_READING: Rows = (
    select(Reading.value)
    .join(Investment, Investment.id == Reading.investment_id)
    .join(Attestation, Attestation.reading_id == Reading.id)
    .where(Investment.pitch_id == bindparam("pitch_id"), Attestation.verdict == "attested")
    .order_by(Reading.covers_to.desc(), Reading.id.desc())
    .limit(1)
)


def paper_of(session: Session, pitch_id: int, pitch_key: str, *, taken_over: bool = False) -> Paper:
    """The figures and decisions of a pitch; finance's verdict and the tranches only once published.

    What was `taken_over` at go-live ran before: nothing of it waits to be published.
    """
    named = {"pitch_id": pitch_id}
    published = session.execute(_PUBLISHED, named).one_or_none()
    shortlisted = session.execute(_SHORTLISTED, {"key": pitch_key}).one_or_none()
    tranches = tuple(TrancheRow(*row) for row in session.execute(_TRANCHES, named))
    balances = {row[0]: int(row[1]) for row in session.execute(_BALANCES, named)}
    if not published and not taken_over and balances.get("committed"):
        # Everybody reads the same sheet: committed money would tell them of an approval before its time.
        balances = {
            "reserved": int(session.execute(_BEFORE_APPROVAL, named).scalar_one()),
            "promised": int(session.execute(_PROMISED_BEFORE, named).scalar_one()),
        }
    return Paper(
        balances=balances,
        decisions=tuple(_decisions(shortlisted, published)),
        tranches=tranches if published or taken_over else (),
        co_authors=tuple(session.execute(_CO_AUTHORS, named).scalars()),
        last_reading=session.execute(_READING, named).scalar_one_or_none(),
    )


def _decisions(shortlisted: Any, published: Any) -> list[DecisionRow]:
    found = []
    if published:
        verdict = str(published.outcome).replace("_", " ").capitalize()
        tier = tier_of(published.rule or "") if published.outcome == "funded" else ""
        verdict += f", {tier} tier" if tier not in {"", "requested"} else ""
        if published.finance:
            found.append(DecisionRow("Finance", published.finance, published.reviewed_at, verdict))
        found.append(DecisionRow("Chair", published[0], published.at, "Published"))
    elif shortlisted:
        found.append(DecisionRow("Chair", shortlisted[0], shortlisted[1], "Shortlisted"))
    return found
