"""How what awaits a person reads: one sentence, one button, and the path that the button opens.

The same on the home page, in a reminder and in a calendar.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pitchdeck.features.portfolio.queries.homes import Task

Money = Callable[[int | None], str]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a kind of task reads; `path` has the task's key in place of {}."""

    sentence: Callable[[Task, Money], str]
    button: str
    path: str


def _plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count)


def _title(pattern: str) -> Callable[[Task, Money], str]:
    return lambda task, money: pattern.format(task.title, money(task.amount), task.count)


def _to_commit(task: Task, money: Money) -> str:
    seeking = _plural(task.count, "One pitch looks", "{} pitches look")
    return f"{seeking} for money in {task.title}; {money(task.amount)} of yours is free"


def _turn(task: Task, money: Money) -> str:
    return f"{task.title} waits; {money(task.amount)} are free in {task.note}: offer it a place"


PITCH, ROUND, MONEY_OF_ROUND = "/pitches/{}", "/rounds/{}", "/rounds/{}/money"
WORDINGS: dict[str, Wording] = {
    "sent_back": Wording(_title("{0} was sent back"), "Rework it", "/pitches/{}/draft"),
    "review_sent_back": Wording(_title("Finance asks about {0}"), "Answer", PITCH),
    "condition": Wording(_title("{1} for {0} on a condition"), "Accept or decline", PITCH),
    "claim_refused": Wording(_title("The sponsor said no to {0}"), "Rework it", PITCH),
    "sponsor_silent": Wording(_title("The sponsor of {0} has not answered"), "Look", PITCH),
    "draft": Wording(
        lambda task, _money: f"{task.title}: {_plural(task.count, 'one thing is', '{} things are')} missing",
        "Go on",
        "/pitches/{}/draft",
    ),
    "draft_ready": Wording(_title("{0} is complete"), "Send it", "/pitches/{}/draft/send"),
    "reading_due": Wording(_title("Reading of {0}"), "Record it", "/investments/{}/readings"),
    "closing_review": Wording(
        _title("{0} is measured: write its closing review"), "Write it", "/investments/{}/review"
    ),
    "closing_answer": Wording(_title("The closing review of {0}"), "Read and confirm", "/closing-reviews/{}"),
    "close": Wording(_title("{0} is reviewed: close it"), "Close", "/investments/{}/closing"),
    "measure_agree": Wording(_title("Agree the measure {0}"), "Agree", "/measures/{}"),
    "claim": Wording(
        _title("{0} claims on your measure; {2}% of its gap are claimed in all"),
        "Say yes or no",
        "/claims/{}",
    ),
    "agreement": Wording(
        lambda task, _money: f"{task.title} needs up to {task.count:,} hours of your people in a quarter",
        "Agree or refuse",
        "/agreements/{}",
    ),
    "attest": Wording(_title("Reading of {0}: {1}"), "Attest", "/readings/{}"),
    "score": Wording(_title("{2} to score in {0}"), "Score", "/pitches/{}/scorecard"),
    "commit": Wording(_to_commit, "Commit", MONEY_OF_ROUND),
    "commit_small": Wording(_to_commit, "Commit", ROUND),
    "window": Wording(_title("{0} asks for a headline over {2} months"), "Accept or refuse", "/windows/{}"),
    "numbers": Wording(_title("Check the numbers of {0}: {1}, {2} lines"), "Check", "/pitches/{}/numbers"),
    "room": Wording(_title("There is room for your {1} in {0}"), "Commit", PITCH),
    "review": Wording(_title("Review {0}: {1}"), "Review", "/pitches/{}/review"),
    "release": Wording(_title("Release tranche {2} of {0}: {1}"), "Release", "/tranches/{}"),
    "overspent": Wording(
        _title("{0} spent {1} above its release: ask for more"), "Ask for more", "/investments/{}/supplements"
    ),
    "gate": Wording(_title("{0} is at a gate; {1} of yours is in it"), "Decide", "/gates/{}"),
    "stop": Wording(_title("The stop of {0} waits for finance's signature"), "Look and sign", "/gates/{}"),
    "pay_more": Wording(_title("{0} is funded and needs {1} more"), "Look and commit", "/supplements/{}"),
    "more": Wording(_title("{1} more for {0} is reserved"), "Review", "/supplements/{}"),
    "actual": Wording(_title("Confirm {1} spent for {0}"), "Confirm", "/actuals/{}"),
    "contract": Wording(_title("Confirm the contract of {1} for {0}"), "Confirm", "/contracts/{}"),
    "purse_request": Wording(_title("{0} asks for {1} of your fund"), "Answer", "/purse-requests/{}"),
    "fund_change": Wording(_title("{0}: {1}"), "Confirm", "/fund-changes/{}"),
    "cancellation": Wording(_title("May {1} that were promised to {0} end?"), "Answer", "/cancellations/{}"),
    "shortfall": Wording(_title("{0} lacks {1}: a cut list waits"), "Look at the list", "/shortfalls/{}"),
    "year_end": Wording(_title("{0} is over and not closed"), "Look at its year end", "/funds/{}/year-end"),
    "reopening": Wording(
        _title("The year end of {0} is asked to be re-opened"), "Look and answer", "/year-ends/{}"
    ),
    "opening": Wording(
        lambda task, _money: f"Running programmes of {task.title} wait for a second person",
        "Look and confirm",
        "/openings/{}",
    ),
    "standing": Wording(
        _title("Confirm the standing approval {0}: up to {1} a pitch"), "Look", "/standing-approvals/{}"
    ),
    "fund_confirm": Wording(_title("Confirm the fund {0}: {1}"), "Confirm", "/funds/{}"),
    "allot": Wording(_title("{1} of {0} is in no purse"), "Allot", "/funds/{}"),
    "mandates": Wording(
        lambda task, _money: (
            _plural(task.count, "One mandate waits", "{} mandates wait") + " for a second person"
        ),
        "Confirm",
        "/people",
    ),
    "setting": Wording(
        lambda task, _money: (
            _plural(task.count, "A setting is", "{} settings are") + f" to change: {task.title}"
        ),
        "Look and confirm",
        "/settings",
    ),
    "screen": Wording(_title("Screen {0}"), "Screen", "/pitches/{}/screening"),
    "sponsor_waited_for": Wording(_title("{0} waits for its sponsor's yes"), "Look", PITCH),
    "reading_waited_for": Wording(_title("{0} has no reading"), "Look", "/investments/{}"),
    "round_open": Wording(_title("{0}: close the call, open scoring"), "Open scoring", ROUND),
    "round_scoring": Wording(_title("{0}: close scoring"), "Close scoring", ROUND),
    "round_deliberation": Wording(_title("{0}: choose the shortlist, open funding"), "Deliberate", ROUND),
    "round_funding": Wording(_title("{0}: close funding"), "Close funding", MONEY_OF_ROUND),
    "turn": Wording(_turn, "See the list", ROUND),
    "round_rolling": Wording(_title("{0}: its fiscal year is over, close it"), "Close it", ROUND),
    "round_finance_review": Wording(_title("{0}: finance has given every verdict"), "Decide", MONEY_OF_ROUND),
    "round_decided": Wording(_title("{0}: publish the decision"), "Publish", MONEY_OF_ROUND),
    "set_up": Wording(
        lambda task, _money: _plural(task.count, "One step is", "{} steps are") + " left to the first round",
        "Go on",
        "/setup/steps",
    ),
    "founding": Wording(
        lambda task, _money: f"Confirm {task.title}: on the first day the founders confirm each other",
        "Look",
        "/founding",
    ),
    "people_without": Wording(
        lambda task, _money: _plural(task.count, "One person has", "{} people have") + " no part yet",
        "Give mandates",
        "/people",
    ),
    "role_empty": Wording(
        lambda task, _money: f"Nobody can act as {task.title.replace('_', ' ').lower()}",
        "Give a mandate",
        "/people",
    ),
    "alternate": Wording(
        lambda task, _money: (
            f"Nobody of finance may review {_plural(task.count, 'one pitch', '{} pitches')}: "
            "give an alternate the role finance for some days"
        ),
        "Give a mandate",
        "/people",
    ),
}


def sentence_of(task: Task, money: Money) -> str:
    """What the task says."""
    return WORDINGS[task.kind].sentence(task, money)


def path_of(task: Task) -> str:
    """The page that the task's button opens."""
    return WORDINGS[task.kind].path.format(task.key)
