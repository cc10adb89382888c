"""Invariants of gates: each word weighs its money, the money decides, and the programme follows it."""

from pitchdeck.features.investments.figures.gates import VERDICTS
from pitchdeck.features.portfolio.queries.invariants.decisions import tied
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_RANKS = " ".join(f"WHEN '{verdict}' THEN {rank}" for rank, verdict in enumerate(VERDICTS))


def _rank(verdict: str) -> str:
    return f"(CASE {verdict} {_RANKS} END)"


# In the order in which it was committed, not by its time: of two acts at once the one that began first may
# come second.
_EVER = """SELECT SUM(resolution.committed) OVER (ORDER BY resolution.id) FROM commitment
JOIN resolution ON resolution.commitment_id = commitment.id
WHERE commitment.pitch_id = pitch.id AND commitment.by_id = gate_vote.by_id"""
_NAMED = "'gate ' || gate.key || ' of pitch ' || COALESCE(pitch.ref, pitch.key)"
_OF_PITCH = (
    "JOIN investment ON investment.id = gate.investment_id JOIN pitch ON pitch.id = investment.pitch_id"
)
_SPOKEN = f"""SELECT gate_end.gate_id, SUM(gate_vote.amount) AS heard,
SUM(CASE WHEN {_rank("gate_vote.verdict")} >= {_rank("gate_end.verdict")} THEN gate_vote.amount ELSE 0 END)
    AS behind,
SUM(CASE WHEN {_rank("gate_vote.verdict")} > {_rank("gate_end.verdict")} THEN gate_vote.amount ELSE 0 END)
    AS stricter
FROM gate_end JOIN gate_vote ON gate_vote.gate_id = gate_end.gate_id GROUP BY gate_end.gate_id"""
_LEADS = """CASE WHEN gate_end.id IS NULL THEN 'gate_due'
WHEN gate_end.verdict IN ('continue', 'conditions') THEN 'active'
WHEN gate_end.verdict = 'rescope' THEN 'rescoped' WHEN gate_end.verdict = 'pause' THEN 'paused'
WHEN gate_stop.id IS NULL THEN 'gate_due' ELSE 'stopped' END"""
_AFTER = """('active', 'rescoped') AND investment.state IN ('delivered', 'tracking', 'reviewed', 'closed')"""

GATES = (
    Invariant(
        "a_word_at_a_gate_weighs_its_money",
        "a word at a gate weighs what its investor has, or once had, committed to the pitch",
        f"""SELECT {_NAMED} || ': person ' || gate_vote.by_id || ' spoke for ' || gate_vote.amount
        FROM gate_vote JOIN gate ON gate.id = gate_vote.gate_id {_OF_PITCH}
        WHERE gate_vote.amount NOT IN ({_EVER})""",
    ),
    Invariant(
        "a_gate_is_decided_by_its_money",
        "a gate was decided by at least half of its money, for the most careful answer that more than half of"
        " what spoke is behind; nobody spoke after that",
        f"""SELECT {_NAMED} || ': ' || gate_end.verdict || ' by ' || COALESCE(spoken.behind, 0) || ' of '
        || COALESCE(spoken.heard, 0) FROM gate_end JOIN gate ON gate.id = gate_end.gate_id {_OF_PITCH}
        LEFT JOIN ({_SPOKEN}) AS spoken ON spoken.gate_id = gate.id
        WHERE spoken.gate_id IS NULL OR gate_end.voted <> spoken.heard OR 2 * gate_end.voted < gate_end.total
        OR 2 * spoken.behind <= spoken.heard OR 2 * spoken.stricter > spoken.heard""",
    ),
    Invariant(
        "a_programme_goes_on_as_its_gate_was_decided",
        "the state of an investment is where its newest gate led, or one that follows it; a stop is signed by"
        " nobody who wrote, sponsors or invested",
        f"""SELECT {_NAMED} || ': ' || investment.state || ', ' || COALESCE(gate_end.verdict, 'open')
        FROM gate {_OF_PITCH} LEFT JOIN gate_end ON gate_end.gate_id = gate.id
        LEFT JOIN gate_stop ON gate_stop.gate_id = gate.id
        WHERE gate.id IN (SELECT MAX(newest.id) FROM gate AS newest GROUP BY newest.investment_id)
        AND investment.state <> {_LEADS}
        AND NOT ({_LEADS} IN {_AFTER})
        AND NOT (gate_stop.id IS NOT NULL AND investment.state IN ('reviewed', 'closed'))
        UNION ALL SELECT 'investment ' || investment.key || ': ' || investment.state || ', no gate'
        FROM investment WHERE investment.state IN ('gate_due', 'paused', 'rescoped', 'stopped')
        AND NOT EXISTS (SELECT 1 FROM gate WHERE gate.investment_id = investment.id)
        UNION ALL SELECT {_NAMED} || ' by person ' || gate_stop.by_id FROM gate_stop
        JOIN gate ON gate.id = gate_stop.gate_id {_OF_PITCH} WHERE {tied("gate_stop")}""",
    ),
)
