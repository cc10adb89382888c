"""The life of a round as one literal."""

from pitchdeck.base.workflow import Transition, Workflow
from pitchdeck.features.rounds.models import STATES

ROUND = Workflow(
    "round",
    STATES,
    [
        Transition("open", ("draft",), "open", "round:open"),
        Transition("open_scoring", ("open",), "scoring", "round:open_scoring"),
        Transition("close_scoring", ("scoring",), "deliberation", "round:close_scoring"),
        Transition("open_funding", ("deliberation",), "funding", "round:open_funding"),
        Transition("close_funding", ("funding",), "finance_review", "round:close_funding"),
        Transition("decide", ("finance_review",), "decided", "round:decide"),
        Transition("publish", ("decided",), "published", "round:publish"),
        Transition("close", ("published",), "closed", "round:close"),
        # A rolling round has no stages: its pitches pass alone, each with a letter of its own.
        Transition("start", ("draft",), "funding", "round:start"),
        Transition("end", ("funding",), "closed", "round:end"),
        # A round that has opened holds pitches: it is run to its end, or each pitch is withdrawn.
        Transition("cancel", ("draft",), "cancelled", "round:cancel"),
    ],
)

PAST = {
    "open": "opened",
    "open_scoring": "scoring_opened",
    "close_scoring": "scoring_closed",
    "open_funding": "funding_opened",
    "close_funding": "funding_closed",
    "decide": "decided",
    "publish": "published",
    "close": "closed",
    "start": "started",
    "end": "ended",
    "cancel": "cancelled",
}
"""Each verb as history tells it."""
