"""Which verbs and movements the machine must bring about, and which it cannot, each with its reason."""

from pitchdeck.base.triggers.ledger import MOVEMENTS

MOVES_NO_MONEY = {
    "answer_agreement",  # hours of a unit
    "answer_window",  # the months of a headline
    "answer_claim",  # the sponsor's yes
    "attest",
    "check_numbers",
    "code_fund",
    "match",
    "record_hours",
    "record_reading",
    "reverse_hours",
    "take_in",
}
OF_ANOTHER_ACT = {
    "commit_supplement",  # approve_more, as the four below
    "end_open_of",
    "hold",
    "open_supplement",
    "refuse_unseen",
    "ask_release",  # release
    "close_ground",  # answer_opening, as the two below
    "fund_running",
    "open_ground",
    "open_funding",  # every world begins after it
    "raise_for",  # serve_promises
    "release_tranche",  # release
    "return_rest",  # close
    "shift",  # contracts, actuals, credits and accruals
    "tell_next",  # what returns money
}

_REVERSED = {
    *(("carry", kind, kind) for kind in ("committed", "released", "contracted")),  # a year is re-opened
    *(("lapse", kind, "lapsed") for kind in ("fund", "committed", "released")),
    *(("spend", kind, "spent") for kind in ("released", "contracted")),  # an invoice was wrong
    *(("accrue", kind, "spent") for kind in ("released", "contracted")),  # an accrual was wrong
    *(("give_back", "spent", kind) for kind in ("released", "contracted")),  # a credit note was wrong
}
NEVER_MADE = {row for row in MOVEMENTS if row[0] == "reverse"} - {
    ("reverse", target, source) for _verb, source, target in _REVERSED
}
"""The ledger could reverse any transfer; only these acts do, all others are undone by a verb of their own."""
IN_ANY_RUN = {
    "accrue",
    "allot",
    "answer_standing",
    "ask_for_purse",
    "ask_reopening",
    "call_gate",
    "change_fund",
    "close_funding",
    "close_round",
    "close_year",
    "commit",
    "confirm_actual",
    "confirm_fund",
    "confirm_shortfall",
    "credit",
    "decide_in_time",
    "deliver",
    "end_contract",
    "enter_opening",
    "open_fund",
    "propose_again",
    "raise_shortfall",
    "release",
    "report_actual",
    "serve_promises",
    "set_standing",
    "sign_stop",
    "vote",
}
"""What a twentieth of the run does several times over; a deep run does every verb."""
MADE_IN_ANY_RUN = {
    ("open", "authority", "fund"),
    ("give_back", "fund", "authority"),
    ("give_back", "purse", "fund"),
    ("allot", "fund", "purse"),
    ("reserve", "purse", "reserved"),
    ("commit", "reserved", "committed"),
    ("release", "committed", "released"),
    ("spend", "released", "spent"),
    ("lapse", "fund", "lapsed"),
}
