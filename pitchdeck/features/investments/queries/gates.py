"""Questions about gates: what is decided, who has money in it, who spoke, and what a stop would return."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.features.funding.models import Account, Commitment, Resolution, Transfer
from pitchdeck.features.funding.queries.remainders import RestRow, rest_of
from pitchdeck.features.investments.figures.gates import VERDICTS
from pitchdeck.features.investments.models import Gate, GateEnd, GateStop, GateVote, Investment
from pitchdeck.features.investments.policy import KNOWS_WHOSE, Around, GateFacts
from pitchdeck.features.investments.queries.around import around, knows_whose, seen
from pitchdeck.features.investments.queries.standings import InvestmentRow, Tracked, tracked_of_key
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.scoring.models import Recusal

Rows = Select[*tuple[Any, ...]]
AN_INVESTOR = "an investor"


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate, how it was decided and the signature under a stop; amounts in minor units."""

    id: int
    key: str
    investment_id: int
    investment_key: str
    state: str
    pitch_id: int
    pitch_key: str
    ref: str
    title: str
    presenter_id: int
    currency: str
    question: str
    due_on: date
    by_id: int
    by_name: str
    at: datetime
    verdict: str | None
    voted: int | None
    total: int | None
    decided_at: datetime | None
    signed_by: str | None
    signed_at: datetime | None
    returned: int | None
    lapsed: int | None
    chair_id: int
    chair_name: str

    @property
    def waits_for_finance(self) -> bool:
        """Whether it was decided to stop, and nobody has signed it yet."""
        return self.verdict == "stop" and self.signed_at is None


@dataclass(frozen=True, slots=True)
class Led:
    """The pitch of an investment, its state, and who chairs its round."""

    pitch_id: int
    state: str
    chair_id: int


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """Somebody with committed money in a programme, and their word at a gate; amount in minor units."""

    person_id: int
    name: str
    amount: int
    verdict: str | None = None
    reason: str | None = None
    at: datetime | None = None
    said_by: str | None = None


def _moved(verb: str) -> Any:
    """What the signature under a stop moved by this verb, in minor units."""
    return (
        select(func.sum(Transfer.amount))
        .join(Account, Account.id == Transfer.from_id)
        .where(
            Account.pitch_id == Investment.pitch_id,
            Transfer.verb == verb,
            Transfer.by_id == GateStop.by_id,
            Transfer.at == GateStop.at,
        )
        .correlate(Investment, GateStop)
        .scalar_subquery()
    )


_Hand, _Chair, _Signer, _SignersHand, _Voter, _VotersHand = (aliased(Person) for _ in range(6))
_ROWS: Rows = (
    select(
        *(Gate.id, Gate.key, Gate.investment_id, Investment.key, Investment.state, Investment.pitch_id),
        *(Pitch.key, Pitch.ref, Revision.title, Pitch.presenter_id, Revision.currency, Gate.question),
        *(
            Gate.due_on,
            Gate.by_id,
            who_did(Person, _Hand),
            Gate.at,
            GateEnd.verdict,
            GateEnd.voted,
            GateEnd.total,
        ),
        *(GateEnd.at, who_did(_Signer, _SignersHand), GateStop.at, _moved("give_back"), _moved("lapse")),
        *(Round.chair_id, _Chair.name),
    )
    .join_from(Gate, Investment, Investment.id == Gate.investment_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .join(Revision, Revision.id == Investment.revision_id)
    .join(Round, Round.id == Pitch.round_id)
    .join(_Chair, _Chair.id == Round.chair_id)
    .join(Person, Person.id == Gate.by_id)
    .outerjoin(_Hand, _Hand.id == Gate.deputy_id)
    .outerjoin(GateEnd, GateEnd.gate_id == Gate.id)
    .outerjoin(GateStop, GateStop.gate_id == Gate.id)
    .outerjoin(_Signer, _Signer.id == GateStop.by_id)
    .outerjoin(_SignersHand, _SignersHand.id == GateStop.deputy_id)
)
_OF_KEY = _ROWS.where(Gate.key == bindparam("key"))
_OF_INVESTMENT = _ROWS.where(Gate.investment_id == bindparam("investment_id")).order_by(Gate.id)
_PITCH: BindParameter[int] = bindparam("pitch_id")
_STAKES: Rows = (
    select(Commitment.by_id, Person.name, func.sum(Resolution.committed))
    .join_from(Commitment, Resolution, Resolution.commitment_id == Commitment.id)
    .join(Person, Person.id == Commitment.by_id)
    .where(
        Commitment.pitch_id == _PITCH,
        ~exists().where(
            Recusal.pitch_id == _PITCH, Recusal.person_id == Commitment.by_id, Recusal.kind == "personal"
        ),
    )
    .group_by(Commitment.by_id, Person.name)
    .having(func.sum(Resolution.committed) > 0)
    .order_by(func.sum(Resolution.committed).desc(), Commitment.by_id)
)
_VOTES: Rows = (
    select(
        *(GateVote.by_id, _Voter.name, GateVote.amount, GateVote.verdict, GateVote.reason, GateVote.at),
        who_did(_Voter, _VotersHand),
    )
    .join_from(GateVote, _Voter, _Voter.id == GateVote.by_id)
    .outerjoin(_VotersHand, _VotersHand.id == GateVote.deputy_id)
    .where(GateVote.gate_id == bindparam("gate_id"))
    .order_by(GateVote.id)
)
_HANDED: Select[Any] = select(Revision.deputy_id).where(
    Revision.pitch_id == _PITCH, Revision.deputy_id.is_not(None)
)
_LED: Rows = (
    select(Investment.pitch_id, Investment.state, Round.chair_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .join(Round, Round.id == Pitch.round_id)
    .where(Investment.key == bindparam("key"))
)
_DUE = (
    select(Gate.key)
    .outerjoin(GateEnd, GateEnd.gate_id == Gate.id)
    .where(Gate.due_on < bindparam("today"), GateEnd.id.is_(None))
    .order_by(Gate.id)
)


def gate_of_key(session: Session, key: str) -> GateRow:
    """One gate; NotFound when there is none."""
    row = session.execute(_OF_KEY, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return GateRow(*row)


def gates_of(session: Session, investment_id: int) -> tuple[GateRow, ...]:
    """The gates of an investment, the oldest first."""
    return tuple(GateRow(*row) for row in session.execute(_OF_INVESTMENT, {"investment_id": investment_id}))


def led(session: Session, key: str) -> Led:
    """What the rules of a gate ask of an investment; NotFound when there is none."""
    row = session.execute(_LED, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return Led(*row)


def gates_past_their_day(session: Session, today: date) -> tuple[str, ...]:
    """Keys of the gates whose last day has passed and that are not decided."""
    return tuple(session.execute(_DUE, {"today": today}).scalars())


def stakes_of(session: Session, pitch_id: int) -> tuple[VoiceRow, ...]:
    """Who has committed money in a pitch and no conflict on it, the most first."""
    found = session.execute(_STAKES, {"pitch_id": pitch_id})
    return tuple(VoiceRow(person_id, name, int(amount)) for person_id, name, amount in found)


def votes_of(session: Session, gate_id: int) -> tuple[VoiceRow, ...]:
    """The words that were said at a gate, in their order."""
    return tuple(VoiceRow(*row) for row in session.execute(_VOTES, {"gate_id": gate_id}))


def facts_of_gate(
    session: Session, of: GateRow | InvestmentRow | Led, viewer: Actor, near: Around | None = None
) -> GateFacts:
    """A gate, or an investment that may get one, as the rules see it. Two statements without a gate."""
    gate = of if isinstance(of, GateRow) else None
    stakes = stakes_of(session, of.pitch_id)
    votes = votes_of(session, gate.id) if gate else ()
    handed = session.execute(_HANDED, {"pitch_id": of.pitch_id}).scalars() if gate else ()
    return GateFacts(
        around=near or around(session, of.pitch_id),
        state=of.state,
        chair_id=of.chair_id,
        stake=sum(each.amount for each in stakes if each.person_id == viewer.id),
        money=sum(each.amount for each in stakes),
        voted=any(each.person_id == viewer.id for each in votes),
        verdict=gate.verdict if gate else None,
        signed=gate is not None and gate.signed_at is not None,
        handed_in=frozenset(handed),
    )


@dataclass(frozen=True, slots=True)
class GatePage:
    """A gate, what its programme obtained so far, who spoke, and what the viewer may do about it.

    `voices` are of everybody with money in it, for whoever knows whose it is, with their words where the
    viewer may read them: once it is decided, once they have spoken themselves, or as finance. `rest` is what
    a stop returns.
    """

    row: GateRow
    tracked: Tracked
    asked_by: str
    voices: tuple[VoiceRow, ...]
    heard: int
    money: int
    reads: bool
    own: VoiceRow | None
    rest: tuple[RestRow, ...]
    vote: Verdict
    sign: Verdict
    money_by_verdict: tuple[tuple[str, int], ...]

    @property
    def late(self) -> bool:
        """Whether its last day has passed without a decision: the programme stays blocked."""
        return self.row.verdict is None and self.tracked.today > self.row.due_on


def gate_page(session: Session, key: str, viewer: Actor, *, today: date) -> GatePage:
    """One gate; NotFound when there is none, or its investment is not open to the viewer."""
    row = gate_of_key(session, key)
    near = seen(viewer, around(session, row.pitch_id), row.state)
    tracked = tracked_of_key(session, row.investment_key, today=today)
    if tracked is None:
        raise NotFound
    facts = facts_of_gate(session, row, viewer, near)
    said = {each.person_id: each for each in votes_of(session, row.id)}
    knows = knows_whose(viewer, near)
    reads = row.verdict is not None or facts.voted or any(viewer.holds(role) for role in KNOWS_WHOSE)
    heard = sum(each.amount for each in said.values())
    everybody = {each.person_id: each for each in stakes_of(session, row.pitch_id)} | (said if reads else {})
    by_verdict = tuple(
        (verdict, sum(each.amount for each in said.values() if each.verdict == verdict))
        for verdict in VERDICTS
    )
    return GatePage(
        row=row,
        tracked=tracked,
        asked_by=row.by_name if knows or row.by_id not in near.investors else AN_INVESTOR,
        voices=tuple(everybody.values()) if knows else (),
        heard=row.voted if row.voted is not None else heard,
        money=row.total if row.total is not None else facts.money,
        reads=reads,
        own=said.get(viewer.id),
        rest=rest_of(session, row.pitch_id) if row.waits_for_finance else (),
        vote=policy.may("gate:vote", viewer, facts),
        sign=policy.may("gate:sign", viewer, facts),
        money_by_verdict=by_verdict if reads else (),
    )


@dataclass(frozen=True, slots=True)
class Calling:
    """What the form that calls a gate is filled with."""

    tracked: Tracked
    voices: tuple[VoiceRow, ...]
    verdict: Verdict


def calling(session: Session, key: str, viewer: Actor, *, today: date) -> Calling:
    """What the form that calls a gate shows; NotFound unless the investment is open to the viewer."""
    tracked = tracked_of_key(session, key, today=today)
    if tracked is None:
        raise NotFound
    row = tracked.row
    near = seen(viewer, around(session, row.pitch_id), row.state)
    facts = facts_of_gate(session, row, viewer, near)
    voices = stakes_of(session, row.pitch_id) if knows_whose(viewer, near) else ()
    return Calling(tracked, voices, policy.may("gate:call", viewer, facts))
