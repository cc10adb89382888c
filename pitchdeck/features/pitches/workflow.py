"""The life of a pitch as one literal, and the two names of each state."""

from pitchdeck.base.workflow import Transition, Workflow
from pitchdeck.features.pitches.models import STATES

PITCH = Workflow(
    "pitch",
    STATES,
    [
        Transition("submit", ("draft", "returned"), "submitted", "pitch:submit"),
        Transition("screen", ("submitted",), "screened", "pitch:screen"),
        Transition("send_back", ("submitted",), "returned", "pitch:screen"),
        Transition("redirect", ("submitted",), "redirected", "pitch:screen"),
        Transition("merge", ("submitted",), "merged", "pitch:screen"),
        Transition("start_scoring", ("screened",), "in_scoring", "round:open_scoring"),
        Transition("expire", ("screened",), "expired", "round:close_scoring"),
        Transition("shortlist", ("in_scoring",), "shortlisted", "round:shortlist"),
        Transition("pass_over", ("in_scoring",), "not_shortlisted", "round:shortlist"),
        Transition("open_funding", ("shortlisted",), "in_funding", "round:open_funding"),
        Transition("open_funding", ("screened",), "in_funding", "pitch:screen"),
        Transition("offer", ("waitlisted",), "in_funding", "waitlist:offer"),
        Transition("cover", ("in_funding",), "covered", "commitment:make"),
        Transition("uncover", ("covered",), "in_funding", "commitment:withdraw"),
        Transition("lapse", ("in_funding",), "waitlisted", "round:close_funding"),
        Transition("take_up", ("covered",), "in_review", "round:close_funding"),
        Transition("hand_over", ("covered",), "in_review", "commitment:make"),
        Transition("fund", ("in_review",), "funded", "round:publish"),
        Transition("wait", ("in_review",), "waitlisted", "round:publish"),
        Transition("decline", ("in_review",), "declined", "round:publish"),
        Transition(
            "withdraw",
            (
                "draft",
                "submitted",
                "returned",
                "screened",
                "in_scoring",
                "shortlisted",
                "in_funding",
                "covered",
                "in_review",
                "waitlisted",
            ),
            "withdrawn",
            "pitch:withdraw",
        ),
    ],
)

PAST = {
    "submit": "submitted",
    "screen": "screened",
    "send_back": "sent_back",
    "redirect": "redirected",
    "merge": "merged",
    "start_scoring": "scoring_started",
    "expire": "expired",
    "shortlist": "shortlisted",
    "pass_over": "passed_over",
    "open_funding": "funding_opened",
    "cover": "covered",
    "uncover": "uncovered",
    "lapse": "lapsed",
    "take_up": "taken_up",
    "hand_over": "handed_over",
    "offer": "offered",
    "fund": "funded",
    "wait": "waitlisted",
    "decline": "declined",
    "withdraw": "withdrawn",
}
"""Each verb as history tells it."""

NAMES: dict[str, tuple[str, str]] = {
    "draft": ("Draft", "Draft"),
    "submitted": ("Waiting to be screened", "Submitted"),
    "returned": ("Sent back to the presenter", "Sent back to you"),
    "screened": ("Accepted into the round", "Accepted into the round"),
    "redirected": ("Redirected: not a learning matter", "Redirected"),
    "merged": ("Merged into another pitch", "Merged into another pitch"),
    "in_scoring": ("To be scored", "Being scored"),
    "shortlisted": ("Shortlisted", "Shortlisted"),
    "not_shortlisted": ("Not shortlisted", "Not shortlisted"),
    "in_funding": ("Open for commitments", "Looking for money"),
    "covered": ("Covered", "Money promised in full"),
    "in_review": ("With finance", "With finance"),
    "funded": ("Funded", "Funded"),
    "waitlisted": ("On the waiting list", "On the waiting list"),
    "declined": ("Declined", "Declined"),
    "withdrawn": ("Withdrawn by the presenter", "Withdrawn"),
    "expired": ("Expired without the sponsor's yes", "Expired without the sponsor's yes"),
}
"""Each state as the panel reads it, and as the presenter does."""

EDITABLE = frozenset({"draft", "returned"})
"""The draft may change only before submitting and after it was sent back."""

ENDED = frozenset({"redirected", "merged", "not_shortlisted", "declined", "withdrawn", "expired"})
"""A pitch that ended claims nothing of its measure any more."""
