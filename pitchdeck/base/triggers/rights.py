"""What PostgreSQL's application role may do: nothing that it needs not, so that a slip cannot move money."""

from sqlalchemy.engine import Connection

READ, ADD, CHANGE, REMOVE = (
    "SELECT",
    "SELECT, INSERT",
    "SELECT, INSERT, UPDATE",
    "SELECT, INSERT, UPDATE, DELETE",
)

RIGHTS: dict[str, str] = {
    # who, and what every act needs
    "organisation": CHANGE,
    "setup_code": CHANGE,
    "setting_change": ADD,
    "setting_answer": ADD,
    "logo": ADD,
    "unit": CHANGE,
    "unit_head": ADD,
    "person": CHANGE,
    "mandate": CHANGE,
    "sign_in": REMOVE,
    "mandate_change": ADD,
    "mandate_end": ADD,
    "deputy": CHANGE,
    "deputy_end": ADD,
    "sign_in_failure": REMOVE,
    "notice": REMOVE,
    "personal_file": CHANGE,
    "preference": REMOVE,
    "feed": REMOVE,
    "saved_view": REMOVE,
    "webhook": CHANGE,
    "sign_in_pass": REMOVE,
    "sign_in_identity": REMOVE,
    "claim_grant": CHANGE,
    "second_factor": REMOVE,
    "recovery_code": REMOVE,
    "history": ADD,
    "history_seal": ADD,
    "idempotency": REMOVE,
    "seen": REMOVE,
    "outbox": REMOVE,
    "counter": CHANGE,
    # why, with whom, when
    "goal": CHANGE,
    "measure": CHANGE,
    "claim": CHANGE,  # its row is locked for the sponsor's answer, which takes this right; a trigger keeps it
    "claim_answer": ADD,
    "standard_rate": CHANGE,
    "standard_value": ADD,
    "vendor": CHANGE,  # its row is locked while a price is added, which takes this right; a trigger keeps it
    "vendor_end": ADD,
    "rate_card": ADD,
    "rate_card_end": ADD,
    "team_capacity": ADD,
    "round": CHANGE,
    "extension": ADD,
    "opening_round": ADD,
    "criterion": REMOVE,
    "panel_seat": REMOVE,
    # what, and how it is judged
    "pitch": CHANGE,
    "co_author": REMOVE,
    "draft": CHANGE,
    "cost_line": REMOVE,
    "benefit_line": REMOVE,
    "revision": ADD,
    "ask": ADD,
    "ask_category": ADD,
    "ask_line": ADD,
    "capex_mark": ADD,
    "revision_hours": ADD,
    "time_agreement": ADD,
    "time_quarter": ADD,
    "time_answer": ADD,
    "window_ask": ADD,
    "window_answer": ADD,
    "scorecard": CHANGE,
    "score": REMOVE,
    "recusal": ADD,
    # money
    "movement": READ,
    "fund": CHANGE,
    "fund_goal": ADD,
    "fund_category": ADD,
    "fund_change": ADD,
    "fund_change_answer": ADD,
    "purse": ADD,
    "purse_request": ADD,
    "purse_answer": ADD,
    "account": ADD,
    "transfer": ADD,
    "ceiling": ADD,
    "commitment": ADD,
    "commitment_condition": ADD,
    "condition_answer": ADD,
    "advance": ADD,
    "advance_approval": ADD,
    "advance_end": ADD,
    "offer": ADD,
    "standby": ADD,
    "standby_end": ADD,
    "resolution": ADD,
    "standing_approval": CHANGE,  # its row is locked while it is used; a trigger keeps it
    "standing_category": ADD,
    "standing_answer": ADD,
    "standing_end": ADD,
    "standing_use": ADD,
    "line_check": ADD,
    "review": ADD,
    "letter": ADD,
    "tranche": ADD,
    "tranche_cut": ADD,
    "shortfall": ADD,
    "shortfall_list": ADD,
    "shortfall_line": ADD,
    "shortfall_consent": ADD,
    "shortfall_end": ADD,
    "promise_line": ADD,
    "advance_cut": ADD,
    "supplement": ADD,
    "supplement_end": ADD,
    "supplement_tranche": ADD,
    "cancellation": ADD,
    "cancellation_answer": ADD,
    "release": ADD,
    "release_request": ADD,
    "fund_close": ADD,
    "reopening": ADD,
    "reopening_answer": ADD,
    # what became of it
    "investment": CHANGE,
    "actual": CHANGE,
    "contract": CHANGE,
    "contract_end": ADD,
    "posting": ADD,
    "credit_note": ADD,
    "accrual": ADD,
    "accrual_end": ADD,
    "erp_export": ADD,
    "erp_line": ADD,
    "erp_match": ADD,
    "opening": ADD,
    "opening_programme": ADD,
    "opening_answer": ADD,
    "opening_pitch": ADD,
    "overrun": ADD,
    "overrun_settlement": ADD,
    "hours_worked": ADD,
    "closing_review": ADD,
    "closing_answer": ADD,
    "reading": ADD,
    "attestation": ADD,
    # what is found by which words: triggers keep it, with their owner's rights
    "search_entry": READ,
    "search_letter": READ,
}
QUEUE = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_workers",
    "procrastinate_periodic_defers",
)
"""Procrastinate's own tables, on PostgreSQL alone: each act enqueues, each worker keeps its books."""


def grant_rights(connection: Connection, role: str) -> None:
    """Set the role's rights to exactly the table above; run again after every migration.

    Does nothing when PostgreSQL has no such role: the owner then runs the application itself.
    """
    known = "SELECT 1 FROM pg_roles WHERE rolname = %s"
    if connection.exec_driver_sql(known, (role,)).first() is None:
        return
    name = connection.dialect.identifier_preparer.quote(role)
    every = "IN SCHEMA public"
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"REVOKE ALL ON ALL TABLES {every} FROM {name}",
        f"GRANT SELECT ON ALL TABLES {every} TO {name}",
        f"GRANT USAGE ON ALL SEQUENCES {every} TO {name}",
        *(f"GRANT {rights} ON {table} TO {name}" for table, rights in RIGHTS.items()),
        *(f"GRANT {REMOVE} ON {table} TO {name}" for table in QUEUE),
    ]
    for statement in statements:
        connection.exec_driver_sql(statement)
