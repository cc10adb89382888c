"""What leads the sheet after approval: the next gate, what is asked, the promise beside what happened."""

from typing import Any

from pitchdeck.delivery.documents.one_pager import OnePager, Outcome, Tracked
from pitchdeck.delivery.documents.wording import NO_BREAK, Wording, clip

View = dict[str, Any]
COLUMN = 16  # characters that a tile's right column holds
# A shape beside each word: the sheet is printed in grey, and read by people who see no red or green.
SHAPES = {"green": "●", "amber": "▲", "red": "■", "grey": "○"}


def tracking(facts: OnePager, words: Wording) -> View | None:
    """The funded sheet's lead and its four tiles, or None before approval."""
    track = facts.tracking
    if track is None:
        return None
    evidence = track.evidenced_share
    evidenced = (
        f"evidenced {words.share(evidence.value)}" if evidence.value is not None else words.reason(evidence)
    )
    due = words.day(track.next_gate.due_on)
    return {
        "gate": clip(track.next_gate.name, 80),
        "due": f"due {due}" if due else "no date set",
        "evidence": clip(track.next_gate.evidence, 160),
        "asked": clip(track.asked_of_reader, 200),
        "evidenced": evidenced,
        "outcome": _outcome(track.outcome, words) if track.outcome else None,
        "tiles": [
            _tile(label, tracked, kind, words, ended=track.outcome is not None)
            for label, tracked, kind in (
                ("Cost", track.cost, "money"),
                ("Benefit", track.benefit, "money"),
                ("ROI", track.roi_pct, "percent"),
                (clip(facts.goal.measure, 32), track.measure, "number"),
            )
        ],
    }


def _outcome(outcome: Outcome, words: Wording) -> View:
    """What leads the sheet at the end: what was obtained against what was promised, and the lesson."""
    share = f" ({words.share(outcome.benefit_share)})" if outcome.benefit_share is not None else ""
    benefit = f"{words.whole_money(outcome.benefit)} of {words.whole_money(outcome.planned_benefit)}"
    cost = f"{words.whole_money(outcome.cost)} of {words.whole_money(outcome.planned_cost)}"
    on = words.day(outcome.confirmed_on)
    return {
        "benefit": f"{benefit} planned{share}" if outcome.planned_benefit else "No benefit was claimed",
        "cost": f"{cost} planned",
        "obtained": clip(outcome.obtained, 240),
        "lesson": clip(outcome.lesson, 240),
        "confirmed": f"confirmed by {clip(outcome.confirmed_by, 60)}, {on}",
    }


def _tile(label: str, tracked: Tracked, kind: str, words: Wording, *, ended: bool) -> View:
    """Plan, measured and forecast; nothing is forecast any more once it has ended."""
    rows = [("plan to date", tracked.plan), ("measured", tracked.measured)]
    if not ended:
        rows.append(("forecast", tracked.forecast))
    return {
        "label": label,
        "rag": tracked.rag,
        "shape": SHAPES[tracked.rag],
        "rows": [{"label": name, "value": _unbroken(words.figure(figure, kind))} for name, figure in rows],
    }


def _unbroken(text: str) -> str:
    """A value on one line, as long as its column takes it."""
    return text.replace(" ", NO_BREAK) if len(text) <= COLUMN else text
