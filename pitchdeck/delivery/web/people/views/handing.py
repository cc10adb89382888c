"""What a person who leaves has open, by kind, and who takes it over where. No titles and no amounts."""

from collections.abc import Iterable
from typing import NamedTuple

from pitchdeck.features.portfolio.queries.homes import Task


class Handed(NamedTuple):
    """How many things of one kind are open, and how they are handed over."""

    what: str
    number: int
    how: str


_LEAD = "A co-author goes on with it; the L&D lead finds it under Pitches."
_SPONSOR = "The L&D lead sets the measure anew under Goals, with another sponsor."
_PANEL = "The chair seats a substitute on the round's page, under Rounds."
_FINANCE = "Another person of finance finds it on their home."
_CHAIR = "The L&D lead of the unit runs the stage, on the page of the round."
_PURSE = "The fund's owner gives another investor a purse, under Money."
_OF_FINANCE = (
    "review",
    "numbers",
    "release",
    "actual",
    "contract",
    "fund_confirm",
    "fund_change",
    "standing",
    "window",
    "opening",
    "more",
    "close",
    "stop",
    "year_end",
    "mandates",
    "setting",
    "founding",
)
_ADMIN = "Another administrator finds it on their home."
_KINDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("pitches and drafts of theirs", ("sent_back", "review_sent_back", "claim_refused", "sponsor_silent",
                                      "draft", "draft_ready"), _LEAD),
    ("hours of their unit's people to agree to", ("agreement",),
     "An administrator names another head on the unit's page, under People; else the head above answers."),
    ("readings to record", ("reading_due",), "A co-author records it under Investments."),
    ("measures, claims and readings to answer as sponsor", ("measure_agree", "claim", "attest"), _SPONSOR),
    ("rounds to score in", ("score",), _PANEL),
    ("gates of programmes with money of theirs", ("gate",),
     "A deputy says their word; without it the other investors decide."),
    ("rounds to commit money in", ("commit", "commit_small"), _PURSE),
    ("reviews, releases and confirmations of finance", _OF_FINANCE, _FINANCE),
    ("funds with money in no purse", ("allot", "purse_request"),
     "A fund keeps its owner: have its purses given out first."),
    ("pitches to screen and people waited for", ("screen", "sponsor_waited_for", "reading_waited_for"),
     "Another L&D lead of the unit finds it on their home."),
    ("stages of a round to close", ("round_open", "round_scoring", "round_deliberation", "round_funding",
                                    "round_finance_review", "round_decided", "round_rolling",
                                    "turn"), _CHAIR),
    ("things of an administrator", ("people_without", "role_empty", "alternate", "set_up"), _ADMIN),
)  # fmt: skip


def to_hand_over(tasks: Iterable[Task]) -> tuple[Handed, ...]:
    """Open tasks by kind; a kind that is not listed here is counted as the rest."""
    open_ = [task.kind for task in tasks]
    listed = [Handed(what, sum(kind in kinds for kind in open_), how) for what, kinds, how in _KINDS]
    known = {kind for _what, kinds, _how in _KINDS for kind in kinds}
    rest = Handed("other things", sum(kind not in known for kind in open_), "Ask them before they leave.")
    return tuple(each for each in (*listed, rest) if each.number)
