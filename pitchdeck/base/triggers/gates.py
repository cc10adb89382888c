"""Gates: called once at a time, decided by who has money in the programme, a stop signed by nobody tied."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger, ending, supplements, tracking
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.segregation import PERSONAL, independent, recused, wrote
from pitchdeck.base.triggers.standing_in import apart, handed_in, named
from pitchdeck.base.triggers.states import legal_states

_OWN = ("NEW.by_id", "NEW.deputy_id")
_ENDED = "EXISTS (SELECT 1 FROM gate_end e WHERE e.gate_id = {})"
_GATE = "gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id"
_PITCH = f"(SELECT i.pitch_id FROM {_GATE})"
_HELD = f"FROM {_GATE} FOR NO KEY UPDATE OF i"


def _stake(person: str) -> str:
    """The committed money of a person in the pitch of the gate."""
    return (
        "(SELECT COALESCE(SUM(r.committed), 0) FROM commitment c JOIN resolution r ON r.commitment_id = c.id"
        f" WHERE c.pitch_id = {_PITCH} AND c.by_id = {person})"
    )


def calls() -> Trigger:
    """A running programme has one gate at a time."""
    state = (
        "EXISTS (SELECT 1 FROM investment i WHERE i.id = NEW.investment_id"
        " AND i.state IN ('active', 'rescoped', 'paused'))"
    )
    another = (
        "EXISTS (SELECT 1 FROM gate g LEFT JOIN gate_end e ON e.gate_id = g.id"
        " WHERE g.investment_id = NEW.investment_id AND e.id IS NULL)"
    )
    return refuse(
        "gate_called",
        "gate",
        "INSERT",
        (
            named(_OWN, money=False),
            (f"NOT {state}", "a gate is called of a running investment"),
            (another, "an investment has one gate at a time"),
        ),
        lock="FROM investment i WHERE i.id = NEW.investment_id FOR NO KEY UPDATE",
    )


def votes() -> Trigger:
    """Whoever has committed money in the programme speaks once, with exactly that money, while it is open."""
    words = "whoever wrote a pitch does not decide at its gate"
    return refuse(
        "gate_vote_allowed",
        "gate_vote",
        "INSERT",
        (
            named(_OWN, money=True),
            (_ENDED.format("NEW.gate_id"), "a gate that is decided takes no more words"),
            (wrote(_PITCH, "NEW.by_id"), words),
            (wrote(_PITCH, "NEW.deputy_id"), words),
            (handed_in(_PITCH, _OWN), "whoever handed a pitch in for another does not decide at its gate"),
            *(
                (recused(_PITCH, person, PERSONAL), "whoever has a conflict does not decide at a gate")
                for person in _OWN
            ),
            (f"NEW.amount <> {_stake('NEW.by_id')}", "a word at a gate weighs what its investor committed"),
        ),
        lock=_HELD,
    )


def ends() -> Trigger:
    """A gate is decided by at least half of the money, for a verdict that somebody gave."""
    spoken = "(SELECT COALESCE(SUM(v.amount), 0) FROM gate_vote v WHERE v.gate_id = NEW.gate_id{})"
    all_of_it, for_stop = spoken.format(""), spoken.format(" AND v.verdict = 'stop'")
    return refuse(
        "gate_decided",
        "gate_end",
        "INSERT",
        (
            (f"NEW.voted <> {all_of_it}", "a gate is decided by the money that spoke"),
            ("2 * NEW.voted < NEW.total", "half of the money has spoken before a gate is decided"),
            (
                f"NEW.verdict = 'stop' AND 2 * {for_stop} <= NEW.voted",
                "a stop has more than half of the money that spoke behind it",
            ),
            named(_OWN, money=False),
        ),
        lock=_HELD,
    )


def stops() -> Trigger:
    """A stop is signed by finance without another part in the pitch, after its investors decided it."""
    act = "sign its stop"
    decided = "EXISTS (SELECT 1 FROM gate_end e WHERE e.gate_id = NEW.gate_id AND e.verdict = 'stop')"
    return refuse(
        "gate_stop_allowed",
        "gate_stop",
        "INSERT",
        (
            (f"NOT {decided}", "a stop is signed once its investors decided it"),
            *independent(_PITCH, "NEW.by_id", act),
            *apart(_PITCH, act),
        ),
        lock=_HELD,
    )


def states() -> Trigger:
    """A gate leads where it was decided to, and a stop waits for its signature."""
    decided = (
        "EXISTS (SELECT 1 FROM gate g JOIN gate_end e ON e.gate_id = g.id WHERE g.investment_id = NEW.id"
        " AND g.id = (SELECT MAX(n.id) FROM gate n WHERE n.investment_id = NEW.id) AND e.verdict IN ({})"
    )
    leads = (("active", "'continue', 'conditions'"), ("rescoped", "'rescope'"), ("paused", "'pause'"))
    words = "an investment goes on as its gate was decided"
    signed = decided.format("'stop'") + " AND EXISTS (SELECT 1 FROM gate_stop s WHERE s.gate_id = g.id))"
    return refuse(
        "investment_gate",
        "investment",
        "UPDATE OF state",
        (
            (
                "NEW.state = 'gate_due' AND OLD.state <> 'gate_due' AND NOT EXISTS (SELECT 1 FROM gate g"
                " WHERE g.investment_id = NEW.id AND NOT EXISTS"
                " (SELECT 1 FROM gate_end e WHERE e.gate_id = g.id))",
                "a gate is due once it was called",
            ),
            *(
                (
                    f"OLD.state = 'gate_due' AND NEW.state = '{state}' AND NOT {decided.format(verdicts)})",
                    words,
                )
                for state, verdicts in leads
            ),
            (
                f"OLD.state = 'gate_due' AND NEW.state = 'stopped' AND NOT {signed}",
                "a stop is signed by finance first",
            ),
        ),
    )


def releases() -> Trigger:
    """At a gate, in a pause and after a stop nothing is released but what was spent already."""
    halted = (
        "EXISTS (SELECT 1 FROM tranche t JOIN investment i ON i.pitch_id = t.pitch_id"
        " WHERE t.id = NEW.tranche_id AND i.state IN ('gate_due', 'paused', 'stopped'))"
    )
    settles = "SELECT 1 FROM supplement_tranche s WHERE s.tranche_id = NEW.tranche_id AND s.settles = 1"
    return refuse(
        "release_gate",
        "release",
        "INSERT",
        (
            (
                f"{halted} AND NOT EXISTS ({settles})",
                "nothing is released while a gate, a pause or a stop stands",
            ),
        ),
    )


GATES = (
    append_only("gate"),
    append_only("gate_vote"),
    append_only("gate_end"),
    append_only("gate_stop"),
    calls(),
    votes(),
    ends(),
    stops(),
    states(),
    releases(),
)
REPLACED = (
    (legal_states("investment", tracking.BEFORE_GATES), legal_states("investment", tracking.INVESTMENT)),
    (ending.reviews(), ending.reviews(stops=True)),
    (ending.answers(), ending.answers(stops=True)),
    (supplements.askings(), supplements.askings(supplements.HALTED)),
)
"""Triggers that know of stops, each with the one before it."""
