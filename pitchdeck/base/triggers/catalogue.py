"""Every trigger of the database, by the migration that creates it."""

from pitchdeck.base.triggers import (
    Trigger,
    conditions,
    extended,
    founded,
    ledger,
    opened,
    queue,
    restrictions,
    search,
    segregation,
    sorting,
    standing_in,
    states,
    tracking,
)
from pitchdeck.base.triggers.append_only import append_only, never_deleted
from pitchdeck.base.triggers.frozen import confirmed_once, frozen_lines

_FUND = ("id", "key", "unit_id", "fiscal_year", "currency", "amount", "opened_by_id", "opened_at")

CATALOGUE: dict[str, tuple[Trigger, ...]] = {
    "people": (append_only("history"),),
    "strategy": (append_only("claim"), append_only("claim_answer")),
    "rounds": (states.legal_states("round", states.ROUND), never_deleted("round")),
    "pitches": (
        states.legal_states("pitch", states.PITCH),
        never_deleted("pitch"),
        append_only("revision"),
        append_only("ask"),
        frozen_lines("cost_line"),
        frozen_lines("benefit_line"),
    ),
    "scoring": (append_only("recusal"), *segregation.SCORING),
    "funding": (
        confirmed_once("fund", _FUND),
        append_only("purse"),
        *ledger.LEDGER,
        append_only("commitment"),
        append_only("resolution"),
        append_only("review"),
        append_only("letter"),
        append_only("tranche"),
        append_only("release"),
        *segregation.FUNDING,
    ),
    "investments": (
        append_only("overrun"),
        append_only("reading"),
        append_only("attestation"),
        *segregation.INVESTMENTS,
        *tracking.TRACKING,
    ),
    "opened_rounds": opened.OPENED,
    "jobs": (queue.ENQUEUED,),
    "search": search.SEARCH,
    "messages": (append_only("history_seal"),),
    "mandates": (
        never_deleted("mandate"),
        never_deleted("deputy"),
        append_only("mandate_change"),
        append_only("mandate_end"),
        append_only("deputy_end"),
    ),
    "deputies": standing_in.STANDING_IN,
    "sorting": sorting.SORTING,
    "settings": (append_only("setting_change"), append_only("setting_answer")),
    "vendors": (
        append_only("vendor"),
        append_only("vendor_end"),
        append_only("rate_card"),
        append_only("rate_card_end"),
    ),
    "rules": founded.FOUNDED,
    "capacity": (append_only("team_capacity"), append_only("revision_hours")),
    "heads": (append_only("unit_head"),),
    "look": (append_only("logo"), append_only("standard_value")),
    "hands": standing_in.HANDS,
    "restrictions": restrictions.RESTRICTIONS,
    "conditions": conditions.CONDITIONS,
    "extensions": extended.EXTENDED,
}
