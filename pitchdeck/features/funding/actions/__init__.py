"""The verbs of money."""

from pitchdeck.features.funding.actions.advances import (
    Promised,
    change_promise,
    promise,
    withdraw_promise,
)
from pitchdeck.features.funding.actions.agreements import answer_agreement
from pitchdeck.features.funding.actions.approving_more import commit_supplement
from pitchdeck.features.funding.actions.budgets import answer_change, change_fund
from pitchdeck.features.funding.actions.cancellations import answer_cancellation, ask_cancellation
from pitchdeck.features.funding.actions.capital import mark_capex
from pitchdeck.features.funding.actions.changes import change_commitment
from pitchdeck.features.funding.actions.checks import check_numbers
from pitchdeck.features.funding.actions.closing import (
    Choices,
    answer_reopening,
    ask_reopening,
    close_year,
)
from pitchdeck.features.funding.actions.commitments import (
    Made,
    commit,
    recuse,
    withdraw,
    withdraw_commitment,
)
from pitchdeck.features.funding.actions.conditions import answer_condition
from pitchdeck.features.funding.actions.extensions import extend_funding
from pitchdeck.features.funding.actions.funds import allot, code_fund, confirm_fund, open_fund
from pitchdeck.features.funding.actions.lapses import lapse_overdue
from pitchdeck.features.funding.actions.ordering import order_list
from pitchdeck.features.funding.actions.promises import serve_promises
from pitchdeck.features.funding.actions.releases import ask_release, release_tranche
from pitchdeck.features.funding.actions.remainders import return_rest
from pitchdeck.features.funding.actions.requests import answer_request, ask_for_purse
from pitchdeck.features.funding.actions.reviews import (
    approve,
    approve_with_conditions,
    decline,
    put_on_hold,
    send_back_review,
)
from pitchdeck.features.funding.actions.rolling import answer_claim, end_rolling, screen
from pitchdeck.features.funding.actions.shifting import Place, Step, shift
from pitchdeck.features.funding.actions.shortfalls import (
    change_list,
    confirm_shortfall,
    drop_shortfall,
    propose_again,
    raise_for,
    raise_shortfall,
)
from pitchdeck.features.funding.actions.stages import (
    close_funding,
    close_round,
    decide,
    open_funding,
    publish,
)
from pitchdeck.features.funding.actions.standbys import join_standby, leave_standby
from pitchdeck.features.funding.actions.standing import Terms, answer_standing, end_standing, set_standing
from pitchdeck.features.funding.actions.supplements import (
    Given,
    Wanted,
    commit_more,
    decline_supplement,
    end_open_of,
    hold,
    lapse_supplement,
    open_supplement,
    refuse_unseen,
    withdraw_supplement,
)
from pitchdeck.features.funding.actions.taking_over import (
    Ground,
    Sum,
    close_ground,
    fund_running,
    open_ground,
)
from pitchdeck.features.funding.actions.waiting import offer, tell_next
from pitchdeck.features.funding.actions.windows import answer_window

__all__ = [
    "Choices",
    "Given",
    "Ground",
    "Made",
    "Place",
    "Promised",
    "Step",
    "Sum",
    "Terms",
    "Wanted",
    "allot",
    "answer_agreement",
    "answer_cancellation",
    "answer_change",
    "answer_claim",
    "answer_condition",
    "answer_reopening",
    "answer_request",
    "answer_standing",
    "answer_window",
    "approve",
    "approve_with_conditions",
    "ask_cancellation",
    "ask_for_purse",
    "ask_release",
    "ask_reopening",
    "change_commitment",
    "change_fund",
    "change_list",
    "change_promise",
    "check_numbers",
    "close_funding",
    "close_ground",
    "close_round",
    "close_year",
    "code_fund",
    "commit",
    "commit_more",
    "commit_supplement",
    "confirm_fund",
    "confirm_shortfall",
    "decide",
    "decline",
    "decline_supplement",
    "drop_shortfall",
    "end_open_of",
    "end_rolling",
    "end_standing",
    "extend_funding",
    "fund_running",
    "hold",
    "join_standby",
    "lapse_overdue",
    "lapse_supplement",
    "leave_standby",
    "mark_capex",
    "offer",
    "open_fund",
    "open_funding",
    "open_ground",
    "open_supplement",
    "order_list",
    "promise",
    "propose_again",
    "publish",
    "put_on_hold",
    "raise_for",
    "raise_shortfall",
    "recuse",
    "refuse_unseen",
    "release_tranche",
    "return_rest",
    "screen",
    "send_back_review",
    "serve_promises",
    "set_standing",
    "shift",
    "tell_next",
    "withdraw",
    "withdraw_commitment",
    "withdraw_promise",
    "withdraw_supplement",
]
