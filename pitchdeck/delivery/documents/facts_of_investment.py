"""An investment under way → the tracking part of its one-pager."""

from decimal import Decimal

from pitchdeck.delivery.documents.one_pager import Figure, Gate, Outcome, Tracked, Tracking
from pitchdeck.features.investments.queries import ReviewRow
from pitchdeck.features.investments.queries import Tracked as Investment
from pitchdeck.features.investments.queries.gates import GateRow
from pitchdeck.features.projection import Figure as Computed

_NOT_YET = Figure(reason="no_plan_to_date")


def tracking_of(
    tracked: Investment,
    gates: tuple[Gate, ...],
    *,
    target: Decimal | None,
    last_reading: float | None,
    review: ReviewRow | None = None,
    question: GateRow | None = None,
) -> Tracking:
    """Plan, forecast and measured to date, with the rating; a reading that is missing adds nothing.

    `question` is the newest gate: while its investors decide, or after they did, it leads.
    """
    standing, realised = tracked.standing, tracked.standing.realised

    def money(amount: float) -> Figure:
        return Figure(tracked.minor(amount))

    def forecast(figure: Computed) -> Figure:
        return _given(figure) if figure.value is None else money(figure.value)

    return Tracking(
        next_gate=_halted(tracked, question) or _next_gate(tracked, gates),
        asked_of_reader=ASKED.get(_standstill(tracked, question)) or _asked(tracked, gates),
        cost=Tracked(
            money(realised.plan_cost_to_date),
            forecast(realised.eac),
            money(realised.actual_cost),
            realised.cost_rag,
        ),
        benefit=Tracked(
            money(realised.plan_benefit_to_date),
            forecast(realised.eab),
            money(realised.actual_benefit),
            realised.benefit_rag,
        ),
        roi_pct=Tracked(
            _given(realised.plan_roi_to_date_pct),
            _given(realised.forecast_roi_pct),
            _given(realised.roi_to_date_pct),
            standing.rag,
        ),
        measure=Tracked(
            _NOT_YET if target is None else Figure(target),
            _NOT_YET,
            _NOT_YET if last_reading is None else Figure(Decimal(repr(last_reading))),
            realised.benefit_rag,
        ),
        evidenced_share=_given(standing.evidenced),
        outcome=_outcome(review) if review and review.confirmed else None,
    )


def _outcome(review: ReviewRow) -> Outcome:
    return Outcome(
        benefit=review.benefit,
        planned_benefit=review.planned_benefit,
        benefit_share=None if review.share is None else Decimal(repr(review.share)),
        cost=review.cost,
        planned_cost=review.planned_cost,
        obtained=review.obtained,
        lesson=review.lesson,
        confirmed_by=review.answered_by or "",
        confirmed_on=review.answered_at.date() if review.answered_at else None,
    )


def _given(figure: Computed) -> Figure:
    if figure.value is None:
        return Figure(reason=figure.reason or "no_plan_to_date")
    return Figure(Decimal(repr(float(figure.value))))


ASKED = {
    "gate_due": "Its investors decide: go on, go on with a condition, re-scope, pause or stop.",
    "to_sign": "Its investors decided to stop it: finance signs what goes back to its funds.",
    "paused": "Nothing is released or ordered until another gate lets it go on.",
    "stopped": "Nothing to decide: the presenter writes the closing review, with the lesson.",
}
"""What is asked of the reader where a programme stands still."""


def _standstill(tracked: Investment, question: GateRow | None) -> str:
    return "to_sign" if question and question.waits_for_finance else tracked.row.state


def _halted(tracked: Investment, question: GateRow | None) -> Gate | None:
    """What comes next where a programme stands still; None while it runs."""
    state = tracked.row.state
    if state == "gate_due" and question:
        return Gate(question.question, question.due_on, "")
    if state == "paused":
        return Gate("Another gate, that lets it go on", None, "")
    if state == "stopped":
        return Gate("Closing review", None, "what was obtained, why, and the lesson")
    return None


def _next_gate(tracked: Investment, gates: tuple[Gate, ...]) -> Gate:
    if gates:
        return gates[0]
    return Gate("Reading", tracked.next_due_on, "measured and attested by the sponsor")


def _asked(tracked: Investment, gates: tuple[Gate, ...]) -> str:
    if tracked.overrun:
        return "Decide on the overrun: cover it from a purse, re-scope or stop."
    if gates:
        return f"Read the evidence for {gates[0].name.lower()} and decide whether it is released."
    states = {period.state for period in tracked.standing.periods}
    if "overdue" in states:
        return "A reading is overdue: record it and have it attested; the next tranche waits for it."
    if "due" in states:
        return "A reading is due: record it and have it attested."
    return "Nothing to decide now: the next reading comes on its day."
