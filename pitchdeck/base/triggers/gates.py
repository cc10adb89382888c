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
_OPEN = f"EXISTS (SELECT 1 FROM gate g WHERE g.investment_id = {{}} AND NOT {_ENDED.format('g.id')})"
_RANKS = " ".join(
    f"WHEN '{verdict}' THEN {rank}"
    for rank, verdict in enumerate(("continue", "conditions", "rescope", "pause", "stop"))
)
"""From the mildest verdict to the most careful."""


def _committed(pitch: str, whose: str) -> str:
    """The committed money in a pitch of those `c.by_id` of whom the condition holds."""
    return (
        "(SELECT COALESCE(SUM(r.committed), 0) FROM commitment c JOIN resolution r ON r.commitment_id = c.id"
        f" WHERE c.pitch_id = {pitch} AND {whose})"
    )


def _all_money(pitch: str) -> str:
    """The committed money in a pitch that may speak at its gate."""
    return _committed(pitch, f"NOT {recused(pitch, 'c.by_id', PERSONAL)}")


def _spoken(compared: str = "") -> str:
    """The money that spoke at a gate; with `>=` or `>` that for its verdict or a more careful one."""
    ranks = (f"CASE {row}.verdict {_RANKS} END" for row in ("v", "NEW"))
    careful = f" AND {f' {compared} '.join(ranks)}" if compared else ""
    return f"(SELECT COALESCE(SUM(v.amount), 0) FROM gate_vote v WHERE v.gate_id = NEW.gate_id{careful})"


def calls() -> Trigger:
    """A running programme has one gate at a time."""
    state = (
        "EXISTS (SELECT 1 FROM investment i WHERE i.id = NEW.investment_id"
        " AND i.state IN ('active', 'rescoped', 'paused'))"
    )
    pitch = "(SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id)"
    return refuse(
        "gate_called",
        "gate",
        "INSERT",
        (
            named(_OWN, money=False),
            (f"NOT {state}", "a gate is called of a running investment"),
            (_OPEN.format("NEW.investment_id"), "an investment has one gate at a time"),
            (f"{_all_money(pitch)} = 0", "a gate is called where somebody has money who may speak"),
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
            (
                f"NEW.amount <> {_committed(_PITCH, 'c.by_id = NEW.by_id')}",
                "a word at a gate weighs what its investor committed",
            ),
        ),
        lock=_HELD,
    )


def ends() -> Trigger:
    """A due gate is decided by at least half of its money, for the median of what spoke."""
    due = f"EXISTS (SELECT 1 FROM {_GATE} AND i.state = 'gate_due')"
    money, behind, stricter = _all_money(_PITCH), _spoken(">="), _spoken(">")
    # The database knows no zone: the day itself, which ends elsewhere at another hour, is the application's.
    early = "EXISTS (SELECT 1 FROM gate g WHERE g.id = NEW.gate_id AND NEW.at < g.due_on)"
    changes = (
        f"(NEW.verdict <> 'continue' AND 2 * {behind} <= NEW.total"
        f" OR NEW.verdict <> 'stop' AND 2 * ({stricter} + NEW.total - NEW.voted) > NEW.total)"
    )
    return refuse(
        "gate_decided",
        "gate_end",
        "INSERT",
        (
            (f"NOT {due}", "a gate is decided while its programme waits for it"),
            (f"NEW.voted <> {_spoken()}", "a gate is decided by the money that spoke"),
            (
                f"NEW.total < {money} OR NEW.total > NEW.voted AND NEW.total > {money}",
                "a gate is decided out of all of the money that may speak",
            ),
            ("2 * NEW.voted < NEW.total", "half of the money has spoken before a gate is decided"),
            (
                f"2 * {behind} <= NEW.voted OR 2 * {stricter} > NEW.voted",
                "a gate is decided for the most careful word that more than half of the money is behind",
            ),
            (
                f"{early} AND {changes}",
                "before its day a gate is decided once no silent money could change it",
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
    called, words = _OPEN.format("NEW.id"), "an investment goes on as its gate was decided"
    signed = decided.format("'stop'") + " AND EXISTS (SELECT 1 FROM gate_stop s WHERE s.gate_id = g.id))"
    return refuse(
        "investment_gate",
        "investment",
        "UPDATE OF state",
        (
            (
                f"NEW.state = 'gate_due' AND OLD.state <> 'gate_due' AND NOT {called}",
                "a gate is due once it was called",
            ),
            (
                f"OLD.state <> 'gate_due' AND NEW.state NOT IN (OLD.state, 'gate_due') AND {called}",
                "a gate that was called is decided first",
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


_HALTED = (
    "EXISTS (SELECT 1 FROM investment i JOIN {0} h ON h.pitch_id = i.pitch_id WHERE h.id = NEW.{1}"
    f" AND (i.state IN ('gate_due', 'paused', 'stopped') OR {_OPEN.format('i.id')}))"
)
_NOTHING = "nothing is released while a gate, a pause or a stop stands"


def releases() -> Trigger:
    """At a gate, in a pause and after a stop nothing is released but what was spent already."""
    halted = _HALTED.format("tranche", "tranche_id")
    settles = "SELECT 1 FROM supplement_tranche s WHERE s.tranche_id = NEW.tranche_id AND s.settles = 1"
    return refuse(
        "release_gate",
        "release",
        "INSERT",
        ((f"{halted} AND NOT EXISTS ({settles})", _NOTHING),),
        lock="FROM investment i JOIN tranche t ON t.pitch_id = i.pitch_id WHERE t.id = NEW.tranche_id"
        " FOR SHARE OF i",
    )


def moves() -> Trigger:
    """Nor does the ledger move what no release of that kind explains."""
    explained = (
        'SELECT 1 FROM "release" r JOIN tranche t ON t.id = r.tranche_id'
        " JOIN supplement_tranche s ON s.tranche_id = t.id JOIN account a ON a.pitch_id = t.pitch_id"
        " WHERE a.id = NEW.from_id AND s.settles = 1 AND r.by_id = NEW.by_id AND r.at = NEW.at"
        " AND NEW.amount + (SELECT COALESCE(SUM(m.amount), 0) FROM transfer m WHERE m.verb = 'release'"
        " AND m.from_id = NEW.from_id AND m.by_id = NEW.by_id AND m.at = NEW.at) <= t.amount"
    )
    halted = _HALTED.format("account", "from_id")
    return refuse(
        "transfer_gate",
        "transfer",
        "INSERT",
        ((f"NEW.verb = 'release' AND {halted} AND NOT EXISTS ({explained})", _NOTHING),),
    )


def settling() -> Trigger:
    """A tranche that is released all the same pays no more than was spent above what was released."""
    pitch = "(SELECT t.pitch_id FROM tranche t WHERE t.id = NEW.tranche_id)"
    over = (
        "(SELECT COALESCE(SUM(o.amount - COALESCE((SELECT SUM(m.amount) FROM overrun_settlement m"
        " WHERE m.overrun_id = o.id), 0)), 0) FROM overrun o JOIN actual a ON a.id = o.actual_id"
        f" JOIN investment i ON i.id = a.investment_id WHERE i.pitch_id = {pitch})"
    )
    return refuse(
        "supplement_settles",
        "supplement_tranche",
        "INSERT",
        (
            (
                f"NEW.settles = 1 AND (SELECT t.amount FROM tranche t WHERE t.id = NEW.tranche_id) > {over}",
                "a tranche settles no more than was spent above what was released",
            ),
        ),
    )


def _not_in(name: str, table: str, states: str, words: str) -> Trigger:
    """Nothing is entered into this table of an investment that stands in one of these states."""
    own = f"EXISTS (SELECT 1 FROM investment i WHERE i.id = NEW.investment_id AND i.state IN ({states}))"
    lock = "FROM investment i WHERE i.id = NEW.investment_id FOR NO KEY UPDATE"
    return refuse(name, table, "INSERT", ((own, words),), lock=lock)


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
    moves(),
    settling(),
    _not_in(
        "contract_gate", "contract", "'paused', 'stopped'", "nothing new is ordered in a pause or a stop"
    ),
    _not_in("reading_gate", "reading", "'stopped'", "nothing is measured after a stop"),
)
REPLACED = (
    (legal_states("investment", tracking.BEFORE_GATES), legal_states("investment", tracking.INVESTMENT)),
    (ending.reviews(), ending.reviews(stops=True)),
    (ending.answers(), ending.answers(stops=True)),
    (supplements.askings(), supplements.askings(supplements.HALTED)),
)
"""Triggers that know of stops, each with the one before it."""
