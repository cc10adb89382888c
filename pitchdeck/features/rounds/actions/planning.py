"""Planning a round, seating its panel, and moving it from stage to stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.people.queries import people_with, the_organisation
from pitchdeck.features.rounds import queries
from pitchdeck.features.rounds.figures import (
    DEFAULT_CRITERIA,
    WHOLE,
    CriterionText,
    default_conflict_rule,
    weights_total,
)
from pitchdeck.features.rounds.models import Criterion, PanelSeat, Round
from pitchdeck.features.rounds.policy import PlanFacts
from pitchdeck.features.rounds.workflow import PAST, ROUND

MOST_CRITERIA = 8
YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round is made of; the objective is in percent, deadlines carry their zone.

    Without a conflict rule the size of the panel decides; without an objective the organisation's counts.
    """

    name: str
    unit_id: int
    chair_id: int
    panel: tuple[int, ...]
    fiscal_year: int
    quorum: int
    pitches_close_at: datetime
    scoring_closes_at: datetime
    funding_closes_at: datetime
    decision_on: date
    conflict_rule: str | None = None
    roi_objective_pct: float | None = None
    criteria: tuple[CriterionText, ...] = DEFAULT_CRITERIA
    kind: str = "standard"


def create_round(session: Session, plan: Plan, *, by: Actor, at: datetime) -> Round:
    """Plan a round as a draft; Invalid names each field that does not hold."""
    policy.require("round:create", by, PlanFacts(plan.unit_id))
    plan = _settled(session, plan, at=at, by=by)
    round_ = Round(key=new_key(), created_by_id=by.id, state="draft", **_columns(plan))
    session.add(round_)
    session.flush()
    _write_criteria(session, round_, plan.criteria)
    _seat(session, round_, plan.panel, at=at)
    history.record(session, ("round", round_.key), "created", by=by, at=at, states=(None, "draft"))
    return round_


def change_round(session: Session, key: str, plan: Plan, *, by: Actor, at: datetime) -> Round:
    """Replace a draft's plan; refused with the reason once the round has opened."""
    round_ = queries.round_to_change(session, key)
    policy.require("round:edit", by, queries.facts_for(session, key, by))
    policy.require("round:create", by, PlanFacts(plan.unit_id))
    plan = _settled(session, plan, at=at, by=by)
    for name, value in _columns(plan).items():
        setattr(round_, name, value)
    _write_criteria(session, round_, plan.criteria)
    session.execute(delete(PanelSeat).where(PanelSeat.round_id == round_.id))
    _seat(session, round_, plan.panel, at=at)
    history.record(session, ("round", round_.key), "changed", by=by, at=at)
    return round_


def set_criteria(
    session: Session, round_: Round, criteria: Sequence[CriterionText], *, by: Actor, at: datetime
) -> None:
    """Replace the criteria of a draft; Invalid when they or their weights do not hold."""
    policy.require("round:edit", by, queries.facts_for(session, round_.key, by))
    _refuse(_wrong_criteria(criteria))
    _write_criteria(session, round_, criteria)
    weights = [text.weight for text in criteria]
    history.record(session, ("round", round_.key), "criteria_set", by=by, at=at, detail={"weights": weights})


def seat(session: Session, round_: Round, person_ids: Iterable[int], *, by: Actor, at: datetime) -> None:
    """Seat investors on the panel, as substitutes too until scoring closes; who sits there already stays."""
    policy.require("round:seat", by, queries.facts_for(session, round_.key, by))
    sitting = {row.person_id for row in queries.panel(session, round_.id)}
    new = [person for person in dict.fromkeys(person_ids) if person not in sitting]
    _refuse(_wrong_panel(session, new))
    _seat(session, round_, new, at=at)
    history.record(session, ("round", round_.key), "seated", by=by, at=at, detail={"people": new})


def unseat(session: Session, round_: Round, person_id: int, *, by: Actor, at: datetime, why: str) -> None:
    """Take someone off the panel of a draft."""
    policy.require("round:unseat", by, queries.facts_for(session, round_.key, by))
    session.execute(
        delete(PanelSeat).where(PanelSeat.round_id == round_.id, PanelSeat.person_id == person_id)
    )
    detail = {"people": [person_id]}
    history.record(session, ("round", round_.key), "unseated", by=by, at=at, why=why, detail=detail)


def open_round(session: Session, round_: Round, *, by: Actor, at: datetime) -> None:
    """Open a draft for pitches and freeze everything that they will be judged by."""
    policy.require("round:open", by, queries.facts_for(session, round_.key, by))
    if at >= round_.pitches_close_at:
        raise Invalid(
            {"pitches_close_at": "The deadline for pitches has passed. Edit the round and set a later one."}
        )
    move(session, round_, "open", by=by, at=at)


def move(session: Session, round_: Round, verb: str, *, by: Actor, at: datetime, why: str = "") -> None:
    """Take the round, which the caller has locked, one stage on; NotAllowed, or Conflict out of turn."""
    policy.require(f"round:{verb}", by, queries.facts_for(session, round_.key, by))
    step = ROUND.step(verb, round_.state)
    before, round_.state = round_.state, step.target
    session.flush()
    subject = ("round", round_.key)
    history.record(session, subject, PAST[verb], by=by, at=at, states=(before, step.target), why=why)


def require_state(round_: Round, state: str, words: str) -> None:
    """Conflict when the round is not in the state that an act inside a stage needs."""
    if round_.state != state:
        now = round_.state.replace("_", " ")
        raise Conflict(
            f"This round is in {now}: it cannot {words} now. Reload the page to see where it stands."
        )


def _columns(plan: Plan) -> dict[str, object]:
    names = (
        *("name", "unit_id", "chair_id", "kind", "fiscal_year", "quorum", "conflict_rule"),
        *("roi_objective_pct", "pitches_close_at", "scoring_closes_at", "funding_closes_at", "decision_on"),
    )
    return {name: getattr(plan, name) for name in names}


def _settled(session: Session, plan: Plan, *, by: Actor, at: datetime) -> Plan:
    """The plan with its defaults filled in; Invalid when it does not hold."""
    own = the_organisation(session)
    judged = plan.kind != "rolling"
    _refuse(
        (_wrong_dates(plan, ZoneInfo(own.zone), at) if judged else {})
        | _wrong_numbers(plan)
        | _wrong_chair(session, plan, by)
        | _wrong_panel(session, plan.panel)
        | (_wrong_criteria(plan.criteria) if judged else {})
    )
    return replace(
        plan,
        name=plan.name.strip(),
        panel=tuple(dict.fromkeys(plan.panel)),
        conflict_rule=plan.conflict_rule or default_conflict_rule(len(set(plan.panel)), own.conflict_default),
        roi_objective_pct=own.roi_objective_pct if plan.roi_objective_pct is None else plan.roi_objective_pct,
    )


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)


def _wrong_dates(plan: Plan, zone: ZoneInfo, at: datetime) -> dict[str, str]:
    wrong = {}
    if plan.pitches_close_at <= at:
        wrong["pitches_close_at"] = "This deadline has passed already. Choose a later day."
    if plan.scoring_closes_at <= plan.pitches_close_at:
        wrong["scoring_closes_at"] = "Scoring closes after the deadline for pitches. Choose a later day."
    if plan.funding_closes_at <= plan.scoring_closes_at:
        wrong["funding_closes_at"] = "Funding closes after scoring does. Choose a later day."
    if plan.decision_on < plan.funding_closes_at.astimezone(zone).date():
        wrong["decision_on"] = "The decision cannot come before funding closes. Choose a later day."
    return wrong


def _wrong_numbers(plan: Plan) -> dict[str, str]:
    wrong = {}
    if not plan.name.strip():
        wrong["name"] = "Give the round a name that people will recognise, such as “Spring 2027”."
    if plan.fiscal_year not in YEARS:
        wrong["fiscal_year"] = f"Enter the fiscal year whose money is given out, {YEARS[0]} to {YEARS[-1]}."
    people = len(set(plan.panel))
    if not 1 <= plan.quorum <= max(people, 1):
        wrong["quorum"] = (
            f"The panel has {people} {'person' if people == 1 else 'people'}: "
            f"the quorum lies between 1 and {max(people, 1)}."
        )
    return wrong


def _wrong_chair(session: Session, plan: Plan, by: Actor) -> dict[str, str]:
    if plan.chair_id == by.id:
        return {"chair": "L&D has no vote: the chair is a business person other than you."}
    if plan.chair_id not in {row.id for row in people_with(session, "chair")}:
        return {"chair": "This person has no mandate as a chair. Choose one who has."}
    return {}


def _wrong_panel(session: Session, people: Iterable[int]) -> dict[str, str]:
    chosen = set(people)
    if not chosen:
        return {"panel": "Choose at least one investor for the panel."}
    if chosen - {row.id for row in people_with(session, "investor")}:
        return {"panel": "Someone chosen for the panel has no mandate as an investor. Choose again."}
    return {}


def _wrong_criteria(criteria: Sequence[CriterionText]) -> dict[str, str]:
    if not 1 <= len(criteria) <= MOST_CRITERIA:
        return {"criteria": f"A round has 1 to {MOST_CRITERIA} criteria; there are {len(criteria)}."}
    wrong = {}
    for place, text in enumerate(criteria):
        if not 1 <= text.weight <= WHOLE:
            wrong[f"criteria.{place}.weight"] = "A weight is a whole per cent between 1 and 100."
        for name in ("name", "question", "anchor_low", "anchor_middle", "anchor_high"):
            if not getattr(text, name).strip():
                wrong[f"criteria.{place}.{name}"] = "Fill this in: everyone on the panel reads it."
    total = weights_total(text.weight for text in criteria)
    if total != WHOLE:
        off = f"{abs(total - WHOLE)} % too {'much' if total > WHOLE else 'little'}"
        wrong["criteria"] = f"The weights add up to {total} %, which is {off}. Together they are 100 %."
    return wrong


def _write_criteria(session: Session, round_: Round, criteria: Sequence[CriterionText]) -> None:
    session.execute(delete(Criterion).where(Criterion.round_id == round_.id))
    session.add_all(
        Criterion(
            round_id=round_.id,
            position=place,
            name=text.name.strip(),
            question=text.question.strip(),
            weight=text.weight,
            anchor_low=text.anchor_low.strip(),
            anchor_middle=text.anchor_middle.strip(),
            anchor_high=text.anchor_high.strip(),
        )
        for place, text in enumerate(criteria, start=1)
    )
    session.flush()


def _seat(session: Session, round_: Round, people: Iterable[int], *, at: datetime) -> None:
    session.add_all(PanelSeat(round_id=round_.id, person_id=person, seated_at=at) for person in people)
    session.flush()
