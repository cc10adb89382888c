"""What the access matrix tries: things of every kind, the presenter's own and others', and filled forms."""

_ME = "(SELECT id FROM person WHERE email = 'presenter@demo.example')"
_PITCH = "SELECT COALESCE(ref, key) FROM pitch WHERE state = '{state}' AND presenter_id {owner} " + _ME
_PITCHES = {
    f"{who} {state}": _PITCH.format(state=state, owner=owner) + f" ORDER BY id {order} LIMIT 1"
    for who, owner, order, states in (
        ("own", "=", "DESC", ("draft", "returned", "screened", "in_scoring", "in_funding", "funded")),
        ("other", "<>", "DESC", ("draft", "submitted", "in_scoring")),
        ("other", "<>", "ASC", ("in_review", "funded")),
    )
    for state in states
}


def _of_investment(table: str, also: str = "1 = 1") -> dict[str, str]:
    query = f"""SELECT {table}.key FROM {table} JOIN investment ON investment.id = {table}.investment_id
    JOIN pitch ON pitch.id = investment.pitch_id WHERE {also} AND """
    return _own_and_other(query, table)


def _own_and_other(query: str, table: str) -> dict[str, str]:
    last = f" ORDER BY {table}.id LIMIT 1"
    wrote = f"SELECT pitch_id FROM co_author WHERE person_id = {_ME}"
    mine = f"(pitch.presenter_id = {_ME} OR pitch.id IN ({wrote}))"
    return {"own": query + mine + last, "other": query + "NOT " + mine + last}


_ANSWERED = "EXISTS (SELECT 1 FROM claim_answer WHERE claim_id = claim.id)"
_AGREED = "EXISTS (SELECT 1 FROM time_answer WHERE agreement_id = time_agreement.id)"
_AGREEMENT = "SELECT time_agreement.key FROM time_agreement WHERE "
_SETTLED = "EXISTS (SELECT 1 FROM resolution WHERE commitment_id = commitment.id)"
_CONFIRMED = "EXISTS (SELECT 1 FROM standing_answer WHERE approval_id = standing_approval.id)"
_STANDING = "SELECT standing_approval.key FROM standing_approval WHERE "
_TAKEN_OVER = "EXISTS (SELECT 1 FROM opening_answer WHERE opening_id = opening.id)"
_OPENING = "SELECT opening.key FROM opening WHERE "
_RELEASED = 'EXISTS (SELECT 1 FROM "release" WHERE tranche_id = tranche.id)'
_CLAIM = "SELECT claim.key FROM claim JOIN pitch ON pitch.key = pitch_key WHERE "
_COMMITMENT = """SELECT commitment.key FROM commitment JOIN purse ON purse.id = purse_id
JOIN person ON person.id = investor_id WHERE person.email LIKE '{who}@%' AND {which} LIMIT 1"""
_MORE = """SELECT supplement.key FROM supplement JOIN pitch ON pitch.id = supplement.pitch_id
WHERE lower(pitch.title) LIKE"""
_TRANCHE = "SELECT tranche.key FROM tranche JOIN pitch ON pitch.id = tranche.pitch_id WHERE "

SAMPLES: dict[str, dict[str, str]] = {
    # first part of the address → kind of sample → the query that gives its key
    "pitches": _PITCHES,
    "actuals": {
        "own waiting": _of_investment("actual", "confirmed_at IS NULL")["own"],
        **_of_investment("actual", "confirmed_at IS NOT NULL"),
    },
    "agreements": {
        "waiting": f"{_AGREEMENT} NOT {_AGREED} ORDER BY time_agreement.id LIMIT 1",
        "agreed": f"{_AGREEMENT} {_AGREED} ORDER BY time_agreement.id LIMIT 1",
    },
    "claims": {
        "own open": _own_and_other(f"{_CLAIM} NOT {_ANSWERED} AND ", "claim")["own"],
        **_own_and_other(f"{_CLAIM} {_ANSWERED} AND ", "claim"),
    },
    "accruals": {
        "open": "SELECT key FROM accrual WHERE id NOT IN (SELECT accrual_id FROM accrual_end) LIMIT 1",
    },
    "reconciliations": {"any": "SELECT substr(month_on, 1, 7) FROM erp_export ORDER BY id LIMIT 1"},
    "credit-notes": {"standing": "SELECT key FROM credit_note ORDER BY id LIMIT 1"},
    "contracts": {
        "own": _of_investment("contract")["own"],
        "confirmed": "SELECT key FROM contract WHERE confirmed_at IS NOT NULL ORDER BY id LIMIT 1",
        "own waiting": _of_investment("contract", "confirmed_at IS NULL")["own"],
    },
    "commitments": {
        "of investor1": _COMMITMENT.format(
            who="investor1", which=f"supplement_id IS NULL AND NOT {_SETTLED} ORDER BY commitment.id DESC"
        ),
        "for more": _COMMITMENT.format(
            who="investor1", which=f"supplement_id IS NOT NULL AND NOT {_SETTLED} ORDER BY commitment.id"
        ),
        "of investor3": _COMMITMENT.format(who="investor3", which=f"NOT {_SETTLED} ORDER BY commitment.id"),
        "settled": _COMMITMENT.format(who="investor1", which=f"{_SETTLED} ORDER BY commitment.id"),
    },
    "windows": {"waiting": "SELECT key FROM window_ask ORDER BY id LIMIT 1"},
    "purse-requests": {"waiting": "SELECT key FROM purse_request ORDER BY id DESC LIMIT 1"},
    "fund-changes": {"waiting": "SELECT key FROM fund_change ORDER BY id DESC LIMIT 1"},
    "funds": {
        "confirmed": "SELECT key FROM fund WHERE confirmed_at IS NOT NULL ORDER BY id DESC LIMIT 1",
        "waiting": "SELECT key FROM fund WHERE confirmed_at IS NULL ORDER BY id LIMIT 1",
        "of last year": "SELECT key FROM fund WHERE name LIKE 'IT coaching %'",
    },
    "standing-approvals": {
        "waiting": f"{_STANDING} NOT {_CONFIRMED} ORDER BY standing_approval.id LIMIT 1",
        "in use": f"{_STANDING} {_CONFIRMED} ORDER BY standing_approval.id LIMIT 1",
    },
    "shortfalls": {"open": "SELECT key FROM shortfall ORDER BY id LIMIT 1"},
    "supplements": {
        "asked": f"{_MORE} 'dealers%' ORDER BY supplement.id LIMIT 1",
        "covered": f"{_MORE} 'take the order%' ORDER BY supplement.id LIMIT 1",
    },
    "gates": {"open": "SELECT key FROM gate ORDER BY id LIMIT 1"},
    "openings": {
        "waiting": f"{_OPENING} NOT {_TAKEN_OVER} ORDER BY opening.id LIMIT 1",
        "confirmed": f"{_OPENING} {_TAKEN_OVER} ORDER BY opening.id LIMIT 1",
    },
    "closing-reviews": {"confirmed": "SELECT key FROM closing_review ORDER BY id LIMIT 1"},
    "year-ends": {"any": "SELECT ref FROM fund_close ORDER BY id LIMIT 1"},
    "goals": {"any": "SELECT key FROM goal ORDER BY id LIMIT 1"},
    "hours": _of_investment("hours_worked"),
    "investments": _own_and_other(
        "SELECT investment.key FROM investment JOIN pitch ON pitch.id = investment.pitch_id WHERE ",
        "investment",
    ),
    "mandates": {
        "confirmed": "SELECT key FROM mandate WHERE confirmed_at IS NOT NULL ORDER BY id LIMIT 1",
        "waiting": "SELECT key FROM mandate WHERE role = 'investor' AND confirmed_at IS NULL",
    },
    "measures": {
        "agreed": "SELECT key FROM measure WHERE agreed_at IS NOT NULL ORDER BY id LIMIT 1",
        "of sponsor, waiting": "SELECT key FROM measure WHERE agreed_at IS NULL ORDER BY id LIMIT 1",
    },
    "deputies": {
        "waiting": "SELECT key FROM deputy WHERE confirmed_at IS NULL ORDER BY id LIMIT 1",
    },
    "people": {
        "presenter": "SELECT key FROM person WHERE email LIKE 'presenter@%'",
        "finance": "SELECT key FROM person WHERE email LIKE 'finance@%'",
    },
    "setting-changes": {"waiting": "SELECT key FROM setting_change ORDER BY id LIMIT 1"},
    "units": {"below the top": "SELECT key FROM unit WHERE parent_id IS NOT NULL ORDER BY id LIMIT 1"},
    "rate-cards": {"valid": "SELECT key FROM rate_card WHERE valid_to IS NULL ORDER BY id LIMIT 1"},
    "readings": {
        **_of_investment("reading"),
        "other waiting": _of_investment(
            "reading", "NOT EXISTS (SELECT 1 FROM attestation WHERE reading_id = reading.id)"
        )["other"],
    },
    "rounds": {
        state: f"SELECT key FROM round WHERE state = '{state}' AND kind = 'standard' ORDER BY id LIMIT 1"
        for state in ("open", "scoring", "deliberation", "funding", "finance_review", "closed")
    }
    | {
        f"rolling {state}": f"SELECT key FROM round WHERE state = '{state}' AND kind = 'rolling' LIMIT 1"
        for state in ("draft", "funding")
    },
    "tranches": {
        **_own_and_other(f"{_TRANCHE} {_RELEASED} AND ", "tranche"),
        "other due": _TRANCHE + f"NOT {_RELEASED} ORDER BY tranche.id DESC LIMIT 1",
    },
    "vendors": {"any": "SELECT key FROM vendor ORDER BY id LIMIT 1"},
}

_WHY = "A reason in plain words."
_MEASURE = """SELECT measure.key FROM measure JOIN revision ON revision.measure_id = measure.id
JOIN investment ON investment.revision_id = revision.id JOIN pitch ON pitch.id = investment.pitch_id WHERE """
_PURSE = f"""SELECT purse.key FROM purse JOIN person ON person.id = investor_id
WHERE round_id = (SELECT round_id FROM pitch WHERE state = 'in_funding' AND presenter_id = {_ME}
ORDER BY id DESC LIMIT 1) AND person.email LIKE 'investor1@%'"""

_SCOPE = {
    "work-0-role": "Instructional design",
    "work-0-hours": "40",
    "begins": "2027-06",
    "months": "2",
    "nature": "one_off",
    "involvement": "medium",
    "surety": "medium",
}
_VERSION = f"""SELECT draft.version FROM draft JOIN pitch ON pitch.id = draft.pitch_id
WHERE pitch.state = 'draft' AND presenter_id = {_ME} ORDER BY pitch.id DESC LIMIT 1"""

FILLED: dict[str, dict[str, str]] = {
    # acts whose empty form is sent back before anybody is judged: what is filled in (SELECT: asked first)
    "/actuals/<key>/reversal": {"reason": _WHY},
    "/workbench/views": {"name": "Mine", "by": "unit", "year": "all"},
    "/pitches/<handle>/capex": {"reason": _WHY},
    "/capacity": {
        "unit": "SELECT key FROM unit ORDER BY id LIMIT 1",
        "quarter": "2026-07-01",
        "hours": "120",
        "source": _WHY,
    },
    "/agreements/<key>/answer": {"verdict": "agreed"},
    "/claims/<key>/answer": {"verdict": "yes"},
    "/standing-approvals/<key>/answer": {"verdict": "declined", "reason": _WHY},
    "/standing-approvals/<key>/end": {"why": _WHY},
    "/pitches/<handle>/numbers": {"benefit_0": "accepted"},
    "/accruals/<key>/reversal": {"reason": _WHY},
    "/actuals/<key>/credit-notes": {
        "reference": "CN-1",
        "amount": "1",
        "document_on": "2026-06-01",
        "reason": _WHY,
    },
    "/reconciliations/<month>/matches": {
        "line": "SELECT key FROM erp_line WHERE reference = 'IB-0077'",
        "document": "SELECT key FROM actual WHERE reference = 'RE-4486'",
        "reason": _WHY,
    },
    "/credit-notes/<key>/reversal": {"reason": _WHY},
    "/investments/<key>/accruals": {
        "period_on": "2026-05",
        "amount": "1",
        "category": "technology",
        "note": _WHY,
    },
    "/contracts/<key>/end": {"reason": _WHY},
    "/purse-requests/<key>/answer": {"verdict": "declined", "reason": _WHY},
    "/fund-changes/<key>/answer": {"verdict": "declined", "reason": _WHY},
    "/funds/<key>/changes": {"kind": "cut", "amount": "100", "reason": _WHY},
    "/funds/<key>/openings": {"budget": "1", "title": _WHY},
    "/funds/<key>/openings/file": {"total": "1"},
    "/funds/<key>/shortfalls": {"amount": "1", "reason": _WHY},
    "/shortfalls/<key>/confirmation": {"number": "1"},
    "/investments/<key>/supplements": {
        "amount": "1",
        "fiscal_year": "fy-2026",
        "category": "technology",
        "reason": _WHY,
        "benefit": _WHY,
        "until_on": "2026-12-31",
    },
    "/supplements/<key>/commitments": {
        "purse_key": """SELECT purse.key FROM purse JOIN person ON person.id = investor_id
        JOIN supplement ON supplement.round_id = purse.round_id WHERE email LIKE 'investor1@%' LIMIT 1""",
        "amount": "1",
    },
    "/supplements/<key>/refusal": {"reason": _WHY},
    "/supplements/<key>/withdrawal": {"reason": _WHY},
    "/investments/<key>/gate": {"question": _WHY, "due_on": "2026-12-31"},
    "/gates/<key>/votes": {"verdict": "continue"},
    "/shortfalls/<key>/list": {"why": _WHY},
    "/shortfalls/<key>/order": {"because": _WHY},
    "/shortfalls/<key>/end": {"reason": _WHY},
    "/openings/<key>/answer": {"verdict": "declined", "reason": _WHY},
    "/funds/<key>/year-end": {"committed": "carry", "unallotted": "lapse", "seen": "0123456789abcdef"},
    "/hours/<key>/reversal": {"reason": _WHY},
    "/investments/<key>/actuals": {
        "amount": "120",
        "document_on": "2026-06-01",
        "period_on": "2026-05",
        "category": "technology",
        "reference": "INV-1",
    },
    "/investments/<key>/contracts": {
        "reference": "PO-1",
        "vendor": "Coach & Co",
        "amount": "10",
        "fiscal_year": "fy-2026",
        "ends_on": "2026-12-31",
    },
    "/investments/<key>/delivery": {"why": _WHY},
    "/investments/<key>/hours": {
        "period_on": "2026-05",
        "hours": "8",
        "rate": "SELECT key FROM standard_rate ORDER BY id LIMIT 1",
    },
    "/investments/<key>/readings": {
        "measure": _own_and_other(_MEASURE, "investment")["own"],
        "value": "12",
        "covers_from": "2026-03",
        "covers_to": "2026-05",
        "read_on": "2026-06-01",
        "method": "expert",
        "isolation": "50",
        "confidence": "50",
        "evidence": _WHY,
    },
    "/investments/<key>/review": {"obtained": _WHY, "why": _WHY, "lesson": _WHY},
    "/closing-reviews/<key>/answer": {"verdict": "confirmed"},
    "/pitches/<handle>/window": {"months": "24", "reason": _WHY},
    "/windows/<key>/answer": {"verdict": "accepted", "reason": _WHY},
    "/commitments/<key>/amount": {"amount": "100"},
    "/commitments/<key>/cancellation": {"reason": _WHY},
    "/cancellations/<key>/answer": {"verdict": "declined", "reason": _WHY},
    "/commitments/<key>/condition": {"verdict": "accepted"},
    "/mandates/<key>/end": {"reason": _WHY},
    "/mandates/<key>/limit": {"limit": "9000", "reason": _WHY},
    "/people/<key>/departure": {"reason": _WHY},
    "/people/<key>/deputies": {
        "deputy": "SELECT key FROM person WHERE email LIKE 'viewer@%'",
        "valid_from": "2026-07-01",
        "valid_to": "2026-07-14",
        "reason": _WHY,
    },
    "/people/<key>/details": {"name": "Nora Neu", "email": "nora@demo.example"},
    "/people/<key>/mandates": {"role": "investor", "valid_from": "2026-07-01"},
    "/setting-changes/<key>/answer": {"verdict": "confirmed"},
    "/units/<key>/head": {"head": "SELECT key FROM person WHERE email LIKE 'sponsor@%'"},
    "/units/<key>/names": {"name": "North"},
    "/units/<key>/place": {"parent": "SELECT key FROM unit ORDER BY id LIMIT 1"},
    "/pitches/<handle>/commitments": {"purse": _PURSE, "amount": "100"},
    "/pitches/<handle>/standby": {"purse": _PURSE, "amount": "100"},
    "/pitches/<handle>/comparison": {**_SCOPE},
    "/pitches/<handle>/engagement": {**_SCOPE, "use": "time_and_materials", "version": _VERSION},
    "/pitches/<handle>/recusal": {"reason": _WHY},
    "/pitches/<handle>/review": {"verdict": "decline", "reason": _WHY},
    "/pitches/<handle>/scorecard": {
        "sentence": _WHY,
        **{f"score_{place}": "3" for place in range(1, 5)},
    },
    "/rate-cards/<key>/end": {"reason": _WHY},
    "/readings/<key>/attestation": {"verdict": "attested"},
    "/rounds/<key>/deliberation": {"why": _WHY},
    "/rounds/<key>/extension": {
        "until": "SELECT decision_on FROM round WHERE state = 'funding' AND kind = 'standard' LIMIT 1",
        "reason": _WHY,
    },
    "/rounds/<key>/finance-review": {"why": _WHY},
    "/tranches/<key>/release": {"reason": _WHY},
    "/year-ends/<key>/reopening": {"reason": _WHY},
    "/vendors/<key>/end": {"reason": _WHY},
    "/vendors/<key>/rate-cards": {
        "engagement": "time_and_materials",
        "role": "Narration",
        "unit": "hour",
        "amount_minor": "70",
        "valid_from": "2026-06-01",
        "source": "Quote 1",
    },
}
