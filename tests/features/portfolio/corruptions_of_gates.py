"""Ways to break gates: their words, their decisions and where they lead, past the triggers."""

from tests.features.portfolio.corruptions import Corruption

_INVESTMENT = """(SELECT MIN(investment.id) FROM investment JOIN commitment
ON commitment.pitch_id = investment.pitch_id JOIN resolution ON resolution.commitment_id = commitment.id
WHERE resolution.committed > 0 AND investment.state = 'active'
AND NOT EXISTS (SELECT 1 FROM gate WHERE gate.investment_id = investment.id))"""
_PITCH = f"(SELECT pitch_id FROM investment WHERE id = {_INVESTMENT})"
_INVESTOR = f"""(SELECT commitment.by_id FROM commitment JOIN resolution
ON resolution.commitment_id = commitment.id WHERE resolution.committed > 0 AND commitment.pitch_id = {_PITCH}
ORDER BY commitment.id LIMIT 1)"""
_STAKE = f"""(SELECT SUM(resolution.committed) FROM commitment JOIN resolution
ON resolution.commitment_id = commitment.id WHERE commitment.pitch_id = {_PITCH}
AND commitment.by_id = {_INVESTOR})"""
_LATE = "'2027-01-01T12:00:00.000000Z'"


def _called(state: str = "gate_due") -> str:
    """A gate of a running investment, which stands in this state."""
    return f"""INSERT INTO gate (id, key, investment_id, question, due_on, by_id, at)
    SELECT 9001, 'gone', {_INVESTMENT}, 'why', '2027-01-01', {_INVESTOR}, {_LATE};
    UPDATE investment SET state = '{state}' WHERE id = (SELECT investment_id FROM gate WHERE id = 9001)"""


def _of_gate(what: str) -> str:
    """The same once the gate is there: its investment is looked for by the gate."""
    own = "(SELECT investment_id FROM gate WHERE id = 9001)"
    return what.replace(_INVESTMENT, own)


def _said(verdict: str, amount: str = _STAKE) -> str:
    return _of_gate(
        f"""INSERT INTO gate_vote (gate_id, verdict, reason, amount, by_id, at)
        SELECT 9001, '{verdict}', 'why', {amount}, {_INVESTOR}, {_LATE}"""
    )


def _ended(verdict: str) -> str:
    return _of_gate(
        f"""INSERT INTO gate_end (gate_id, verdict, voted, total, by_id, at)
        SELECT 9001, '{verdict}', {_STAKE}, {_STAKE}, {_INVESTOR}, {_LATE}"""
    )


_STOPPED = _of_gate(f"INSERT INTO gate_stop (gate_id, by_id, at) SELECT 9001, {_INVESTOR}, {_LATE}")
_NAME = "SELECT 'gate gone of pitch '"
_DECIDED, _WEIGHS = "a_gate_is_decided_by_its_money", "a_word_at_a_gate_weighs_its_money"
_LEADS, _HISTORY = "a_programme_goes_on_as_its_gate_was_decided", "every_money_decision_is_in_the_history"

GATES = [
    Corruption(
        "a word for more money than was committed", _WEIGHS, f"{_called()}; {_said('stop', '1')}", _NAME
    ),
    Corruption(
        "a stop that the money did not want",
        _DECIDED,
        f"{_called()}; {_said('continue')}; {_ended('stop')}",
        _NAME,
    ),
    Corruption(
        "milder than the money wanted",
        _DECIDED,
        f"{_called('active')}; {_said('stop')}; {_ended('continue')}",
        _NAME,
    ),
    Corruption(
        "a decision that nobody spoke for", _DECIDED, f"{_called('active')}; {_ended('continue')}", _NAME
    ),
    Corruption("a programme that goes on in spite of its gate", _LEADS, _called("active"), _NAME),
    Corruption(
        "a pause without a gate",
        _LEADS,
        "UPDATE investment SET state = 'paused' WHERE id = (SELECT MIN(id) FROM investment)",
        "SELECT 'investment ' || key || ': paused, no gate' FROM investment ORDER BY id LIMIT 1",
    ),
    Corruption(
        "a stop signed by its investor",
        _LEADS,
        f"{_called('stopped')}; {_said('stop')}; {_ended('stop')}; {_STOPPED}",
        _NAME,
    ),
    Corruption("a gate that nobody called", _HISTORY, _called(), "SELECT 'gate gone by person '"),
    Corruption(
        "a word that nobody said",
        _HISTORY,
        f"{_called()}; {_said('stop')}",
        "SELECT 'word at gate gone by person '",
    ),
    Corruption(
        "a decision that no history tells",
        _HISTORY,
        f"{_called()}; {_said('stop')}; {_ended('stop')}",
        "SELECT 'decision of gate gone by person '",
    ),
    Corruption(
        "a signature that no history tells",
        _HISTORY,
        f"{_called()}; {_said('stop')}; {_ended('stop')}; {_STOPPED}",
        "SELECT 'stop at gate gone by person '",
    ),
]
