"""A submitted pitch → the facts of its one-pager, from one snapshot of the database."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from pitchdeck.base.errors import Conflict
from pitchdeck.delivery.documents.facts_of_investment import tracking_of
from pitchdeck.delivery.documents.facts_of_look import brand_of
from pitchdeck.delivery.documents.facts_of_revision import (
    Frozen,
    ask_of,
    assumptions_of,
    cost_years_of,
    curve_of,
    goal_of,
    problem_of,
    proof_of,
    returns_of,
    risk_of,
    solution_of,
    value_rows_of,
)
from pitchdeck.delivery.documents.one_pager import (
    Decision,
    Footer,
    Gate,
    Goal,
    Heading,
    More,
    OnePager,
    Signature,
    TimeAgreed,
    Tracking,
)
from pitchdeck.features.funding.queries import capex_years, numbers_of
from pitchdeck.features.funding.queries.supplements import approvals_of
from pitchdeck.features.investments.queries import Tracked, outside_view_of, review_of, tracked_of_pitch
from pitchdeck.features.investments.queries.gates import gates_of
from pitchdeck.features.investments.queries.openings import OpeningRow, opening_of_pitch
from pitchdeck.features.people.queries import OrganisationRow
from pitchdeck.features.pitches.figures import Settings
from pitchdeck.features.pitches.queries import PitchRow, agreements_of, asks_of, revision_row
from pitchdeck.features.portfolio.queries.paper import Paper, paper_of
from pitchdeck.features.projection import OutsideView
from pitchdeck.features.rounds.queries import RoundRow, round_row
from pitchdeck.features.strategy.queries import ClaimRow, claim_of

BEFORE = "Running since before pitchdeck"
STAGES = {
    "submitted": "Submitted, waiting for screening",
    "returned": "Sent back to the presenter",
    "screened": "Screened, waiting for scoring",
    "redirected": "Redirected: not for training",
    "merged": "Merged into another pitch",
    "in_scoring": "In scoring",
    "shortlisted": "Shortlisted",
    "not_shortlisted": "Not shortlisted",
    "in_funding": "In funding",
    "covered": "Covered, funding still open",
    "in_review": "With finance",
    "funded": "Funded",
    "waitlisted": "On the waiting list",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
    "expired": "Expired without the sponsor's yes",
}

ENDS = {"stopped": "Stopped", "reviewed": "Reviewed, to be closed", "closed": "Closed"}
"""How a funded pitch is called once its investment came to its end."""
HALTS = {"gate_due": "At a gate", "paused": "Paused", "rescoped": "Re-scoped"}
"""How it is called where its investors decided, or still decide, how it goes on."""


def _time(session: Session, revision_id: int) -> TimeAgreed | None:
    """What the unit's head said to the hours that this revision asked for."""
    found = agreements_of(session, [revision_id])
    if not found:
        return None
    return TimeAgreed(found[0].verdict or "", found[0].answered_by or found[0].asked_name or "")


def one_pager_of(
    session: Session, pitch: PitchRow, organisation: OrganisationRow, *, today: date
) -> OnePager:
    """The sheet of the newest revision; Conflict before the first submit. The session must be a snapshot."""
    if pitch.revision_no == 0:
        raise Conflict("The one-pager exists from the first submit on. Submit the pitch, then print it.")
    frozen = Frozen.of(revision_row(session, pitch.id, pitch.revision_no), organisation)
    asks = asks_of(session, frozen.row.id)
    begun = opening_of_pitch(session, pitch.id)
    held = round_row(session, pitch.round_id) if pitch.round_id and begun is None else None
    claim = claim_of(session, pitch.key)
    paper = paper_of(session, pitch.id, pitch.key, taken_over=begun is not None)
    tracked = tracked_of_pitch(session, pitch.id, today=today) if pitch.state == "funded" else None
    agreed_on = claim.answered_at.date() if claim and claim.verdict == "yes" and claim.answered_at else None
    ended = tracked is not None and tracked.row.state in ENDS
    gates, goal = () if ended else _gates(paper), goal_of(frozen, agreed_on=agreed_on)
    box = (
        _taken_over(frozen, paper, begun)
        if begun
        else _decision(frozen, paper, claim, rolls=held is not None and held.rolls)
    )
    return OnePager(
        organisation=organisation.name,
        currency=frozen.row.currency,
        heading=_heading(pitch, frozen, held, paper, stage=_stage(pitch, tracked, begun=begun is not None)),
        goal=goal,
        ask=replace(
            ask_of(frozen, asks, decision_on=held.decision_on if held else None),
            time=_time(session, frozen.row.id),
        ),
        returns=returns_of(
            frozen,
            objective_pct=held.roi_objective_pct if held else organisation.roi_objective_pct,
            outside=_outside(session, pitch, frozen, today),
        ),
        problem=problem_of(frozen),
        solution=solution_of(frozen),
        value_rows=value_rows_of(frozen),
        cost_years=cost_years_of(frozen, asks, _capex(session, frozen)),
        curve=curve_of(frozen),
        risk=risk_of(frozen),
        assumptions=assumptions_of(frozen),
        proof=proof_of(frozen, gates),
        decision=replace(box, more=_more(session, frozen, paper, organisation)) if tracked else box,
        footer=replace(
            _footer(pitch, frozen, today, agreed=agreed_on is not None),
            numbers="" if begun else _numbers(session, frozen, asks),
        ),
        tracking=_tracking(session, tracked, gates, goal, paper) if tracked else None,
        locale=organisation.locale,
        brand=brand_of(session, organisation),
    )


def _capex(session: Session, frozen: Frozen) -> dict[int, int]:
    """What of each year's ask finance marked as capex."""
    return {year.fiscal_year: year.capex for year in capex_years(session, frozen.row.id)}


def _numbers(session: Session, frozen: Frozen, asks: dict[int, int]) -> str:
    """What finance said to the numbers before scoring, in a line, where it was needed or done."""
    row, above = frozen.row, frozen.organisation.quote_above
    given = (row.pitch_id, row.content, Settings(**row.facts["settings"]), asks)
    found = numbers_of(session, *given, quote_above=above)
    return found.sentence if found.shown else ""


def _tracking(
    session: Session, tracked: Tracked, gates: tuple[Gate, ...], goal: Goal, paper: Paper
) -> Tracking:
    review = review_of(session, tracked.row.id)
    newest = gates_of(session, tracked.row.id)[-1:]
    return tracking_of(
        tracked,
        gates,
        target=goal.target,
        last_reading=paper.last_reading,
        review=review,
        question=newest[0] if newest else None,
    )


def _stage(pitch: PitchRow, tracked: Tracked | None, *, begun: bool) -> str:
    """Where it stands in words: how its investment ended comes before how it began."""
    told = (ENDS | HALTS).get(tracked.row.state) if tracked else None
    return told or (BEFORE if begun else STAGES.get(pitch.state, pitch.state.capitalize()))


def _heading(pitch: PitchRow, frozen: Frozen, held: RoundRow | None, paper: Paper, *, stage: str) -> Heading:
    return Heading(
        title=frozen.row.title,
        stage=stage,
        unit=pitch.unit_name,
        round_name=held.name if held else "",
        presenter=pitch.presenter_name,
        co_authors=paper.co_authors,
    )


def _outside(session: Session, pitch: PitchRow, frozen: Frozen, today: date) -> OutsideView | None:
    """The outside view on what is promised; once it is funded, what was measured speaks."""
    if not frozen.row.content.benefits or pitch.state == "funded":
        return None
    return outside_view_of(session, frozen.projection, unit_id=pitch.unit_id, today=today)


def _gates(paper: Paper) -> tuple[Gate, ...]:
    """Each tranche that waits behind a condition is a planned decision."""
    return tuple(
        Gate(f"Tranche {tranche.number}", tranche.due_on, tranche.condition)
        for tranche in paper.tranches
        if tranche.released_at is None
    )


def _decision(frozen: Frozen, paper: Paper, claim: ClaimRow | None, *, rolls: bool) -> Decision:
    """The ledger's money and who decided; in a round that `rolls` finance's word announces itself."""
    alone = {row.at for row in paper.decisions if rolls and row.role == "Finance"}
    signed = [
        Signature(row.role, row.name, row.at.date(), row.verdict)
        for row in paper.decisions
        if row.role == "Finance" or row.at not in alone
    ]
    roles = {signature.role for signature in signed}
    if claim and claim.verdict == "yes" and claim.answered_at:
        who = claim.answered_by or frozen.row.sponsor_name
        signed.append(Signature("Sponsor", who, claim.answered_at.date(), "Agreed"))
    else:
        signed.append(Signature("Sponsor", frozen.row.sponsor_name))
    awaited = ("Finance",) if rolls else ("Chair", "Finance")
    signed += [Signature(role) for role in awaited if role not in roles]
    balances = paper.balances
    later = sum(balances.get(kind, 0) for kind in ("released", "contracted", "spent"))
    return Decision(
        asked=frozen.row.ask_minor,
        reserved=balances.get("reserved", 0),
        committed=balances.get("committed", 0),
        released=later,
        promised=balances.get("promised", 0),
        signatures=tuple(sorted(signed, key=lambda one: ("Sponsor", "Chair", "Finance").index(one.role))),
    )


def _more(session: Session, frozen: Frozen, paper: Paper, organisation: OrganisationRow) -> More | None:
    """What finance approved first and what more since, where it did."""
    given = approvals_of(session, frozen.row.pitch_id, asked=frozen.row.ask_minor)
    if not given:
        return None
    first, *since = given
    days = [organisation.day(each.at) for each in since if each.at]
    amount, spent = sum(each.amount for each in since), paper.balances.get("spent", 0)
    return More(first.amount, amount, times=len(since), last_on=days[-1], spent=spent)


def _taken_over(frozen: Frozen, paper: Paper, begun: OpeningRow) -> Decision:
    """The money of a programme that ran before pitchdeck, and the two persons who entered it: no other
    decision on it was taken here.
    """
    balances = paper.balances
    gone = sum(balances.get(kind, 0) for kind in ("released", "contracted", "spent"))
    answered_on = begun.answered_at.date() if begun.answered_at else None
    return Decision(
        asked=frozen.row.ask_minor,
        reserved=balances.get("reserved", 0),
        committed=balances.get("committed", 0),
        released=gone,
        signatures=(
            Signature("Finance", begun.by_name, begun.at.date(), "Entered at go-live"),
            Signature("Finance", begun.answered_by or "", answered_on, "Confirmed at go-live"),
        ),
    )


def _footer(pitch: PitchRow, frozen: Frozen, today: date, *, agreed: bool) -> Footer:
    """The checks as frozen at submit; the sponsor's yes, which comes later, counts once it is there."""
    later = {"sponsor_accepted"} if agreed else set()
    frozen_checks = frozen.row.facts["checks"]
    checks = [check | {"level": "pass"} if check["key"] in later else check for check in frozen_checks]
    return Footer(
        reference=pitch.ref or "",
        revision=frozen.row.number,
        content_hash=frozen.row.hash,
        printed_on=today,
        checks_passed=sum(check["level"] == "pass" for check in checks),
        warnings=tuple(check["sentence"] for check in checks if check["level"] == "warn"),
        blocks=tuple(check["sentence"] for check in checks if check["level"] == "block"),
    )
