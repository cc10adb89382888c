"""What acts act on: each rule of the machine is tried only while there is something for it.

Every statement answers in the order in which things were made, and names its thing in the first column.
"""

_UNANSWERED = "LEFT JOIN {0}_answer a ON a.{0}_id = x.id WHERE a.id IS NULL"
_UNENDED = "LEFT JOIN {0}_end e ON e.{0}_id = x.id WHERE e.id IS NULL"
_SHUT = (
    "EXISTS (SELECT 1 FROM fund_close c WHERE c.fund_id = x.id AND NOT EXISTS (SELECT 1 FROM reopening r"
    " JOIN reopening_answer a ON a.reopening_id = r.id WHERE r.close_id = c.id AND a.verdict = 'confirmed'))"
)
_OPEN_ROUND = "r.state IN ('open', 'funding')"
_HELD = "LEFT JOIN resolution r ON r.commitment_id = x.id"

THINGS = {
    "funds": "SELECT x.key FROM fund x",
    "giving_funds": f"SELECT x.key FROM fund x WHERE x.confirmed_at IS NOT NULL AND NOT {_SHUT}",
    "later_funds": "SELECT x.key FROM fund x WHERE x.fiscal_year > 2026 AND x.confirmed_at IS NOT NULL",
    "unconfirmed_funds": "SELECT x.key FROM fund x WHERE x.confirmed_at IS NULL",
    "open_years": f"SELECT x.id FROM fund x WHERE x.fiscal_year < :year AND NOT {_SHUT}",
    "changes": (
        "SELECT x.key FROM fund_change x LEFT JOIN fund_change_answer a ON a.change_id = x.id"
        " WHERE a.id IS NULL AND x.needs_second = 1"
    ),
    "rounds": f"SELECT r.id, r.key FROM round r WHERE {_OPEN_ROUND}",
    "requests": (
        "SELECT x.key FROM purse_request x LEFT JOIN purse_answer a ON a.request_id = x.id WHERE a.id IS NULL"
    ),
    "shortfalls": (
        "SELECT x.key, (SELECT MAX(l.number) FROM shortfall_list l WHERE l.shortfall_id = x.id) FROM"
        f" shortfall x {_UNENDED.format('shortfall')}"
    ),
    "unmarked": (
        "SELECT x.ref FROM pitch x WHERE x.state IN ('screened', 'in_funding', 'covered', 'in_review',"
        " 'waitlisted')"
    ),
    "pitches": "SELECT x.ref FROM pitch x WHERE x.ref IS NOT NULL",
    "looking": "SELECT x.ref FROM pitch x WHERE x.state IN ('in_funding', 'covered')",
    "undecided": "SELECT x.ref FROM pitch x WHERE x.state IN ('in_funding', 'covered', 'in_review')",
    "reviewed": "SELECT x.ref FROM pitch x WHERE x.state = 'in_review'",
    "waiting": "SELECT x.ref FROM pitch x WHERE x.state = 'waitlisted'",
    "commitments": f"SELECT x.key, x.by_id FROM commitment x {_HELD} WHERE r.id IS NULL",
    "tied": (
        "SELECT x.key FROM commitment x JOIN commitment_condition k ON k.commitment_id = x.id"
        f" {_HELD} LEFT JOIN condition_answer a ON a.condition_id = k.id WHERE r.id IS NULL AND a.id IS NULL"
    ),
    "promises": (
        f"SELECT x.key, x.by_id FROM advance x {_UNENDED.format('advance')}"
        " AND NOT EXISTS (SELECT 1 FROM advance_approval a WHERE a.advance_id = x.id)"
    ),
    "approved_promises": (
        f"SELECT x.key, x.by_id FROM advance x {_UNENDED.format('advance')}"
        " AND EXISTS (SELECT 1 FROM advance_approval a WHERE a.advance_id = x.id)"
    ),
    "cancellations": f"SELECT x.key FROM cancellation x {_UNANSWERED.format('cancellation')}",
    "supplements": f"SELECT x.key FROM supplement x {_UNENDED.format('supplement')}",
    "standbys": f"SELECT x.key, x.by_id FROM standby x {_UNENDED.format('standby')}",
    "dated": "SELECT r.key, r.state FROM round r WHERE r.kind = 'standard' AND r.state <> 'closed'",
    "funding_round": "SELECT r.key FROM round r WHERE r.kind = 'standard' AND r.state = 'funding'",
    "rolling": "SELECT r.key FROM round r WHERE r.kind = 'rolling' AND r.state = 'funding'",
    "ended_rolling": (
        "SELECT o.id FROM organisation o WHERE NOT EXISTS (SELECT 1 FROM round r WHERE r.kind = 'rolling'"
        " AND r.state = 'funding' AND r.fiscal_year >= :year)"
    ),
    "standing": (
        "SELECT x.key FROM standing_approval x LEFT JOIN standing_end e ON e.approval_id = x.id"
        " WHERE e.id IS NULL"
    ),
    "unanswered_standing": (
        "SELECT x.key FROM standing_approval x LEFT JOIN standing_end e ON e.approval_id = x.id"
        " LEFT JOIN standing_answer a ON a.approval_id = x.id WHERE e.id IS NULL AND a.id IS NULL"
    ),
    "tranches": (
        "SELECT x.key FROM tranche x JOIN pitch p ON p.id = x.pitch_id AND p.state = 'funded'"
        ' WHERE NOT EXISTS (SELECT 1 FROM "release" r WHERE r.tranche_id = x.id)'
        " AND NOT EXISTS (SELECT 1 FROM tranche y WHERE y.pitch_id = x.pitch_id"
        " AND y.number < x.number AND NOT EXISTS"
        ' (SELECT 1 FROM "release" r WHERE r.tranche_id = y.id))'
    ),
    "investments": "SELECT x.key FROM investment x",
    "lives": "SELECT x.key FROM investment x WHERE x.state <> 'closed'",
    "active": "SELECT x.key FROM investment x WHERE x.state IN ('active', 'rescoped')",
    "running": "SELECT x.key FROM investment x WHERE x.state IN ('active', 'rescoped', 'paused')",
    "halted": "SELECT x.key FROM investment x WHERE x.state IN ('gate_due', 'paused')",
    "stopped": "SELECT x.key FROM investment x WHERE x.state = 'stopped'",
    "reviewable": "SELECT x.key FROM investment x WHERE x.state IN ('delivered', 'tracking', 'stopped')",
    "open_gates": f"SELECT x.key FROM gate x {_UNENDED.format('gate')}",
    "stops": (
        "SELECT x.key FROM gate x JOIN gate_end e ON e.gate_id = x.id WHERE e.verdict = 'stop'"
        " AND NOT EXISTS (SELECT 1 FROM gate_stop s WHERE s.gate_id = x.id)"
    ),
    "small_lives": (
        "SELECT x.key FROM investment x JOIN pitch p ON p.id = x.pitch_id"
        " WHERE x.state <> 'closed' AND p.ask_minor <= 100"
    ),
    "reviews": "SELECT x.key FROM closing_review x LEFT JOIN closing_answer a ON a.review_id = x.id"
    " WHERE a.id IS NULL",
    "closable": "SELECT x.key FROM investment x WHERE x.state = 'reviewed'",
    "contracts": f"SELECT x.key FROM contract x {_UNENDED.format('contract')}",
    "unconfirmed_contracts": (
        f"SELECT x.key FROM contract x {_UNENDED.format('contract')} AND x.confirmed_at IS NULL"
    ),
    "actuals": (
        "SELECT x.key FROM actual x WHERE x.reverses_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM actual y WHERE y.reverses_id = x.id)"
    ),
    "unconfirmed_actuals": (
        "SELECT x.key FROM actual x WHERE x.confirmed_at IS NULL AND x.reverses_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM actual y WHERE y.reverses_id = x.id)"
    ),
    "credits": (
        "SELECT x.key FROM credit_note x WHERE x.reverses_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM credit_note y WHERE y.reverses_id = x.id)"
    ),
    "accruals": f"SELECT x.key FROM accrual x {_UNENDED.format('accrual')}",
    "closed_years": f"SELECT c.ref FROM fund_close c JOIN fund x ON x.id = c.fund_id WHERE {_SHUT}",
    "reopenings": f"SELECT x.key FROM reopening x {_UNANSWERED.format('reopening')}",
    "openings": f"SELECT x.key FROM opening x {_UNANSWERED.format('opening')}",
    "budgets": (
        "SELECT x.key, -b.balance FROM fund x JOIN account b ON b.fund_id = x.id AND b.kind = 'authority'"
        f" WHERE x.fiscal_year = :year AND NOT {_SHUT}"
    ),
}
"""By name. `:year` is the year of the machine's clock."""
COUNTS = " UNION ALL ".join(
    f"SELECT '{name}' AS name, COUNT(*) AS many FROM ({statement}) AS s" for name, statement in THINGS.items()
)
