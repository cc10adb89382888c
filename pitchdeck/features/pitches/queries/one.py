"""One pitch with everything that its rules need, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, String, bindparam, case, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.pitches.models import CoAuthor, Draft, Pitch, Revision
from pitchdeck.features.pitches.policy import PRIVATE, PitchFacts
from pitchdeck.features.rounds.models import PanelSeat, Round
from pitchdeck.features.rounds.queries import CALLED
from pitchdeck.features.strategy.models import Claim, Measure
from pitchdeck.features.strategy.policy import ClaimFacts

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class PitchRow:
    """A pitch as pages show it: its newest totals in minor units, and who has to do with it.

    `sponsor_id` is the sponsor of the newest revision, or before it the owner of the draft's measure.
    """

    id: int
    key: str
    ref: str | None
    state: str
    title: str
    presenter_id: int
    unit_id: int
    round_id: int | None
    revision_no: int
    ask_minor: int
    time_minor: int
    roi_pct: float | None
    roi_months: int
    payback_months: float | None
    created_at: datetime
    changed_at: datetime
    presenter_name: str
    unit_name: str
    author_ids: frozenset[int]
    sponsor_id: int | None
    sponsor_name: str | None
    asked_ids: frozenset[int]
    round_key: str | None
    round_name: str | None
    round_state: str | None
    chair_id: int | None
    panel_ids: frozenset[int]
    revision_id: int | None

    @property
    def handle(self) -> str:
        """What addresses name it by: the reference, or the key before it has one."""
        return self.ref or self.key

    @property
    def facts(self) -> PitchFacts:
        """The pitch as pitches/policy.py sees it."""
        return PitchFacts(
            self.state,
            self.revision_no > 0,
            self.unit_id,
            self.presenter_id,
            self.author_ids,
            self.asked_ids,
            self.chair_id,
            self.panel_ids,
        )

    def claim_facts(self, owner_id: int) -> ClaimFacts:
        """A claim that this pitch makes on a measure of `owner_id`, as strategy/policy.py sees it."""
        handed_in = self.revision_no > 0 and self.state not in PRIVATE
        return ClaimFacts(owner_id, self.author_ids, self.unit_id, handed_in)


def _joined(column: Any) -> Any:
    """Ids of several rows in one text, so that one statement is enough on both databases."""
    return func.aggregate_strings(cast(column, String), ",")


_PRESENTER, _SPONSOR = aliased(Person), aliased(Person)
_CLAIMED = aliased(Measure)
_CO_AUTHORS: ScalarSelect[Any] = (
    select(_joined(CoAuthor.person_id)).where(CoAuthor.pitch_id == Pitch.id).scalar_subquery()
)
_PANEL: ScalarSelect[Any] = (
    select(_joined(PanelSeat.person_id)).where(PanelSeat.round_id == Pitch.round_id).scalar_subquery()
)
_ASKED: ScalarSelect[Any] = (
    select(_joined(_CLAIMED.owner_id))
    .select_from(Claim)
    .join(_CLAIMED, _CLAIMED.id == Claim.measure_id)
    .where(Claim.pitch_key == Pitch.key)
    .scalar_subquery()
)
_SPONSOR_ID = func.coalesce(Revision.sponsor_id, Measure.owner_id)
_ROW: Rows = (
    select(
        *(Pitch.id, Pitch.key, Pitch.ref, Pitch.state, Pitch.title, Pitch.presenter_id, Pitch.unit_id),
        *(Pitch.round_id, Pitch.revision_no, Pitch.ask_minor, Pitch.time_minor, Pitch.roi_pct),
        *(Pitch.roi_months, Pitch.payback_months, Pitch.created_at, Pitch.changed_at),
        _PRESENTER.name.label("presenter_name"),
        Unit.name.label("unit_name"),
        _CO_AUTHORS.label("author_ids"),
        _SPONSOR_ID.label("sponsor_id"),
        _SPONSOR.name.label("sponsor_name"),
        _ASKED.label("asked_ids"),
        case((CALLED, Round.key)).label("round_key"),
        case((CALLED, Round.name)).label("round_name"),
        Round.state.label("round_state"),
        Round.chair_id,
        _PANEL.label("panel_ids"),
        Revision.id.label("revision_id"),
    )
    .join_from(Pitch, _PRESENTER, _PRESENTER.id == Pitch.presenter_id)
    .join(Unit, Unit.id == Pitch.unit_id)
    .join(Draft, Draft.pitch_id == Pitch.id)
    .outerjoin(Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .outerjoin(Measure, Measure.id == Draft.measure_id)
    .outerjoin(_SPONSOR, _SPONSOR.id == _SPONSOR_ID)
    .outerjoin(Round, Round.id == Pitch.round_id)
)
_BY_HANDLE = _ROW.where(or_(Pitch.key == bindparam("handle"), Pitch.ref == bindparam("handle")))
_BY_ID = _ROW.where(Pitch.id == bindparam("id"))
_BY_KEY = _ROW.where(Pitch.key == bindparam("key"))
_OVER = ("redirected", "merged", "not_shortlisted", "declined", "withdrawn", "expired")
_KEYS = select(Pitch.key).where(Pitch.state.not_in(_OVER)).order_by(Pitch.id.desc())
_TEAM = (
    select(func.coalesce(Person.unit_id, Pitch.unit_id))
    .join_from(Pitch, Person, Person.id == Pitch.presenter_id)
    .where(Pitch.id == bindparam("id"))
)
_LOCKED = (
    select(Pitch)
    .where(or_(Pitch.key == bindparam("key"), Pitch.ref == bindparam("key")))
    .with_for_update(key_share=True)
)


def _ids(joined: str | None) -> frozenset[int]:
    return frozenset(int(each) for each in (joined or "").split(",") if each)


def _row(found: Any) -> PitchRow:
    if found is None:
        raise NotFound
    values = dict(found._mapping)  # noqa: SLF001  # public by its documentation
    values["author_ids"] = _ids(values["author_ids"]) | {values["presenter_id"]}
    values["asked_ids"], values["panel_ids"] = _ids(values["asked_ids"]), _ids(values["panel_ids"])
    return PitchRow(**values)


def keys_of_pitches(session: Session) -> tuple[str, ...]:
    """The keys of all pitches that are under way or funded, the newest first."""
    return tuple(session.scalars(_KEYS))


def pitch_for(session: Session, handle: str, viewer: Actor) -> PitchRow:
    """The pitch of a reference or key as this person may see it; NotFound when unknown or not open."""
    row = _row(session.execute(_BY_HANDLE, {"handle": handle}).one_or_none())
    if not policy.may("pitch:see", viewer, row.facts):
        raise NotFound
    return row


def pitch_of_key(session: Session, key: str) -> PitchRow:
    """The pitch of a key, for acts that judge by their own permission; NotFound when unknown."""
    return _row(session.execute(_BY_KEY, {"key": key}).one_or_none())


def pitch_of_id(session: Session, pitch_id: int) -> PitchRow:
    """The pitch of an id, for acts that judge by their own permission; NotFound when unknown."""
    return _row(session.execute(_BY_ID, {"id": pitch_id}).one_or_none())


def team_of(session: Session, pitch_id: int) -> int:
    """The unit whose people build and run a pitch: its presenter's, or its own where they belong to none."""
    return int(session.execute(_TEAM, {"id": pitch_id}).scalar_one())


def pitch_to_change(session: Session, key: str) -> Pitch:
    """The pitch of a key or reference, locked until the act ends and read anew; NotFound when unknown."""
    found = session.execute(_LOCKED, {"key": key}, execution_options={"populate_existing": True})
    pitch = found.scalar_one_or_none()
    if pitch is None:
        raise NotFound
    return pitch
