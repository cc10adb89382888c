"""The end of the one-pager: proof, decision, footer."""

from typing import Any

from pitchdeck.delivery.documents.fit import Cuts, room
from pitchdeck.delivery.documents.one_pager import Gate, More, OnePager
from pitchdeck.delivery.documents.wording import Wording, clip

View = dict[str, Any]
NAME, PHRASE, SENTENCE, STOP_RULE = 60, 90, 160, 240
GATES = 4
HASH = 12


def proof(facts: OnePager, words: Wording, cuts: Cuts) -> View:
    """10 Measure, dates, owner, stop rule, gates."""
    plan = facts.proof
    dates = [words.day(day) for day in plan.readings[:6]]
    levels = (
        [] if "levels" in cuts or facts.tracking else [clip(level, SENTENCE) for level in plan.levels[:3]]
    )
    return {
        "measure": clip(plan.measure, room(cuts, PHRASE)),
        "readings": " · ".join(dates) or "no dates set",
        "isolation": clip(plan.isolation, room(cuts, PHRASE)),
        "owner": clip(plan.owner, NAME),
        "stop_rule": clip(plan.stop_rule, STOP_RULE) or "none stated",
        "gates": [gate_words(gate, words, cuts) for gate in plan.gates[: room(cuts, GATES)]],
        "levels": levels,
    }


def gate_words(gate: Gate, words: Wording, cuts: Cuts) -> str:
    """A gate in one line."""
    most = room(cuts, NAME)
    parts = [clip(gate.name, most), words.day(gate.due_on), clip(gate.evidence, most)]
    return " · ".join(part for part in parts if part)


def decision(facts: OnePager, words: Wording, cuts: Cuts) -> View:
    """11 The ledger's figures and the signatures, given or to be given; what is promised where it is."""
    box = facts.decision
    ledger = [
        ("Asked", box.asked),
        ("Reserved", box.reserved),
        ("Committed", box.committed),
        ("Released", box.released),
    ]
    ledger[2:2] = [("Promised for later", box.promised)] if box.promised else []
    return {
        "more": more(box.more, words) if box.more else "",
        "ledger": [{"label": label, "value": words.money(amount)} for label, amount in ledger],
        "signatures": [
            {
                "role": clip(entry.role, 30),
                "name": clip(entry.name, room(cuts, NAME)),
                "verdict": clip(entry.verdict, room(cuts, NAME)),
                "on": words.day(entry.decided_on),
            }
            for entry in box.signatures[:4]
        ],
    }


def more(since: More, words: Wording) -> str:
    """11 What was approved first, what more since, and what of both is spent, in one line."""
    when = f"in {since.times} approvals, the last on" if since.times > 1 else "on"
    return (
        f"Approved {words.money(since.first)} + {words.money(since.amount)} more"
        f" {when} {words.day(since.last_on)} · spent {words.money(since.spent)}"
    )


def footer(facts: OnePager, words: Wording) -> View:
    """12 Checks in one line, and what identifies the sheet."""
    foot = facts.footer
    checks = [f"{foot.checks_passed} checks passed"]
    for name, found in (("warning", foot.warnings), ("block", foot.blocks)):
        if found:
            plural = "s" if len(found) > 1 else ""
            checks.append(f"{len(found)} {name}{plural}: {clip(', '.join(found), NAME)}")
    checks += [clip(foot.numbers, NAME)] if foot.numbers else []
    if not (foot.checks_passed or foot.warnings or foot.blocks):
        checks = ["not checked: begun before pitchdeck"]
    identity = [
        clip(foot.reference, 24),
        f"revision {foot.revision}",
        clip(foot.content_hash[:HASH], HASH),
        f"printed {words.day(foot.printed_on)}",
    ]
    return {
        "checks": " · ".join(checks),
        "identity": " · ".join(identity),
        "reference": clip(foot.reference, 24),
    }
