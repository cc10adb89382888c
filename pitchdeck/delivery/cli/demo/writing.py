"""Writing a demo pitch as its presenter does: step by step, then asking the sponsor, then submitting."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.delivery.cli.demo.people import House
from pitchdeck.delivery.cli.demo.proposal import Proposal, Sourced
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.actions.drafting import StepValues
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.sourcing.figures import Scope, Work
from pitchdeck.features.strategy.queries import claim_of

MINOR = 100
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a presenter has at hand: the session, the people, and the measures' ids by short name."""

    session: Session
    house: House
    measures: Mapping[str, int]

    def draft(self, proposal: Proposal, *, start: date, at: datetime) -> Pitch:
        """Write a draft; what the proposal leaves empty stays open."""
        by = self.house[proposal.presenter]
        pitch = actions.create_pitch(
            self.session,
            title=proposal.title,
            unit_id=self.house.units[proposal.unit],
            template=proposal.template,
            start_on=start,
            by=by,
            at=at,
        )
        for version, (step, values) in enumerate(_steps(proposal, self.measures), start=1):
            actions.save_draft(self.session, pitch.key, step, values, version=version, by=by, at=at)
        if proposal.sourced:
            self.source(pitch, proposal.sourced, start=start, by=by, at=at)
        self._compare(pitch, proposal, at=at)
        if proposal.co_author:
            colleague = self.house[proposal.co_author].id
            actions.add_co_author(self.session, pitch.key, person_id=colleague, by=by, at=at)
        return pitch

    def _compare(self, pitch: Pitch, proposal: Proposal, *, at: datetime) -> None:
        """Add the tiers, options and intangibles that a proposal has."""
        version = queries.draft_of(self.session, pitch.id).version
        common: dict[str, Any] = {"by": self.house[proposal.presenter], "at": at}
        if proposal.cost_tiers:
            tiers = (proposal.cost_tiers, proposal.benefit_tiers)
            version = actions.save_tiers(self.session, pitch.key, *tiers, version=version, **common)
        if proposal.options:
            version = actions.save_options(
                self.session, pitch.key, proposal.options, version=version, **common
            )
        if proposal.intangibles:
            actions.save_intangibles(self.session, pitch.key, proposal.intangibles, version=version, **common)

    def source(self, pitch: Pitch, work: Sourced, *, start: date, by: Actor, at: datetime) -> None:
        """Compare the engagement models for a part of the work and write the chosen one into the draft."""
        draft = queries.draft_of(self.session, pitch.id)
        scope = Scope(
            work=(Work(work.role, work.hours),),
            finished_hours=None,
            starts_on=max(start, at.date()),
            month=0,
            months=work.months,
            nature=work.nature,
        )
        places = [place for place, line in enumerate(draft.content.costs) if line.label == work.replaces]
        actions.use_comparison(
            self.session,
            pitch.key,
            scope,
            work.chosen,
            replaces=places,
            version=draft.version,
            by=by,
            at=at,
            today=at.date(),
        )

    def submit(
        self, proposal: Proposal, *, start: date, at: datetime, yes: bool = True, time: bool = True
    ) -> Pitch:
        """Write, ask the sponsor, hand in two days later; with `yes` the sponsor agrees the next day.

        So does the head of the unit to its people's time, where the pitch needs it, with `time`.
        """
        pitch = self.draft(proposal, start=start, at=at)
        by = self.house[proposal.presenter]
        if proposal.benefits:
            actions.ask_sponsor(self.session, pitch.key, by=by, at=at + DAY)
        actions.submit(self.session, pitch.key, by=by, at=at + 2 * DAY)
        if yes and proposal.benefits:
            self.agree(pitch, proposal, at=at + 3 * DAY)
        if time:
            self._agree_to_hours(pitch, at=at + 3 * DAY)
        return pitch

    def _agree_to_hours(self, pitch: Pitch, *, at: datetime) -> None:
        """The head of the unit agrees to the hours that the pitch asked for."""
        revision = queries.pitch_of_id(self.session, pitch.id).revision_id
        for row in queries.agreements_of(self.session, [revision] if revision else []):
            head = next(one for one in self.house.actors.values() if one.id == row.asked_id)
            funding.answer_agreement(self.session, row.key, verdict="agreed", by=head, at=at)

    def agree(self, pitch: Pitch, proposal: Proposal, *, at: datetime) -> None:
        """The sponsor says yes to the claim."""
        claim = claim_of(self.session, pitch.key)
        if claim is None:
            raise LookupError(f"{proposal.title} has not asked its sponsor.")
        owner = next(one for one in self.house.actors.values() if one.id == claim.owner_id)
        actions.answer_claim(self.session, claim.key, verdict="yes", by=owner, at=at)

    def screened(
        self, proposal: Proposal, round_key: str, *, start: date, at: datetime, yes: bool = True
    ) -> Pitch:
        """Submit, and have the lead accept it into the round four days after the start of writing."""
        pitch = self.submit(proposal, start=start, at=at, yes=yes)
        lead = self.house["lead"]
        actions.screen(self.session, pitch.key, round_key=round_key, by=lead, at=at + 4 * DAY)
        return pitch


def launched(proposal: Proposal, month: int) -> Proposal:
    """The same proposal with another launch month."""
    return replace(proposal, launch=month)


def _steps(proposal: Proposal, measures: Mapping[str, int]) -> list[tuple[str, StepValues]]:
    steps = [
        ("start", StepValues({"source": proposal.cited})),
        ("problem", StepValues(_problem(proposal, measures[proposal.measure]))),
    ]
    if proposal.solution:
        steps.append(("solution", StepValues(_solution(proposal))))
    if proposal.costs:
        steps.append(("cost", StepValues({"nothing_else": True}, costs=proposal.ranged_costs)))
    lines = tuple(gain.row(measures, proposal.doubt) for gain in proposal.benefits)
    steps.append(("benefit", StepValues({}, benefits=lines)))
    if proposal.risk:
        steps.append(("proof", StepValues(_proof(proposal))))
    if proposal.minimum is not None:
        steps.append(("send", StepValues({"minimum_minor": proposal.minimum * MINOR})))
    return steps


def _problem(proposal: Proposal, measure_id: int) -> dict[str, object]:
    nothing = None if proposal.nothing is None else proposal.nothing * MINOR
    return {
        "measure_id": measure_id,
        "problem": proposal.problem,
        "nothing_minor": nothing,
        "cause": proposal.cause,
    }


def _solution(proposal: Proposal) -> dict[str, object]:
    return {
        "solution": proposal.solution,
        "audience": proposal.audience,
        "people": proposal.people,
        "hours_each": proposal.hours_each,
        "launch_month": proposal.launch,
        "engagement": proposal.engagement,
    }


def _proof(proposal: Proposal) -> dict[str, object]:
    names = ("level_1", "level_2", "level_3", "isolation_plan", "risk", "risk_answer", "stop_rule")
    return {name: getattr(proposal, name) for name in names} | {"readings": list(proposal.readings)}
